// The world as CloudWatch measures it: within one call the tasks of each cluster are gone through once, however many metrics are asked for.

import type {Task} from '@aws-sdk/client-ecs';
import type {ClusterState, EcsState, Scheduler} from '../ecs/state.ts';
import {findGroups, type ListedGroup} from '../elb/target-groups.ts';
import {tasksByService} from './load.ts';

/** The world, with what is looked up in it again and again. */
export interface MeasuredWorld {
  readonly state: EcsState;
  readonly scheduler: Scheduler;
  /** Demo time, milliseconds since 1970. */
  readonly now: number;
  tasksOf(cluster: ClusterState, service: string): readonly Task[];
  /** By the name that CloudWatch has for it: `targetgroup/NAME/ID`. */
  group(dimension: string): ListedGroup | undefined;
}

/** The world as it is now, for one call. */
export function measuredWorld(state: EcsState, scheduler: Scheduler, now: number): MeasuredWorld {
  const tasks = new Map<ClusterState, ReadonlyMap<string, readonly Task[]>>();
  let groups: ReadonlyMap<string, ListedGroup> | undefined;
  return {
    state,
    scheduler,
    now,
    tasksOf(cluster, service) {
      const found = tasks.get(cluster) ?? tasksByService(cluster);
      tasks.set(cluster, found);
      return found.get(service) ?? [];
    },
    group(dimension) {
      groups ??= new Map(findGroups(state).map(group => [group.arn.slice(group.arn.lastIndexOf(':') + 1), group]));
      return groups.get(dimension);
    },
  };
}
