// Capacity providers of a cluster joined with their Auto Scaling groups: one call each for the cluster, the providers and the groups.

import type {ClusterCapacity} from '../domain/capacity.ts';
import {Gone} from '../domain/errors.ts';
import {rawArnName} from '../domain/format/arn.ts';
import type {Region} from '../domain/ports.ts';
import {attempt, problemsOf} from './reading.ts';

/** The providers that a cluster may use. Groups that cannot be read cost only themselves. */
export async function readCapacity(aws: Region, cluster: string, signal: AbortSignal): Promise<readonly ClusterCapacity[]> {
  const {rows} = await aws.ecs.describeClusters([cluster], signal);
  const [found] = rows;
  if (!found) throw new Gone(`ECS does not know the cluster ${rawArnName(cluster)}`, 'Go back with Esc and look at the clusters.');
  if (found.capacityProviders.length === 0) return [];
  const providers = await aws.ecs.capacityProviders(found.capacityProviders, signal);
  const names = providers.flatMap(({groupName}) => groupName ?? []);
  const groups = await attempt(aws.instanceGroups.groups(names, signal));
  return providers.map(provider => {
    const group = groups.value?.find(({name}) => name === provider.groupName);
    const part = found.defaultStrategy.find(({provider: name}) => name === provider.name);
    return {
      ...provider,
      clusterArn: found.arn,
      ...(group && {group}),
      ...(part && {weight: part.weight, base: part.base}),
      ...(provider.groupName !== undefined && problemsOf([groups])),
    };
  });
}
