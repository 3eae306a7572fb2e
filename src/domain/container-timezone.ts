// Which time zone a container lives in. It does not see its host's: only what its task definition says counts, else its image.

import type {ContainerDefinition} from './task-definition.ts';

/** What decides a container's zone: the JVM's own option, `TZ`, a file of the host that is mounted, or nothing but its image. */
export type TimezoneSource = 'java' | 'environment' | 'secret' | 'mount' | 'image';

/** What a task definition says of a container's zone. */
export interface TimezoneSetting {
  readonly source: TimezoneSource;
  /** As it is written there; absent where only the host, a secret or the image knows. */
  readonly zone?: string;
  /** Another zone that is set as well, and that some processes in the container will take. */
  readonly otherZone?: string;
}

/** A container of a task definition that runs in a cluster. */
export interface ContainerTimezone extends TimezoneSetting {
  /** `TASK-DEFINITION-ARN#CONTAINER`. */
  readonly id: string;
  readonly clusterArn: string;
  readonly taskDefinitionArn: string;
  readonly container: string;
  readonly image: string;
  /** `service:NAME` or `family:NAME` of the running tasks. */
  readonly groups: readonly string[];
  readonly tasks: number;
  /** The zone that all should be in: the one that was asked for, else the one that most containers with a zone have. */
  readonly wanted?: string;
}

const javaOption = /(?:^|\s)-Duser\.timezone=["']?([^\s"']+)/;
const localtime = /→ \/etc\/(?:localtime|timezone)(?:\s|$)/;
/** Names of one and the same zone. */
const utcNames = new Set(['utc', 'etc/utc', 'gmt', 'etc/gmt', 'zulu', 'etc/zulu', 'universal', 'etc/universal', 'utc0', 'gmt0']);

/** What a container's definition says of its zone. The JVM's option rules over TZ, and TZ over /etc/localtime. */
export function timezoneOf(definition: ContainerDefinition): TimezoneSetting {
  const environment = environmentValue(definition, 'TZ');
  const java = javaZone(definition);
  if (java !== undefined) {
    const isContradicted = environment !== undefined && !isSameZone(environment, java);
    return {source: 'java', zone: java, ...(isContradicted && {otherZone: environment})};
  }
  if (environment !== undefined) return {source: 'environment', zone: environment};
  if (definition.secrets.some(({name}) => name === 'TZ')) return {source: 'secret'};
  return {source: definition.mounts.some(mount => localtime.test(mount)) ? 'mount' : 'image'};
}

/** True for two names of the same zone; a leading colon, as POSIX allows in TZ, means nothing. */
export function isSameZone(one: string, other: string): boolean {
  return canonical(one) === canonical(other);
}

/** The zone that most of these have; undefined when none has any. The first one wins a draw. */
export function commonZone(zones: readonly (string | undefined)[]): string | undefined {
  const counts = new Map<string, {readonly zone: string; readonly count: number}>();
  for (const zone of zones) {
    if (zone === undefined) continue;
    const key = canonical(zone);
    counts.set(key, {zone: counts.get(key)?.zone ?? zone, count: (counts.get(key)?.count ?? 0) + 1});
  }
  return [...counts.values()].reduce<{readonly zone: string; readonly count: number} | undefined>(
    (most, one) => (most === undefined || one.count > most.count ? one : most),
    undefined,
  )?.zone;
}

function canonical(zone: string): string {
  const name = zone.trim().replace(/^:/, '').toLowerCase();
  return utcNames.has(name) ? 'utc' : name;
}

function environmentValue({environment}: ContainerDefinition, name: string): string | undefined {
  const value = environment.findLast(one => one.name === name)?.value.trim();
  return value === '' ? undefined : value;
}

function javaZone({command, entryPoint, environment}: ContainerDefinition): string | undefined {
  const places = [[...entryPoint, ...command].join(' '), ...environment.map(({value}) => value)];
  return places.map(place => javaOption.exec(place)?.[1]).find(zone => zone !== undefined);
}
