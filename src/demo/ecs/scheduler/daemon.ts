// A DAEMON service: one task on each container instance that can have it, replaced one after the other by minimumHealthyPercent.

import {launchOf, placementRequest} from './launch.ts';
import {isMember, obstacle, type PlacementRequest} from './placement.ts';
import {boundsOf, cannotPlace, isOnDraining, stopAll} from './replica.ts';
import {primaryOf} from './rollout.ts';
import {definitionOf, type InstanceRecord, type Runtime, type ServiceRecord, type TaskRecord} from './runtime.ts';
import {say, startedText} from './service-events.ts';
import {startTask} from './task-start.ts';

/** Starts the daemon where it is missing, replaces old ones, and takes it from drained instances last of all. */
export function reconcileDaemon(runtime: Runtime, service: ServiceRecord): void {
  const {service: wanted} = service.state;
  const primary = primaryOf(service);
  const definition = definitionOf(runtime.state, primary?.taskDefinition);
  if (primary?.id === undefined || definition === undefined) return;
  service.cluster.waiting.delete(service);
  const request = placementRequest(definition, `service:${wanted.serviceName}`, {
    constraints: wanted.placementConstraints ?? [],
    strategies: [],
  });
  const places = Array.from(service.cluster.instances.values()).filter(place => isPlace(place, request));
  wanted.desiredCount = places.length;
  const live = liveTasks(service);
  const isFrozen = primary.rolloutState === 'FAILED';
  if (!isFrozen && runtime.now >= service.startsNotBefore) startMissing(runtime, service, places, request);
  if (!isFrozen) stopAll(runtime, service, replaceable(service, live));
  stopAll(
    runtime,
    service,
    live.filter(record => isOnDraining(record) && isLastOn(record)),
  );
}

function isPlace(place: InstanceRecord, request: PlacementRequest): boolean {
  if (place.instance.instance.status !== 'ACTIVE') return false;
  return request.constraints.every(rule => rule.type !== 'memberOf' || isMember(place, rule.expression ?? ''));
}

function liveTasks(service: ServiceRecord): TaskRecord[] {
  return Array.from(service.tasks).filter(record => record.task.desiredStatus === 'RUNNING');
}

function startMissing(runtime: Runtime, service: ServiceRecord, places: readonly InstanceRecord[], request: PlacementRequest): void {
  const {service: wanted} = service.state;
  const primary = primaryOf(service);
  const definition = definitionOf(runtime.state, primary?.taskDefinition);
  if (primary?.id === undefined || definition === undefined) return;
  const occupied = new Set(Array.from(service.tasks, record => record.instance));
  const started: TaskRecord[] = [];
  for (const place of places) {
    if (occupied.has(place)) continue;
    const kind = obstacle(place, request);
    if (kind === undefined) {
      const what = {group: request.group, startedBy: primary.id, service, instance: place};
      started.push(startTask(runtime, {cluster: service.cluster, definition, ...launchOf(wanted), ...what}));
    } else if (kind === 'agent') {
      service.cluster.waiting.add(service);
    } else {
      cannotPlace(runtime, service, {kind, closest: place.instance});
    }
  }
  if (started.length > 0) say(runtime, service, startedText(started));
}

/** Old tasks that may go now: a daemon's successor starts where it was, so that at most one is ever on an instance. */
function replaceable(service: ServiceRecord, live: readonly TaskRecord[]): TaskRecord[] {
  const primary = primaryOf(service);
  const {leastReady} = boundsOf(service);
  let ready = live.filter(record => record.isReady).length;
  const old = live.filter(
    record => !isOnDraining(record) && (record.task.startedBy !== primary?.id || record.task.healthStatus === 'UNHEALTHY'),
  );
  return old.filter(record => {
    if (!record.isReady) return true;
    if (ready <= leastReady) return false;
    ready -= 1;
    return true;
  });
}

function isLastOn({instance, cluster}: TaskRecord): boolean {
  return Array.from(instance?.tasks ?? []).every(record => record.service === undefined || cluster.daemons.has(record.service));
}
