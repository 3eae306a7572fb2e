// A task on its way down: stopped by ECS or a person, or ended by itself, through draining and SIGTERM to STOPPED, and forgotten.

import type {TaskStopCode} from '@aws-sdk/client-ecs';
import {release} from './ledger.ts';
import {needsOf} from './needs.ts';
import {countFailure} from './rollback.ts';
import {type InstanceRecord, type Runtime, roomFreed, type TaskRecord, today, touch} from './runtime.ts';
import {inconsistentText, say, sayAtMostEvery, unhealthyTargetText} from './service-events.ts';
import {counted, hasTargets, moved, setHealth, step} from './task-start.ts';

/** ECS shows stopped tasks for about an hour. */
export const rememberedFor = 3_600_000;

const defaultStopTimeout = 30;
// A task that stayed this long is no start that failed.
const stayedFor = 600_000;

/** Has a task stop: desiredStatus now, the rest step by step. Does nothing when it is stopping already. */
export function stopTask(runtime: Runtime, record: TaskRecord, stopCode: TaskStopCode, reason: string): void {
  const {task} = record;
  if (task.desiredStatus === 'STOPPED') return;
  markStopped(record, stopCode, reason);
  const isServing = hasTargets(record) && (task.lastStatus === 'RUNNING' || task.lastStatus === 'ACTIVATING');
  if (isServing) {
    leaveTargets(runtime, record);
    moved(task, 'DEACTIVATING');
  }
  step(runtime, record, 'STOPPING', isServing ? [3, 7] : [0, 0]);
  counted(record);
}

function markStopped(record: TaskRecord, stopCode: TaskStopCode, reason: string): void {
  const {task} = record;
  task.desiredStatus = 'STOPPED';
  task.stopCode = stopCode;
  task.stoppedReason = reason;
  task.version = (task.version ?? 0) + 1;
  record.turn += 1;
  record.isReady = false;
}

function leaveTargets(runtime: Runtime, {service}: TaskRecord): void {
  for (const {targetGroupArn} of service?.state.service.loadBalancers ?? []) {
    if (service === undefined || !targetGroupArn) continue;
    say(runtime, service, 'has begun draining connections on 1 tasks.');
    say(runtime, service, `deregistered 1 targets in (target-group ${targetGroupArn})`);
  }
}

/** Takes the step STOPPING, EXITED, DEPROVISIONING or STOPPED. */
export function stepDown(runtime: Runtime, record: TaskRecord, to: 'STOPPING' | 'EXITED' | 'DEPROVISIONING' | 'STOPPED'): void {
  const {task} = record;
  if (to === 'STOPPING') {
    task.stoppingAt = today(runtime);
    moved(task, 'STOPPING');
    step(runtime, record, 'EXITED', terminationSeconds(record));
  } else if (to === 'EXITED') {
    exitContainers(record, record.behaviour.ignoresSigterm === true ? 137 : 143);
    afterExit(runtime, record);
  } else if (to === 'DEPROVISIONING') {
    for (const attachment of task.attachments ?? []) attachment.status = 'DETACHING';
    moved(task, 'DEPROVISIONING');
    step(runtime, record, 'STOPPED', [4, 9]);
  } else {
    finish(runtime, record);
  }
  counted(record);
}

function terminationSeconds({behaviour, definition, task}: TaskRecord): readonly [number, number] {
  if (task.startedAt === undefined) return [0.2, 1];
  if (behaviour.ignoresSigterm !== true) return [0.5, 3];
  const timeouts = (definition.containerDefinitions ?? []).map(container => container.stopTimeout ?? defaultStopTimeout);
  const timeout = Math.max(defaultStopTimeout, ...timeouts);
  return [timeout, timeout];
}

function exitContainers({task}: TaskRecord, exitCode: number): void {
  for (const container of task.containers ?? []) {
    if (task.startedAt !== undefined && container.lastStatus !== 'STOPPED') container.exitCode = exitCode;
    container.lastStatus = 'STOPPED';
  }
}

function afterExit(runtime: Runtime, record: TaskRecord): void {
  if (record.task.startedAt !== undefined) record.task.executionStoppedAt = today(runtime);
  step(runtime, record, (record.task.attachments?.length ?? 0) > 0 ? 'DEPROVISIONING' : 'STOPPED');
}

