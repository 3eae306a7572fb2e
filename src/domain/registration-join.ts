// Which task each entry of a registry is, and which tasks have none: by the id that ECS registers a task under, else by address.
// Pure, because it is what must not be wrong: an entry that is called stale is taken out by somebody at night.

import {
  isTaskId,
  type Registration,
  type RegistrationMatch,
  type RegistrationTask,
  type Registry,
  type RegistryContents,
  type RegistryEntry,
  registrationKey,
} from './registration.ts';
import type {Service} from './service.ts';
import type {Task} from './task.ts';

/** A task with the address of its host, where it has one and it is known. */
export interface PlacedTask {
  readonly task: Task;
  readonly hostAddress?: string;
}

/** What was read for a join. */
export interface JoinParts {
  readonly service: Pick<Service, 'arn' | 'clusterArn' | 'name'>;
  readonly registry: Registry;
  readonly contents: RegistryContents;
  /** The service's tasks that run or shall; undefined where they could not be read: then nothing is judged. */
  readonly tasks: readonly PlacedTask[] | undefined;
  /** Tasks that entries name and that are not among them: of other services, stopping, or stopped. */
  readonly others: readonly PlacedTask[];
  /** Addresses of the cluster's hosts; undefined where they could not be read, or were not needed. */
  readonly hosts: ReadonlySet<string> | undefined;
  /** False where it was only guessed that the service is registered there: a task without an entry is nothing to wonder at then. */
  readonly isExpected: boolean;
  readonly problems?: readonly string[];
}

/** One row for each entry, and one for each task that has none. */
export function joinRegistrations(parts: JoinParts): readonly Registration[] {
  const found = parts.contents.entries.map(entry => entryRow(parts, entry));
  const registered = new Set(found.flatMap(({match, task}) => (match === 'task' && task ? [task.id] : [])));
  const isTold = found.some(({match}) => match === 'task') || (parts.isExpected && isUnderstood(parts, found));
  const missing = isTold ? (parts.tasks ?? []).filter(placed => !registered.has(placed.task.id) && isLookedFor(parts, placed)) : [];
  return [...found, ...missing.map(placed => missingRow(parts, placed, found))];
}

/**
 * Entries that all lead to places which the cluster knows nothing of tell that Consul has other addresses than ECS, as those of
 * Docker's own network: then its tasks may well be among them.
 */
function isUnderstood({registry}: JoinParts, found: readonly Registration[]): boolean {
  return registry.kind !== 'consul' || found.length === 0 || found.some(({match}) => match !== 'foreign' && match !== 'unknown');
}

/** Consul knows addresses alone: a task whose own is not known may be any of its entries. */
function isLookedFor({registry}: JoinParts, placed: PlacedTask): boolean {
  return registry.kind !== 'consul' || placesOf(placed).length > 0;
}

type Found = Pick<Registration, 'match' | 'task'>;

function entryRow(parts: JoinParts, entry: RegistryEntry): Registration {
  const {match, task} = foundFor(parts, entry);
  return {
    ...rowOf(parts, entry.id),
    match,
    entry,
    ...(task && {task}),
    ...((entry.address ?? entry.alias) !== undefined && {address: entry.address ?? entry.alias ?? ''}),
    ...(entry.port !== undefined && {port: entry.port}),
  };
}

function foundFor(parts: JoinParts, entry: RegistryEntry): Found {
  const {tasks, others, registry} = parts;
  if (tasks === undefined) return {match: 'unknown'};
  const all = [...tasks, ...others];
  const named = registry.kind === 'consul' ? undefined : all.find(({task}) => task.id === entry.id)?.task;
  if (named !== undefined && !hasEnded(named)) return {match: isOfService(parts, named) ? 'task' : 'elsewhere', task: factsOf(named)};
  const there = taskAt(all, entry)?.task;
  if (there !== undefined && !hasEnded(there)) {
    // A dead task's id at a living task's address: addresses are used again.
    const isReused = registry.kind !== 'consul' && (named !== undefined || isTaskId(entry.id));
    return {match: isReused ? 'reused' : isOfService(parts, there) ? 'task' : 'elsewhere', task: factsOf(there)};
  }
  const ended = named ?? there;
  if (ended !== undefined) return {match: 'gone', task: factsOf(ended)};
  return {match: nobodyThere(parts, entry)};
}

