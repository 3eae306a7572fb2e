// Finding things by the names and ARNs that callers give. An ARN of another cluster or Region never finds anything.

import type {Failure, Task, TaskDefinition} from '@aws-sdk/client-ecs';
import {AwsError} from '../wire/aws-error.ts';
import {ecsArn, lastPart} from './scheduler/arns.ts';
import type {ClusterState, EcsState, InstanceState, ServiceState} from './state.ts';

/** The cluster, `default` unless named; throws ClusterNotFoundException. */
export function clusterOf(state: EcsState, reference = 'default'): ClusterState {
  const cluster = findCluster(state, reference);
  if (cluster === undefined) throw new AwsError('ClusterNotFoundException', 'Cluster not found.');
  return cluster;
}

/** The cluster by name or ARN. */
export function findCluster(state: EcsState, reference: string): ClusterState | undefined {
  const cluster = state.clusters.get(lastPart(reference));
  return isMeant(reference, cluster?.cluster.clusterArn) ? cluster : undefined;
}

/** A service of the cluster by name or ARN. */
export function findService(cluster: ClusterState, reference: string): ServiceState | undefined {
  const service = cluster.services.get(lastPart(reference));
  return isMeant(reference, service?.service.serviceArn) ? service : undefined;
}

/** The service; throws ServiceNotFoundException. */
export function serviceOf(cluster: ClusterState, reference: string): ServiceState {
  const service = findService(cluster, reference);
  if (service === undefined) throw new AwsError('ServiceNotFoundException', 'Service not found.');
  return service;
}

/** A task of the cluster by id or ARN. */
export function findTask(cluster: ClusterState, reference: string): Task | undefined {
  const task = cluster.tasks.get(lastPart(reference));
  return isMeant(reference, task?.taskArn) ? task : undefined;
}

/** A container instance of the cluster by id or ARN. */
export function findInstance(cluster: ClusterState, reference: string): InstanceState | undefined {
  const instance = cluster.instances.get(lastPart(reference));
  return isMeant(reference, instance?.instance.containerInstanceArn) ? instance : undefined;
}

/** A task definition by ARN, `family:revision`, or `family` for the newest ACTIVE revision. */
export function findTaskDefinition(state: EcsState, reference: string): TaskDefinition | undefined {
  const [family = '', revision] = lastPart(reference).split(':');
  const revisions = state.taskDefinitions.get(family);
  const definition = revision === undefined ? revisions?.findLast(({status}) => status === 'ACTIVE') : revisions?.[Number(revision) - 1];
  return isMeant(reference, definition?.taskDefinitionArn) ? definition : undefined;
}

/** What a Describe call answers for something that is not there. */
export function missing(state: EcsState, reference: string, ...path: readonly string[]): Failure {
  return {arn: reference.startsWith('arn:') ? reference : ecsArn(state, ...path, reference), reason: 'MISSING'};
}

/** Looks each reference up and sorts them into what was found and the failures of the rest. */
export function lookUp<Found>(
  references: readonly string[],
  find: (reference: string) => Found | undefined,
  failure: (reference: string) => Failure,
): {readonly found: Found[]; readonly failures: Failure[]} {
  const found: Found[] = [];
  const failures: Failure[] = [];
  for (const reference of references) {
    const item = find(reference);
    if (item === undefined) failures.push(failure(reference));
    else found.push(item);
  }
  return {found, failures};
}

function isMeant(reference: string, arn: string | undefined): boolean {
  return !reference.startsWith('arn:') || reference === arn || isShortForm(reference, arn);
}

// Accounts that never opted in have ARNs without the cluster's name: arn:…:service/web.
function isShortForm(reference: string, arn: string | undefined): boolean {
  const parts = arn?.split('/') ?? [];
  return parts.length === 3 && reference === `${parts[0]}/${parts[2]}`;
}
