// Reads of clusters. Their counts are worked out when they are asked for.

import type {
  Cluster,
  DescribeClustersRequest,
  DescribeClustersResponse,
  KeyValuePair,
  ListClustersRequest,
  ListClustersResponse,
  Task,
} from '@aws-sdk/client-ecs';
import {atMost, listPage} from '../limits.ts';
import {findCluster, lookUp, missing} from '../lookup.ts';
import {type Ecs, operation} from '../operation.ts';
import {isPending} from '../scheduler/counts.ts';
import type {ClusterState, ServiceState} from '../state.ts';

/** ListClusters and DescribeClusters. */
export const clusterOperations = {
  ListClusters: operation(listClusters),
  DescribeClusters: operation(describeClusters),
};

function listClusters({state}: Ecs, input: ListClustersRequest): ListClustersResponse {
  const arnOf = ({cluster}: ClusterState) => cluster.clusterArn ?? '';
  const {items, nextToken} = listPage(input, 'ListClusters', () => state.clusters.values(), arnOf);
  return {clusterArns: items.map(arnOf), nextToken};
}

function describeClusters({state}: Ecs, {clusters, include}: DescribeClustersRequest): DescribeClustersResponse {
  const references = atMost(clusters, 100, 'clusters');
  const {found, failures} = lookUp(
    references.length === 0 ? ['default'] : references,
    reference => findCluster(state, reference),
    reference => missing(state, reference, 'cluster'),
  );
  const wanted = new Set<string>(include);
  return {clusters: found.map(cluster => describe(cluster, wanted)), failures};
}

function describe({cluster, services, tasks, instances}: ClusterState, include: ReadonlySet<string>): Cluster {
  const {configuration, tags, settings, attachments, ...rest} = cluster;
  const tally = tallyOf(tasks.values(), services.values());
  return {
    ...rest,
    registeredContainerInstancesCount: instances.size,
    runningTasksCount: tally.runningEC2 + tally.runningFargate,
    pendingTasksCount: tally.pendingEC2 + tally.pendingFargate,
    activeServicesCount: tally.activeEC2 + tally.activeFargate,
    statistics: include.has('STATISTICS') ? statisticsOf(tally) : [],
    settings: include.has('SETTINGS') ? (settings ?? []) : [],
    tags: include.has('TAGS') ? (tags ?? []) : [],
    ...(include.has('CONFIGURATIONS') && {configuration}),
    ...(include.has('ATTACHMENTS') && {attachments: attachments ?? []}),
  };
}

type Tally = Record<`${'running' | 'pending' | 'active' | 'draining'}${'EC2' | 'Fargate'}`, number>;

function tallyOf(tasks: Iterable<Task>, services: Iterable<ServiceState>): Tally {
  const tally: Tally = {
    runningEC2: 0,
    runningFargate: 0,
    pendingEC2: 0,
    pendingFargate: 0,
    activeEC2: 0,
    activeFargate: 0,
    drainingEC2: 0,
    drainingFargate: 0,
  };
  for (const task of tasks) {
    const on = task.launchType === 'FARGATE' ? 'Fargate' : 'EC2';
    if (task.lastStatus === 'RUNNING') tally[`running${on}`] += 1;
    else if (isPending(task)) tally[`pending${on}`] += 1;
  }
  for (const {service} of services) {
    const on = service.launchType === 'FARGATE' ? 'Fargate' : 'EC2';
    if (service.status === 'ACTIVE') tally[`active${on}`] += 1;
    if (service.status === 'DRAINING') tally[`draining${on}`] += 1;
  }
  return tally;
}

function statisticsOf(tally: Tally): KeyValuePair[] {
  return [
    {name: 'runningEC2TasksCount', value: String(tally.runningEC2)},
    {name: 'runningFargateTasksCount', value: String(tally.runningFargate)},
    {name: 'pendingEC2TasksCount', value: String(tally.pendingEC2)},
    {name: 'pendingFargateTasksCount', value: String(tally.pendingFargate)},
    {name: 'activeEC2ServiceCount', value: String(tally.activeEC2)},
    {name: 'activeFargateServiceCount', value: String(tally.activeFargate)},
    {name: 'drainingEC2ServiceCount', value: String(tally.drainingEC2)},
    {name: 'drainingFargateServiceCount', value: String(tally.drainingFargate)},
  ];
}
