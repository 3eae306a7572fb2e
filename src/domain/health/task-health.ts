// How a task is, while it lives and after.

import {age} from '../format/age.ts';
import {safeText, text} from '../safe-text.ts';
import type {Task} from '../task.ts';
import {exitCodeWords} from './exit-code.ts';
import {stopCause} from './stop-cause.ts';
import {combined, healthy, type Verdict} from './verdict.ts';

/** A start or a stop that takes longer than this is stuck: image pulls are over by then, and so is the time Docker gives before SIGKILL. */
const patience = 5 * 60_000;

const starting = new Set(['PROVISIONING', 'PENDING', 'ACTIVATING']);

/** The verdict on a task at a time; a stopped task's is why it stopped. */
export function taskVerdict(task: Task, now: number): Verdict {
  if (task.lastStatus === 'STOPPED' || task.lastStatus === 'DELETED') {
    const {tone, cause} = stopCause(task);
    return {tone, note: cause};
  }
  return combined([unhealthy(task), stuckStopping(task, now), deadContainers(task), stuckStarting(task, now)], healthy);
}

/** False while a task is starting, stopping or in trouble. */
export function isTaskSteady(task: Task): boolean {
  if (task.lastStatus === 'STOPPED') return true;
  return task.lastStatus === 'RUNNING' && task.desiredStatus === 'RUNNING' && task.health !== 'UNHEALTHY';
}

function unhealthy(task: Task): Verdict | undefined {
  if (task.health !== 'UNHEALTHY') return undefined;
  const names = task.containers.filter(container => container.health === 'UNHEALTHY').map(container => container.name);
  return {tone: 'bad', note: names.length > 0 ? text`unhealthy: ${names.join(', ')}` : text`unhealthy`};
}

function stuckStopping(task: Task, now: number): Verdict | undefined {
  if (task.desiredStatus !== 'STOPPED') return undefined;
  const {cause} = stopCause(task);
  if (task.stoppingAt === undefined) return {tone: 'busy', note: text`stopping: ${cause}`};
  const span = now - task.stoppingAt;
  return span > patience ? {tone: 'warn', note: text`stopping for ${age(span)}: ${cause}`} : {tone: 'busy', note: text`stopping: ${cause}`};
}

/** ECS ends a task whose essential container ended; one that runs on has lost a container it can do without, or is about to end. */
function deadContainers(task: Task): Verdict | undefined {
  if (task.desiredStatus === 'STOPPED') return undefined;
  const dead = task.containers.filter(container => container.lastStatus === 'STOPPED' && container.exitCode !== 0);
  if (dead.length === 0) return undefined;
  const notes = dead.map(({name, exitCode}) => `${name} ended${exitCode === undefined ? '' : `: ${exitCodeWords(exitCode)}`}`);
  return {tone: 'warn', note: safeText(notes.join(', '))};
}

function stuckStarting(task: Task, now: number): Verdict | undefined {
  if (!starting.has(task.lastStatus)) return undefined;
  const span = now - task.createdAt;
  const words = task.lastStatus.toLowerCase();
  return span > patience ? {tone: 'warn', note: text`${words} for ${age(span)}`} : {tone: 'busy', note: text`${words}`};
}
