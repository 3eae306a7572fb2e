// A REPLICA service brought nearer to what it is to be: tasks started and stopped within minimumHealthyPercent and maximumPercent.

import type {TaskStopCode} from '@aws-sdk/client-ecs';
import {launch, launchOf} from './launch.ts';
import type {PlacementFailure} from './placement.ts';
import {isProtected} from './protection.ts';
import {primaryOf} from './rollout.ts';
import {definitionOf, type Runtime, type ServiceRecord, type TaskRecord, touch} from './runtime.ts';
import {say, sayAtMostEvery, startedText, stoppedText, stuckText, unplaceableText} from './service-events.ts';
import {keepsOldRevision} from './stages.ts';
import {stopTask} from './task-stop.ts';

/** How many tasks a service may have at once, and how many of them must be ready. */
export interface Bounds {
  readonly most: number;
  readonly leastReady: number;
}

/** The bounds that minimumHealthyPercent (rounded up) and maximumPercent (rounded down) set. */
export function boundsOf({state: {service}}: ServiceRecord): Bounds {
  const desired = service.desiredCount ?? 0;
  const {minimumHealthyPercent = 100, maximumPercent = 200} = service.deploymentConfiguration ?? {};
  return {most: Math.floor((desired * maximumPercent) / 100), leastReady: Math.ceil((desired * minimumHealthyPercent) / 100)};
}

/** The tasks of a service by what is to become of them. */
interface Sorted {
  /** Not asked to stop. */
  readonly live: readonly TaskRecord[];
  /** Of the PRIMARY deployment, where they may stay, not unhealthy. */
  readonly kept: readonly TaskRecord[];
  /** To be replaced: of an older deployment, on a draining instance, or unhealthy. */
  readonly leaving: readonly TaskRecord[];
}

/** Starts and stops what can be started and stopped now. The rest follows when a task is ready or gone. */
export function reconcileReplica(runtime: Runtime, service: ServiceRecord): void {
  const desired = service.state.service.desiredCount ?? 0;
  service.cluster.waiting.delete(service);
  stopSurplus(runtime, service, sort(service), desired);
  const {kept, live, leaving} = sort(service);
  const missing = desired - kept.length;
  const bounds = boundsOf(service);
  const room = keepsOldRevision(service) ? missing : bounds.most - live.length;
  const {started, failure} = startMissing(runtime, service, Math.min(missing, room));
  const lacksRoom = missing > 0 && room < missing;
  const mayFree = lacksRoom || (failure !== undefined && (isShortOfRoom(failure) || leaving.some(isOnDraining)));
  const stopped = stopLeaving(runtime, service, leaving, {
    // While replacements are on their way nothing is stopped below the desired count; where there is no room for them, the minimum holds.
    leastReady: mayFree ? bounds.leastReady : Math.max(desired, bounds.leastReady),
    mayStopUnhealthy: lacksRoom || kept.filter(record => record.isReady).length >= desired,
  });
  const isStuck = lacksRoom && room <= 0 && started + stopped === 0 && leaving.length > 0 && live.every(record => record.isReady);
  if (isStuck && service.tasks.size === live.length) sayAtMostEvery(runtime, service, 10, 'stuck', stuckText);
}

/** Whether stopping a task could help: there are instances that would do, and they are full. */
function isShortOfRoom({kind}: PlacementFailure): boolean {
  return kind === 'cpu' || kind === 'memory' || kind === 'ports';
}

/** Sorts the tasks of a service that are not asked to stop. */
export function sort(service: ServiceRecord): Sorted {
  const primary = primaryOf(service);
  const live = Array.from(service.tasks).filter(record => record.task.desiredStatus === 'RUNNING');
  const mayStay = (record: TaskRecord) =>
    record.task.startedBy === primary?.id && !isOnDraining(record) && record.task.healthStatus !== 'UNHEALTHY';
  return {live, kept: live.filter(mayStay), leaving: live.filter(record => !mayStay(record))};
}

/** Whether the task's container instance is being drained. */
export function isOnDraining({instance}: TaskRecord): boolean {
  return instance?.instance.instance.status === 'DRAINING';
}

