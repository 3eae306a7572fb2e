// Placing and starting one task, for a service, a daemon or RunTask: Fargate needs no container instance, all else does.

import type {LaunchType, Service, TaskDefinition} from '@aws-sdk/client-ecs';
import {needsOf} from './needs.ts';
import {type PlacementFailure, type PlacementRequest, type PlacementRule, place} from './placement.ts';
import type {ClusterRecord, Runtime, ServiceRecord, TaskRecord} from './runtime.ts';
import {startTask} from './task-start.ts';

/** How a task is launched. */
export interface Launch {
  readonly launchType: LaunchType;
  readonly capacityProviderName?: string;
}

/** How a service launches its tasks: by its launch type, or by the first of its capacity providers. */
export function launchOf(service: Service): Launch {
  const provider = service.capacityProviderStrategy?.[0]?.capacityProvider;
  if (provider === undefined) return {launchType: service.launchType ?? 'EC2'};
  return {launchType: provider.startsWith('FARGATE') ? 'FARGATE' : 'EC2', capacityProviderName: provider};
}

/** Places one task and starts it, or says why it cannot be placed. */
export function launch(
  runtime: Runtime,
  cluster: ClusterRecord,
  definition: TaskDefinition,
  how: Launch,
  what: {readonly group: string; readonly startedBy?: string; readonly service?: ServiceRecord},
  rules: {readonly constraints: readonly PlacementRule[]; readonly strategies: readonly PlacementRule[]},
): {readonly task: TaskRecord} | {readonly failure: PlacementFailure} {
  if (how.launchType === 'FARGATE') return {task: startTask(runtime, {cluster, definition, ...how, ...what})};
  const placed = place(cluster.instances.values(), placementRequest(definition, what.group, rules), runtime.random);
  if ('failure' in placed) return placed;
  return {task: startTask(runtime, {cluster, definition, ...how, ...what, instance: placed.chosen})};
}

/** What has to be placed: the definition's own constraints count together with the caller's. */
export function placementRequest(
  definition: TaskDefinition,
  group: string,
  rules: {readonly constraints: readonly PlacementRule[]; readonly strategies: readonly PlacementRule[]},
): PlacementRequest {
  const constraints = [...rules.constraints, ...(definition.placementConstraints ?? [])];
  return {needs: needsOf(definition), group, constraints, strategies: rules.strategies};
}
