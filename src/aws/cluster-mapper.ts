// ECS's Cluster as our row.

import type {Cluster as SdkCluster, CapacityProviderStrategyItem as SdkStrategyItem} from '@aws-sdk/client-ecs';
import type {CapacityProviderStrategyItem, Cluster} from '../domain/cluster.ts';
import {each, type Intern, lastPart, record} from './mapping.ts';

/** Maps a cluster. */
export function toCluster(cluster: SdkCluster, intern: Intern): Cluster {
  const arn = cluster.clusterArn ?? '';
  return {
    arn: intern(arn),
    name: cluster.clusterName ?? lastPart(arn),
    status: intern(cluster.status ?? 'UNKNOWN'),
    runningTasks: cluster.runningTasksCount ?? 0,
    pendingTasks: cluster.pendingTasksCount ?? 0,
    services: cluster.activeServicesCount ?? 0,
    instances: cluster.registeredContainerInstancesCount ?? 0,
    capacityProviders: each(cluster.capacityProviders, intern),
    defaultStrategy: toStrategy(cluster.defaultCapacityProviderStrategy, intern),
    settings: record(cluster.settings, intern),
    tags: record(cluster.tags, intern),
  };
}

/** Maps a capacity provider strategy, of a cluster or a service. */
export function toStrategy(items: readonly SdkStrategyItem[] | undefined, intern: Intern): readonly CapacityProviderStrategyItem[] {
  return each(items, item => ({provider: intern(item.capacityProvider ?? ''), weight: item.weight ?? 0, base: item.base ?? 0}));
}