function stopSurplus(runtime: Runtime, service: ServiceRecord, {kept}: Sorted, desired: number): void {
  const left = kept.filter(record => !isProtected(runtime, record));
  const surplus: TaskRecord[] = [];
  while (kept.length - surplus.length > desired) {
    const next = left.find(record => !record.isReady) ?? fromFullestZone(left);
    if (next === undefined) break;
    left.splice(left.indexOf(next), 1);
    surplus.push(next);
  }
  stopAll(runtime, service, surplus);
}

function fromFullestZone(tasks: readonly TaskRecord[]): TaskRecord | undefined {
  const load = (record: TaskRecord) => tasks.filter(other => other.task.availabilityZone === record.task.availabilityZone).length;
  return tasks.toSorted((one, other) => load(other) - load(one))[0];
}

function startMissing(runtime: Runtime, service: ServiceRecord, count: number) {
  const {service: wanted} = service.state;
  const primary = primaryOf(service);
  const definition = definitionOf(runtime.state, primary?.taskDefinition);
  const started: TaskRecord[] = [];
  let failure: PlacementFailure | undefined;
  const isHeld = primary?.rolloutState === 'FAILED' || runtime.now < service.startsNotBefore;
  if (primary?.id === undefined || definition === undefined || isHeld) return {started: 0, failure};
  const what = {group: `service:${wanted.serviceName}`, startedBy: primary.id, service};
  const rules = {constraints: wanted.placementConstraints ?? [], strategies: wanted.placementStrategy ?? []};
  while (started.length < count && failure === undefined) {
    const launched = launch(runtime, service.cluster, definition, launchOf(wanted), what, rules);
    if ('failure' in launched) failure = launched.failure;
    else started.push(launched.task);
  }
  if (started.length > 0) say(runtime, service, startedText(started));
  if (failure !== undefined) cannotPlace(runtime, service, failure);
  return {started: started.length, failure};
}

/** Says that a task cannot be placed, and has the service looked at again when something is freed. */
export function cannotPlace(runtime: Runtime, service: ServiceRecord, failure: PlacementFailure): void {
  service.cluster.waiting.add(service);
  const isSaid = sayAtMostEvery(runtime, service, 5, 'unplaceable', unplaceableText(failure));
  if (isSaid) touch(runtime, service, runtime.now + 5 * 60_000);
}

function stopLeaving(
  runtime: Runtime,
  service: ServiceRecord,
  leaving: readonly TaskRecord[],
  limits: {readonly leastReady: number; readonly mayStopUnhealthy: boolean},
): number {
  const primary = primaryOf(service);
  const isHeld = primary?.rolloutState === 'FAILED' || keepsOldRevision(service);
  const stopping: TaskRecord[] = [];
  let ready = Array.from(service.tasks).filter(record => record.isReady).length;
  for (const record of leaving.toSorted((one, other) => Number(one.isReady) - Number(other.isReady))) {
    const isOld = record.task.startedBy !== primary?.id;
    if (isOld && isHeld) continue;
    if (isProtected(runtime, record) && !isOnDraining(record)) continue;
    const isUnhealthy = record.task.healthStatus === 'UNHEALTHY' && !isOld;
    if (isUnhealthy && !limits.mayStopUnhealthy) continue;
    if (isUnhealthy) stopTask(runtime, record, 'ServiceSchedulerInitiated', 'Task failed container health checks');
    if (record.isReady) {
      if (ready <= limits.leastReady) continue;
      ready -= 1;
    }
    stopping.push(record);
  }
  stopAll(runtime, service, stopping);
  return stopping.length;
}

/** Stops tasks as the service scheduler does, and writes the event. */
export function stopAll(runtime: Runtime, service: ServiceRecord, tasks: readonly TaskRecord[]): void {
  if (tasks.length === 0) return;
  const stopCode: TaskStopCode = 'ServiceSchedulerInitiated';
  for (const record of tasks) stopTask(runtime, record, stopCode, `Scaling activity initiated by (deployment ${primaryOf(service)?.id})`);
  say(runtime, service, stoppedText(tasks));
}
