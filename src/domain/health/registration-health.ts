// How registrations are: one, and all of a service together. What is coming or going is given a minute before it is called wrong.

import {hostAndPort} from '../format/address.ts';
import {age} from '../format/age.ts';
import {plural} from '../format/quantity.ts';
import type {Registration, RegistrationCounts, RegistrationTask, RegistryEntry} from '../registration.ts';
import {noText, type SafeText, safeText, text} from '../safe-text.ts';
import type {Tone} from '../tone.ts';
import type {Verdict} from './verdict.ts';

/** ECS registers and deregisters asynchronously, registries are consistent only in the end: milliseconds until it is a fault. */
const grace = 60_000;

/** The word that a person filters by. */
export type RegistrationState =
  | 'stale'
  | 'missing'
  | 'unread'
  | 'partial'
  | 'unhealthy'
  | 'foreign'
  | 'unknown'
  | 'starting'
  | 'stopping'
  | 'registered';

/** How a registration is, and why. */
export interface RegistrationVerdict extends Verdict {
  readonly state: RegistrationState;
}

/** The verdict on a row at a time. */
export function registrationVerdict(row: Registration, now: number): RegistrationVerdict {
  const {entry, task} = row;
  switch (row.match) {
    case 'unread':
      return verdict('unread', 'warn', safeText(row.problems?.[0] ?? ''));
    case 'partial':
      return verdict('partial', 'warn', text`there may be more entries: the token may not see all of them`);
    case 'missing':
      return missing(row, now);
    case 'reused':
      return verdict('stale', 'warn', text`left by a task that is gone: another has its address`);
    case 'gone':
      return gone(row, now);
    case 'foreign':
      return foreign(row);
    case 'unknown':
      return verdict('unknown', 'quiet', text`which task it is could not be looked up`);
    case 'task':
    case 'elsewhere':
      return entry && task ? present(row, entry, task, now) : verdict('unknown', 'quiet', noText);
  }
}

/** False while an entry is coming, going, or wrong: it is looked at again soon. */
export function isRegistrationSteady({match, entry, task}: Registration): boolean {
  const runs = task?.lastStatus === 'RUNNING' && task.desiredStatus === 'RUNNING';
  return match === 'foreign' || ((match === 'task' || match === 'elsewhere') && runs && entry !== undefined && !isUnhealthy(entry));
}

function verdict(state: RegistrationState, tone: Tone, note: SafeText): RegistrationVerdict {
  return {state, tone, note};
}

function isUnhealthy({health}: RegistryEntry): boolean {
  return health === 'UNHEALTHY';
}

function missing({task, isPartial}: Registration, now: number): RegistrationVerdict {
  if (task?.lastStatus !== 'RUNNING') return verdict('starting', 'busy', text`its task is starting: not registered yet`);
  const runs = task.startedAt === undefined ? undefined : now - task.startedAt;
  if (runs !== undefined && runs < grace) return verdict('starting', 'busy', text`runs for ${age(runs)}: not registered yet`);
  if (isPartial) return verdict('missing', 'warn', text`runs, and is not among the entries that the token may see`);
  const since = runs === undefined ? '' : ` for ${age(runs)}`;
  return verdict('missing', 'bad', text`runs${since}, not registered: nobody finds it`);
}

function gone({task, entry}: Registration, now: number): RegistrationVerdict {
  if (task?.stoppedAt !== undefined && now - task.stoppedAt < grace) {
    return verdict('stopping', 'busy', text`its task stopped ${age(now - task.stoppedAt)} ago: the entry should go now`);
  }
  if (task !== undefined && task.stoppedAt === undefined)
    return verdict('stopping', 'busy', text`its task is stopping: the entry should go now`);
  return entry && isUnhealthy(entry)
    ? verdict('stale', 'warn', text`no running task here; unhealthy: no traffic`)
    : verdict('stale', 'bad', text`no running task here: callers go to nothing`);
}

function foreign({entry}: Registration): RegistrationVerdict {
  if (entry?.alias !== undefined) return verdict('foreign', 'plain', text`leads on to another name, not to a task`);
  return entry && isUnhealthy(entry)
    ? verdict('foreign', 'warn', text`of no host of this cluster, and unhealthy: of one that is gone?`)
    : verdict('foreign', 'warn', text`no task of this cluster: registered by hand, or from elsewhere`);
}

