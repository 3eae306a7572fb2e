// The simulated hosts of all clusters, as EC2 and Systems Manager see them.

import type {EcsState, InstanceState} from '../ecs/state.ts';

/** Every host, cluster by cluster. */
export function* hostsOf(state: EcsState): Generator<InstanceState> {
  for (const cluster of state.clusters.values()) yield* cluster.instances.values();
}

/** `i-…`, or `mi-…` for ECS Anywhere. */
export function hostId({instance}: InstanceState): string {
  return instance.ec2InstanceId ?? '';
}

/** The value of a container instance's attribute, for example `ecs.availability-zone`. */
export function hostAttribute({instance}: InstanceState, name: string): string | undefined {
  return instance.attributes?.find(attribute => attribute.name === name)?.value;
}
