// ECS's clusters and capacity providers as our rows.

import type {
  CapacityProvider as SdkCapacityProvider,
  Cluster as SdkCluster,
  CapacityProviderStrategyItem as SdkStrategyItem,
} from '@aws-sdk/client-ecs';
import type {CapacityProvider, CapacityProviderStrategyItem, Cluster} from '../domain/cluster.ts';
import {each, type Intern, lastPart, present, record} from './mapping.ts';

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

/** Maps a capacity provider. The name of its group stands at the end of the group's ARN. */
export function toCapacityProvider(provider: SdkCapacityProvider): CapacityProvider {
  const {autoScalingGroupProvider: own} = provider;
  const scaling = own?.managedScaling;
  return {
    name: provider.name ?? '',
    isManagedInstances: provider.type === 'MANAGED_INSTANCES',
    ...present({
      status: provider.status,
      updateStatus: provider.updateStatus,
      updateReason: provider.updateStatusReason || undefined,
      groupName: own?.autoScalingGroupArn === undefined ? undefined : lastPart(own.autoScalingGroupArn),
      managedScaling: scaling && {
        isEnabled: scaling.status === 'ENABLED',
        target: scaling.targetCapacity ?? 100,
        leastStep: scaling.minimumScalingStepSize ?? 1,
        mostStep: scaling.maximumScalingStepSize ?? 10_000,
        ...present({warmUpSeconds: scaling.instanceWarmupPeriod}),
      },
      protectsFromTermination: own && own.managedTerminationProtection === 'ENABLED',
      drainsInstances: own && own.managedDraining === 'ENABLED',
    }),
  };
}