function present(row: Registration, entry: RegistryEntry, task: RegistrationTask, now: number): RegistrationVerdict {
  if (task.desiredStatus === 'STOPPED') return verdict('stopping', 'busy', text`its task is stopping: the entry should go now`);
  const reason = entry.healthReason === undefined || entry.healthReason === '' ? noText : text`: ${entry.healthReason}`;
  if (isUnhealthy(entry)) return unhealthy(task, reason, now);
  const owner = row.match === 'elsewhere' ? text`a task of ${task.group.replace(/^(?:service|family):/, '')}` : noText;
  if (entry.health === 'WARNING') return verdict('registered', 'warn', text`its check warns${reason}`);
  return verdict('registered', entry.health === 'UNKNOWN' ? 'plain' : 'ok', owner);
}

function unhealthy(task: RegistrationTask, reason: SafeText, now: number): RegistrationVerdict {
  const runs = task.startedAt === undefined ? undefined : now - task.startedAt;
  if (task.lastStatus !== 'RUNNING' || (runs !== undefined && runs < grace))
    return verdict('starting', 'busy', text`has not passed its health check yet${reason}`);
  // ECS itself still waits for the container's check.
  if (task.health === 'UNKNOWN' && reason === '' && runs !== undefined)
    return verdict('unhealthy', 'warn', text`nobody is sent there: no check has passed for ${age(runs)}`);
  return verdict('unhealthy', 'bad', text`nobody is sent there${reason}`);
}

/** Counts the registrations of a service by registry, at a time. */
export function countRegistrations(rows: readonly Registration[], now: number): readonly RegistrationCounts[] {
  const byRegistry = Map.groupBy(rows, ({registry}) => `${registry.kind} ${registry.id}`);
  return [...byRegistry.values()].flatMap(some => {
    const [first] = some;
    if (first === undefined) return [];
    const states = some.map(row => registrationVerdict(row, now).state);
    const count = (...wanted: readonly RegistrationState[]) => states.filter(state => wanted.includes(state)).length;
    return {
      registry: first.registry,
      entries: some.filter(({entry}) => entry !== undefined).length,
      registered: count('registered'),
      unhealthy: count('unhealthy'),
      stale: count('stale'),
      missing: count('missing'),
      changing: count('starting', 'stopping'),
      other: count('foreign', 'unknown', 'unread', 'partial'),
      stalePlaces: some.filter((_, index) => states[index] === 'stale').map(placeWords),
      problems: [...new Set(some.flatMap(({problems}) => problems ?? []))],
    };
  });
}

/** Where a row leads: `10.0.17.5:32770`, `[fd00::7]:8080`; empty where no address is known. */
export function placeWords({address, port}: Pick<Registration, 'address' | 'port'>): SafeText {
  return address === undefined ? noText : hostAndPort(address, port);
}

/** What of it belongs into the note of a service; undefined while nothing is stale or missing. */
export function registrationsVerdict(counts: readonly RegistrationCounts[]): Verdict | undefined {
  const notes = counts.flatMap(({registry: {name}, stale, missing, stalePlaces: [place = '']}) => [
    ...(stale > 0 ? [text`${plural(stale, 'stale entry', 'stale entries')} under ${name}: no task at ${place}`] : []),
    ...(missing > 0 ? [text`${plural(missing, 'task')} not registered under ${name}`] : []),
  ]);
  return notes.length === 0 ? undefined : {tone: 'warn', note: safeText(notes.join('; '))};
}

/** The counts in words: `2 registered, 1 unhealthy, 1 stale`. */
export function registrationCountsInWords(counts: RegistrationCounts): SafeText {
  const {registered, unhealthy, stale, missing, changing, other} = counts;
  const parts = [
    [stale, 'stale'],
    [missing, 'missing'],
    [unhealthy, 'unhealthy'],
    [registered, 'registered'],
    [changing, 'coming or going'],
    [other, 'other'],
  ] as const;
  const words = parts.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  return words.length === 0 ? text`nothing registered` : safeText(words.join(', '));
}

/** The tone of a registry as a whole. */
export function registrationCountsTone({registered, unhealthy, stale, missing, changing}: RegistrationCounts): Tone {
  if (stale + missing + unhealthy > 0) return registered === 0 ? 'bad' : 'warn';
  if (changing > 0) return 'busy';
  return registered > 0 ? 'ok' : 'quiet';
}
