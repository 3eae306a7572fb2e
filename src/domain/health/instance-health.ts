// How a container instance is.

import type {ContainerInstance} from '../container-instance.ts';
import {mebibytes, plural} from '../format/quantity.ts';
import {text} from '../safe-text.ts';
import {combined, type Verdict} from './verdict.ts';

/** MiB below which hardly any task can be placed. */
const littleMemory = 128;
/** CPU units below which hardly any task can be placed. */
const littleCpu = 64;

/** The verdict on a container instance. */
export function instanceVerdict(instance: ContainerInstance): Verdict {
  return combined([registration(instance), agent(instance), draining(instance), impaired(instance), updating(instance), full(instance)]);
}

/** False while an instance is draining, joining, leaving or in trouble. */
export function isInstanceSteady(instance: ContainerInstance): boolean {
  return instance.status === 'ACTIVE' && instance.isAgentConnected && instance.pendingTasks === 0;
}

/** True when ECS may place tasks on it. */
export function canTakeTasks(instance: ContainerInstance): boolean {
  return instance.status === 'ACTIVE' && instance.isAgentConnected;
}

function registration(instance: ContainerInstance): Verdict | undefined {
  const reason = instance.statusReason === undefined ? text`` : text`: ${instance.statusReason}`;
  switch (instance.status) {
    case 'ACTIVE':
    case 'DRAINING':
      return undefined;
    case 'REGISTRATION_FAILED':
      return {tone: 'bad', note: text`registration failed${reason}`};
    case 'INACTIVE':
      return {tone: 'quiet', note: text`inactive${reason}`};
    default:
      return {tone: 'busy', note: text`${instance.status.toLowerCase()}${reason}`};
  }
}

function agent(instance: ContainerInstance): Verdict | undefined {
  if (instance.isAgentConnected || instance.status === 'INACTIVE') return undefined;
  const left = instance.runningTasks;
  return {
    tone: 'bad',
    note: left > 0 ? text`agent disconnected: ${plural(left, 'task')} out of ECS's control` : text`agent disconnected`,
  };
}

function draining(instance: ContainerInstance): Verdict | undefined {
  if (instance.status !== 'DRAINING') return undefined;
  const left = instance.runningTasks + instance.pendingTasks;
  return left > 0 ? {tone: 'busy', note: text`draining: ${plural(left, 'task')} left`} : {tone: 'quiet', note: text`drained`};
}

function impaired(instance: ContainerInstance): Verdict | undefined {
  return instance.health === 'IMPAIRED' ? {tone: 'bad', note: text`health impaired: the container runtime does not answer`} : undefined;
}

function updating(instance: ContainerInstance): Verdict | undefined {
  const status = instance.agentUpdateStatus;
  if (status === 'FAILED') return {tone: 'warn', note: text`agent update failed`};
  const isGoingOn = status === 'PENDING' || status === 'STAGING' || status === 'STAGED' || status === 'UPDATING';
  return isGoingOn ? {tone: 'busy', note: text`agent update ${status.toLowerCase()}`} : undefined;
}

function full(instance: ContainerInstance): Verdict | undefined {
  if (instance.status !== 'ACTIVE') return undefined;
  const {cpu, memory} = instance.remaining;
  if (memory < littleMemory) return {tone: 'warn', note: memory <= 0 ? text`no memory left` : text`only ${mebibytes(memory)} left`};
  return cpu < littleCpu ? {tone: 'warn', note: cpu <= 0 ? text`no CPU left` : text`only ${cpu} CPU units left`} : undefined;
}
