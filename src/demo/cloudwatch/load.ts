// How busy the tasks of the world are: told from each task, its family and the time, so that the same world always has the same
// figures and a look into the past never changes.

import type {Task} from '@aws-sdk/client-ecs';
import {lastPart} from '../ecs/scheduler/arns.ts';
import type {ClusterState, ServiceState} from '../ecs/state.ts';

/** What a task uses of what it has reserved, percent. */
export interface Load {
  readonly cpu: number;
  readonly memory: number;
}

interface Character {
  readonly families: RegExp;
  /** Percent of the reservation, as long as all tasks that are wanted run. */
  readonly cpu: number;
  readonly memory: number;
  /** What starting takes beside it, percent, less and less within a minute or two. */
  readonly startUp?: number;
  /** Percent of the reservation by which its memory grows each second that it runs. */
  readonly leak?: number;
}

// The first that fits the name of a family; the others are told from their names.
const characters: readonly Character[] = [
  {families: /^taskcache$/, cpu: 21, memory: 87},
  {families: /^weather$/, cpu: 18, memory: 44, leak: 0.9},
  {families: /^simple-/, cpu: 36, memory: 68, startUp: 140},
  {families: /^(consul-agent|registrator)$/, cpu: 9, memory: 41},
  {families: /^checkout$/, cpu: 38, memory: 57, startUp: 20},
  {families: /^orders-(blue|green)$/, cpu: 33, memory: 62, startUp: 20},
];

/** Services of one family that are not equally busy: what is wanted of each, times the character of the family. */
const demands: Readonly<Record<string, Load>> = {
  srvweb: {cpu: 31, memory: 54},
  srvapp1: {cpu: 24, memory: 58},
  srvapp2: {cpu: 66, memory: 71},
};

const wavePeriod = 25 * 60_000;

/** The load of a task at a time at which it runs, as one of so many of its service that run then. */
export function loadOf(task: Task, service: ServiceState | undefined, running: number, at: number): Load {
  const {character, usual, phase, number} = naturesOf(task, service);
  const age = Math.max(0, at - (task.startedAt?.getTime() ?? at));
  const minute = Math.floor(at / 60_000);
  const wave = waveOf(phase, at) + 0.08 * (mixed(number + minute) - 0.5);
  const startUp = (character.startUp ?? 4) * Math.exp(-age / 40_000);
  const filled = 0.9 + 0.1 * Math.min(1, age / 600_000);
  const most = task.launchType === 'FARGATE' ? 100 : 400;
  return {
    cpu: Math.min(most, usual.cpu * shortage(service, running) * wave + startUp),
    memory: Math.min(100, usual.memory * filled + (character.leak ?? 0) * (age / 1000) + mixed(number - minute)),
  };
}

/** What the users of a service ask of it now, beside what is usual: 0.88 to 1.12. Its phase is `phaseOf` its name. */
export function waveOf(phase: number, at: number): number {
  return 1 + 0.12 * Math.sin((2 * Math.PI * at) / wavePeriod + phase);
}

/** Services do not swing together. */
export function phaseOf(service: string): number {
  return 7 * part(service);
}

interface Nature {
  readonly character: Character;
  readonly usual: Load;
  readonly phase: number;
  /** Of this task alone. */
  readonly number: number;
}

/** Found once for each task: a look at an hour of a service asks for hundreds of loads. */
const natures = new WeakMap<Task, Nature>();

function naturesOf(task: Task, service: ServiceState | undefined): Nature {
  const known = natures.get(task);
  if (known !== undefined) return known;
  const name = service?.service.serviceName ?? '';
  const family = lastPart(task.taskDefinitionArn).replace(/:\d+$/, '');
  const character = characters.find(({families}) => families.test(family)) ?? ordinary(family);
  const number = Math.floor(part(task.taskArn ?? '') * 0x7fff_ffff);
  const nature = {character, usual: demands[name] ?? character, phase: phaseOf(name), number};
  natures.set(task, nature);
  return nature;
}

/** The tasks that are left do the work of those that are missing. */
function shortage(service: ServiceState | undefined, running: number): number {
  const desired = service?.service.desiredCount ?? running;
  return Math.min(2, Math.max(0.5, desired / Math.max(1, running)));
}

function ordinary(family: string): Character {
  return {families: /(?:)/, cpu: 14 + 42 * part(family), memory: 34 + 38 * part(`${family} memory`)};
}

/** The tasks of each service of a cluster, by its name, those that stopped within the last hour among them. */
export function tasksByService(cluster: ClusterState): ReadonlyMap<string, readonly Task[]> {
  const found = new Map<string, Task[]>();
  for (const task of cluster.tasks.values()) {
    if (task.startedAt === undefined || task.group?.startsWith('service:') !== true) continue;
    const name = task.group.slice('service:'.length);
    const others = found.get(name);
    if (others === undefined) found.set(name, [task]);
    else others.push(task);
  }
  return found;
}

/** Whether a task runs at a time. */
export function runsAt({startedAt, stoppingAt, stoppedAt}: Task, at: number): boolean {
  const end = stoppedAt ?? stoppingAt;
  return startedAt !== undefined && startedAt.getTime() <= at && (end === undefined || end.getTime() > at);
}

/** Between 0 and 1, and always the same for the same text (FNV-1a, mixed). */
export function part(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return mixed(value);
}

/** The same for a number, whose neighbours come to something else. */
export function mixed(number: number): number {
  let value = Math.imul(number ^ (number >>> 15), 0x2c1b3c6d);
  value = Math.imul(value ^ (value >>> 12), 0x297a2d39);
  return ((value ^ (value >>> 15)) >>> 0) / 4_294_967_296;
}
