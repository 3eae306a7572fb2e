// The sentences that ECS writes into a service's event list, word for word: engineers search for them.

import {lastPart} from './arns.ts';
import type {PlacementFailure} from './placement.ts';
import {type Runtime, type ServiceRecord, type TaskRecord, today} from './runtime.ts';
import {uuid} from './task-factory.ts';

// DescribeServices answers with the newest 100 events of a service.
const eventsKept = 100;
const help = 'For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.';

/** Writes `(service NAME) TEXT` as the newest event. */
export function say(runtime: Runtime, {state: {service}}: ServiceRecord, text: string): void {
  service.events ??= [];
  service.events.unshift({id: uuid(runtime.random), createdAt: today(runtime), message: `(service ${service.serviceName}) ${text}`});
  if (service.events.length > eventsKept) service.events.length = eventsKept;
}

/** Writes an event unless one of the same kind was written less than `minutes` ago; whether it was written. */
export function sayAtMostEvery(runtime: Runtime, service: ServiceRecord, minutes: number, kind: string, text: string): boolean {
  const last = service.lastSaid.get(kind);
  if (last !== undefined && runtime.now - last < minutes * 60_000) return false;
  service.lastSaid.set(kind, runtime.now);
  say(runtime, service, text);
  return true;
}

/** `has started 2 tasks: (task …) (task …).` */
export function startedText(tasks: readonly TaskRecord[]): string {
  return `has started ${tasks.length} tasks: ${listed(tasks)}.`;
}

/** `has stopped 1 running tasks: (task …).` */
export function stoppedText(tasks: readonly TaskRecord[]): string {
  return `has stopped ${tasks.length} running tasks: ${listed(tasks)}.`;
}

function listed(tasks: readonly TaskRecord[]): string {
  return tasks.map(record => `(task ${record.id})`).join(' ');
}

/** Why no container instance could take a task, in ECS's words. */
export function unplaceableText(failure: PlacementFailure): string {
  const opening = 'was unable to place a task because no container instance met all of its requirements.';
  if (failure.closest === undefined) return `${opening} Reason: No Container Instances were found in your cluster. ${help}`;
  const closest = `The closest matching (container-instance ${lastPart(failure.closest.instance.containerInstanceArn)})`;
  return `${opening} ${closest} ${shortage[failure.kind]}. ${help}`;
}

const shortage: Readonly<Record<PlacementFailure['kind'], string>> = {
  none: 'cannot take it',
  attribute: 'encountered error "MemberOf placement constraint unsatisfied."',
  distinct: 'encountered error "DistinctInstance placement constraint unsatisfied."',
  agent: 'encountered error "AGENT"',
  ports: 'is already using a port required by your task',
  cpu: 'has insufficient CPU units available',
  memory: 'has insufficient memory available',
};

/** The reason of a RunTask failure, as the API names it. */
export const runTaskFailure: Readonly<Record<PlacementFailure['kind'], string>> = {
  none: 'No Container Instances were found in your cluster.',
  attribute: 'MemberOf placement constraint unsatisfied.',
  distinct: 'DistinctInstance placement constraint unsatisfied.',
  agent: 'AGENT',
  ports: 'RESOURCE:PORTS',
  cpu: 'RESOURCE:CPU',
  memory: 'RESOURCE:MEMORY',
};

/** Of a target that the load balancer's check finds unhealthy. */
export function unhealthyTargetText(record: TaskRecord, targetGroup: string, port: number, reason: string): string {
  const host = record.instance?.instance.instance.ec2InstanceId;
  const where = host === undefined ? `(task ${record.id})` : `(instance ${host})`;
  return `${where} (port ${port}) is unhealthy in (target-group ${targetGroup}) due to (reason ${reason})`;
}

/** Of a service whose tasks end again and again. */
export const inconsistentText = `is unable to consistently start tasks successfully. ${help}`;

/** Of a deployment or a drain that minimumHealthyPercent and maximumPercent leave no way forward. */
export const stuckText =
  'was unable to stop or start tasks during a deployment because of the service deployment configuration. ' +
  'Update the minimumHealthyPercent or maximumPercent value and try again.';
