// Container instances: reads, and draining.

import type {
  ContainerInstance,
  DescribeContainerInstancesRequest,
  DescribeContainerInstancesResponse,
  ListContainerInstancesRequest,
  ListContainerInstancesResponse,
  UpdateContainerInstancesStateRequest,
  UpdateContainerInstancesStateResponse,
} from '@aws-sdk/client-ecs';
import {invalidParameter} from '../../wire/aws-error.ts';
import {instanceFilter} from '../instance-filter.ts';
import {batchOf, listPage} from '../limits.ts';
import {clusterOf, findInstance, lookUp, missing} from '../lookup.ts';
import {type Ecs, operation} from '../operation.ts';
import type {ClusterState, EcsState, InstanceState} from '../state.ts';

/** ListContainerInstances, DescribeContainerInstances and UpdateContainerInstancesState. */
export const containerInstanceOperations = {
  ListContainerInstances: operation(listContainerInstances),
  DescribeContainerInstances: operation(describeContainerInstances),
  UpdateContainerInstancesState: operation(updateContainerInstancesState),
};

const arnOf = ({instance}: InstanceState) => instance.containerInstanceArn ?? '';

function listContainerInstances({state}: Ecs, input: ListContainerInstancesRequest): ListContainerInstancesResponse {
  const cluster = clusterOf(state, input.cluster);
  const isMatch = instanceFilter(cluster, input.filter);
  const isWanted = (host: InstanceState) =>
    (input.status === undefined ? host.instance.status !== 'INACTIVE' : host.instance.status === input.status) && isMatch(host);
  const scope = `ListContainerInstances ${cluster.cluster.clusterArn} ${input.status} ${input.filter}`;
  const {items, nextToken} = listPage(input, scope, () => cluster.instances.values().filter(isWanted), arnOf);
  return {containerInstanceArns: items.map(arnOf), nextToken};
}

function describeContainerInstances({state}: Ecs, input: DescribeContainerInstancesRequest): DescribeContainerInstancesResponse {
  const cluster = clusterOf(state, input.cluster);
  const {found, failures} = find(state, cluster, input.containerInstances, 100);
  const withTags = input.include?.includes('TAGS') ?? false;
  const withHealth = input.include?.includes('CONTAINER_INSTANCE_HEALTH') ?? false;
  return {containerInstances: found.map(({instance}) => described(instance, withTags, withHealth)), failures};
}

function described(instance: ContainerInstance, withTags: boolean, withHealth: boolean): ContainerInstance {
  const {tags, healthStatus, ...rest} = instance;
  return {...rest, tags: withTags ? (tags ?? []) : [], ...(withHealth && {healthStatus})};
}

function updateContainerInstancesState(
  {state, scheduler}: Ecs,
  input: UpdateContainerInstancesStateRequest,
): UpdateContainerInstancesStateResponse {
  const cluster = clusterOf(state, input.cluster);
  const {status} = input;
  if (status !== 'ACTIVE' && status !== 'DRAINING') {
    throw invalidParameter('Container instance status should be one of [ACTIVE,DRAINING]');
  }
  const {found, failures} = find(state, cluster, input.containerInstances, 10);
  for (const host of found) {
    if (host.instance.status === status) continue;
    host.instance.status = status;
    scheduler.instanceStateChanged(cluster, host);
  }
  return {containerInstances: found.map(({instance}) => described(instance, false, false)), failures};
}

function find(state: EcsState, cluster: ClusterState, references: readonly string[] | undefined, most: number) {
  return lookUp(
    batchOf(references, most, {plural: 'Container instances', items: 'instanceIds'}),
    reference => findInstance(cluster, reference),
    reference => missing(state, reference, 'container-instance', cluster.cluster.clusterName ?? ''),
  );
}
