// Service registries as the program sees them: what Cloud Map or Consul has under a name, and which task of a service each entry is.

import type {Task} from './task.ts';

/** A name in a registry, under which callers find the tasks of a service. */
export interface Registry {
  /** The ARN of Cloud Map's service, or Consul's name of it. */
  readonly id: string;
  /** Service Connect keeps its entries in Cloud Map too. */
  readonly kind: 'cloud-map' | 'service-connect' | 'consul';
  /** `orders.local-1`; the id where the name could not be read. */
  readonly name: string;
  /** How callers are answered, in words. */
  readonly answers?: string;
}

/** What a registry has under a name. */
export interface RegistryContents {
  /** Absent where it could not be read. */
  readonly name?: string;
  readonly answers?: string;
  readonly entries: readonly RegistryEntry[];
  /** True when the registry left out entries that the caller may not see. */
  readonly isPartial: boolean;
  /** Sentences about what could not be read; the entries stand. */
  readonly problems?: readonly string[];
}

/** What a registry says of an entry. UNCHECKED: nobody asked for a check, so that every caller is sent there. */
export type RegistryHealth = 'HEALTHY' | 'WARNING' | 'UNHEALTHY' | 'UNKNOWN' | 'UNCHECKED';

/** One entry of a registry. */
export interface RegistryEntry {
  /** ECS registers a task in Cloud Map by the task's id; Consul's ids are registrator's. */
  readonly id: string;
  readonly address?: string;
  readonly port?: number;
  /** The name that the entry leads to in place of an address. */
  readonly alias?: string;
  readonly health: RegistryHealth;
  /** What the check that fails has answered, where the registry tells it. */
  readonly healthReason?: string;
  /** Names of the cluster and the service that ECS wrote into it; absent where somebody else registered it. */
  readonly cluster?: string;
  readonly service?: string;
  /** Cloud Map's attributes; Consul's node, tags and metadata. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** What of a task its registration is judged by. */
export type RegistrationTask = Pick<
  Task,
  'arn' | 'id' | 'group' | 'taskDefinitionArn' | 'lastStatus' | 'desiredStatus' | 'health' | 'startedAt' | 'stoppedAt' | 'zone'
>;

/**
 * What was found for an entry: the task that it is, or one of another service; a task that is gone, or is gone and its address
 * another's; nobody of this cluster; not looked for. `missing` is a task without an entry. `unread` and `partial` stand for all
 * that a registry did not tell.
 */
export type RegistrationMatch = 'task' | 'elsewhere' | 'gone' | 'reused' | 'foreign' | 'unknown' | 'missing' | 'unread' | 'partial';

/** A row of the table of registrations. */
export interface Registration {
  /** The registry's id and the entry's, or the task's where there is no entry. */
  readonly key: string;
  readonly registry: Registry;
  readonly clusterArn: string;
  readonly serviceArn: string;
  readonly match: RegistrationMatch;
  readonly entry?: RegistryEntry;
  readonly task?: RegistrationTask;
  /** Where callers are sent, or would be: also of a task without an entry. */
  readonly address?: string;
  readonly port?: number;
  /** True where the registry may have more than it told. */
  readonly isPartial: boolean;
  /** Sentences about what could not be read; the rest of the row stands. */
  readonly problems?: readonly string[];
}

/** How many entries of a service a registry has, and in which state. */
export interface RegistrationCounts {
  readonly registry: Registry;
  /** Entries, stale ones among them; tasks that are missing are not. */
  readonly entries: number;
  readonly registered: number;
  readonly unhealthy: number;
  readonly stale: number;
  /** Tasks that run and have no entry. */
  readonly missing: number;
  /** Coming or going: their tasks are starting or stopping. */
  readonly changing: number;
  /** Not this service's, or not told. */
  readonly other: number;
  /** Where the stale ones lead, as `10.0.17.5:32770`. */
  readonly stalePlaces: readonly string[];
  readonly problems: readonly string[];
}

/** The name of a row: a registry and what is in it. */
export function registrationKey(kind: Registry['kind'], registry: string, id: string): string {
  return `${kind}:${encodeURIComponent(registry)}#${id}`;
}

/** What a key is made of. */
export function partsOfRegistrationKey(key: string): {readonly kind: Registry['kind']; readonly registry: string; readonly id: string} {
  const [colon, hash] = [key.indexOf(':'), key.indexOf('#')];
  const kind = key.slice(0, colon);
  return {
    kind: kind === 'consul' || kind === 'service-connect' ? kind : 'cloud-map',
    registry: decodeURIComponent(key.slice(colon + 1, hash)),
    id: key.slice(hash + 1),
  };
}

/** True for an id that ECS gives to tasks: 32 hexadecimal digits, or a UUID where the long format is off. */
export function isTaskId(id: string): boolean {
  return /^(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.test(id);
}