/** Whether an entry without a task is one of ours that is left, or none that ECS has to do with. */
function nobodyThere({registry, hosts, tasks}: JoinParts, entry: RegistryEntry): RegistrationMatch {
  if (registry.kind !== 'consul') return entry.service !== undefined || isTaskId(entry.id) ? 'gone' : 'foreign';
  // Without the hosts' addresses nothing can be said of an address.
  const known = hosts ?? new Set(tasks?.flatMap(({hostAddress}) => hostAddress ?? []));
  if (entry.address !== undefined && known.has(entry.address)) return 'gone';
  return hosts === undefined ? 'unknown' : 'foreign';
}

/**
 * The task at an entry's address: one that has not ended before one that has, and among those the youngest, whose port it is now.
 * A task that is starting on the host and has not told its ports yet may be the one.
 */
function taskAt(tasks: readonly PlacedTask[], entry: RegistryEntry): PlacedTask | undefined {
  if (entry.address === undefined) return undefined;
  const there = tasks.filter(placed => placesOf(placed).some(place => isAt(place, entry)));
  const alive = there.filter(({task}) => !hasEnded(task));
  const starting = alive.length > 0 ? [] : tasks.filter(placed => placed.hostAddress === entry.address && isWithoutPorts(placed.task));
  const [youngest] =
    [alive, starting, there].find(some => some.length > 0)?.toSorted((one, other) => other.task.createdAt - one.task.createdAt) ?? [];
  return youngest;
}

interface PlaceOfTask {
  readonly address: string;
  /** Absent: every port of that address is the task's. */
  readonly port?: number;
}

function isAt({address, port}: PlaceOfTask, entry: RegistryEntry): boolean {
  return address === entry.address && (port === undefined || entry.port === undefined || port === entry.port);
}

/** Under awsvpc a task's address is its own; else it has ports of its host. */
function placesOf({task, hostAddress}: PlacedTask): readonly PlaceOfTask[] {
  if (task.address !== undefined) return [{address: task.address}];
  if (hostAddress === undefined) return [];
  return task.containers.flatMap(({ports}) => ports.map(({hostPort}) => ({address: hostAddress, port: hostPort})));
}

function isWithoutPorts({lastStatus, containers}: Task): boolean {
  return (lastStatus === 'PENDING' || lastStatus === 'ACTIVATING') && containers.every(({ports}) => ports.length === 0);
}

function hasEnded({lastStatus}: Pick<Task, 'lastStatus'>): boolean {
  return lastStatus === 'STOPPED' || lastStatus === 'DELETED' || lastStatus === 'DEPROVISIONING';
}

function isOfService({service}: JoinParts, {group, clusterArn}: Task): boolean {
  return group === `service:${service.name}` && clusterArn === service.clusterArn;
}

/** A task without an entry, at the place that it would have: the port is the one that its siblings are registered with. */
function missingRow(parts: JoinParts, placed: PlacedTask, found: readonly Registration[]): Registration {
  const {task} = placed;
  const places = placesOf(placed);
  const sibling = found.find(({match}) => match === 'task');
  const port = places[0]?.port ?? sibling?.port;
  return {
    ...rowOf(parts, task.id),
    match: 'missing',
    task: factsOf(task),
    ...(places[0] && {address: places[0].address}),
    ...(port !== undefined && {port}),
  };
}

function rowOf({service, registry, contents, problems}: JoinParts, id: string) {
  const all = [...(contents.problems ?? []), ...(problems ?? [])];
  return {
    key: registrationKey(registry.kind, registry.id, id),
    registry,
    clusterArn: service.clusterArn,
    serviceArn: service.arn,
    isPartial: contents.isPartial,
    ...(all.length > 0 && {problems: all}),
  };
}

function factsOf({
  arn,
  id,
  group,
  taskDefinitionArn,
  lastStatus,
  desiredStatus,
  health,
  startedAt,
  stoppedAt,
  zone,
}: Task): RegistrationTask {
  return {
    ...{arn, id, group, taskDefinitionArn, lastStatus, desiredStatus, health},
    ...(startedAt !== undefined && {startedAt}),
    ...(stoppedAt !== undefined && {stoppedAt}),
    ...(zone !== undefined && {zone}),
  };
}