function finish(runtime: Runtime, record: TaskRecord): void {
  const {task, instance, service, cluster} = record;
  task.stoppedAt = today(runtime);
  moved(task, 'STOPPED');
  for (const attachment of task.attachments ?? []) attachment.status = 'DELETED';
  runtime.agenda.add(runtime.now + rememberedFor, {kind: 'task-forgotten', record});
  service?.tasks.delete(record);
  if (service) touch(runtime, service);
  if (instance === undefined) return;
  instance.tasks.delete(record);
  release(instance.instance.instance, needsOf(record.definition));
  roomFreed(runtime, cluster);
  if (instance.instance.instance.status === 'DRAINING') for (const daemon of cluster.daemons) touch(runtime, daemon);
}

/** The hour is over: nothing is left of the task. */
export function forget(runtime: Runtime, {task, id, cluster}: TaskRecord): void {
  cluster.state.tasks.delete(id);
  cluster.state.protectedUntil.delete(id);
  runtime.tasks.delete(task);
}

/** What the task's behaviour brought upon it: an exit, a failed start, or a failing health check. */
export function meetFate(runtime: Runtime, record: TaskRecord): void {
  const {behaviour, task, service} = record;
  const {fate} = behaviour;
  if (task.desiredStatus === 'STOPPED') return;
  if (fate.kind === 'turns-unhealthy') {
    setHealth(record, 'UNHEALTHY');
    record.isReady = false;
    task.version = (task.version ?? 0) + 1;
    if (service) touch(runtime, service);
  } else if (fate.kind === 'fails-target-health') {
    failTargetHealth(runtime, record, fate.reason);
  } else if (fate.kind === 'exits') {
    endItself(runtime, record, 'EssentialContainerExited', 'Essential container in task exited', fate.reason, fate.exitCode);
  } else if (fate.kind === 'cannot-start') {
    endItself(runtime, record, 'TaskFailedToStart', fate.reason, fate.reason, undefined);
  }
}

/** The host went down under its containers, or Docker did: what had started has ended, which ECS hears of by the agent. */
export function killContainers(runtime: Runtime, {tasks}: InstanceRecord): void {
  for (const record of Array.from(tasks)) {
    const {task} = record;
    if (task.startedAt === undefined || task.desiredStatus === 'STOPPED') continue;
    endItself(runtime, record, 'EssentialContainerExited', 'Essential container in task exited', undefined, 137);
  }
}

function endItself(
  runtime: Runtime,
  record: TaskRecord,
  stopCode: TaskStopCode,
  stoppedReason: string,
  containerReason: string | undefined,
  exitCode: number | undefined,
): void {
  const {task} = record;
  markStopped(record, stopCode, stoppedReason);
  task.stoppingAt = today(runtime);
  const essential = record.definition.containerDefinitions?.find(container => container.essential !== false);
  for (const container of task.containers ?? []) {
    if (container.name !== essential?.name) continue;
    if (exitCode !== undefined) container.exitCode = exitCode;
    if (containerReason !== undefined) container.reason = containerReason;
    container.lastStatus = 'STOPPED';
  }
  // The containers beside it are stopped with SIGTERM.
  exitContainers(record, 143);
  moved(task, 'STOPPING');
  if (hasTargets(record)) leaveTargets(runtime, record);
  afterExit(runtime, record);
  failed(runtime, record);
  counted(record);
}

function failTargetHealth(runtime: Runtime, record: TaskRecord, reason: string): void {
  const {service, task} = record;
  const balancer = service?.state.service.loadBalancers?.[0];
  if (service === undefined || balancer === undefined) return;
  const container = task.containers?.find(candidate => candidate.name === balancer.containerName);
  const port = container?.networkBindings?.[0]?.hostPort ?? balancer.containerPort ?? 0;
  say(runtime, service, unhealthyTargetText(record, balancer.targetGroupArn ?? '', port, reason));
  stopTask(runtime, record, 'ServiceSchedulerInitiated', `Task failed ELB health checks in (target-group ${balancer.targetGroupArn})`);
  say(runtime, service, `has stopped 1 running tasks: (task ${record.id}).`);
  failed(runtime, record);
}

/** A task of a service failed: the circuit breaker counts it, and after some in a row ECS starts the next ones more slowly. */
function failed(runtime: Runtime, record: TaskRecord): void {
  const {service, task} = record;
  if (service === undefined) return;
  const hasStayed = task.startedAt !== undefined && runtime.now - task.startedAt.getTime() > stayedFor;
  service.failuresInARow = hasStayed ? 1 : service.failuresInARow + 1;
  if (service.failuresInARow >= 3) {
    service.startsNotBefore = runtime.now + Math.min(10 * 2 ** (service.failuresInARow - 3), 120) * 1000;
    touch(runtime, service, service.startsNotBefore);
  }
  if (service.failuresInARow >= 5) sayAtMostEvery(runtime, service, 30, 'inconsistent', inconsistentText);
  countFailure(runtime, service, task.startedBy);
  touch(runtime, service);
}
