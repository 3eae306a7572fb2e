// The second look at an unsteady service: why its tasks stopped, where there is no room for the next one, at which stage its
// deployment is, what load balancers and service registries make of those that run, and whether auto scaling could add more.

import {placementEvent, placementTrouble, taskNeeds} from '../domain/health/placement.ts';
import {primaryDeployment} from '../domain/health/service-health.ts';
import {isFailure, stopCause} from '../domain/health/stop-cause.ts';
import type {Region} from '../domain/ports.ts';
import type {Service, ServiceFinding} from '../domain/service.ts';
import type {ServiceDeployment} from '../domain/service-deployment.ts';
import {attempt, firstIds, problemsOf} from './reading.ts';
import {expectedRegistrations} from './registration-counts.ts';
import {scalableTarget, scalableTargetLately} from './scaling-reading.ts';
import {targetCounts} from './target-counts.ts';

/** One list page and one describe each: what a glance at a service may cost. */
const tasksRead = 100;
const instancesRead = 100;

/**
 * Reads up to 100 stopped tasks, the health of its targets, its deployment where it goes by stages, the bounds of its scaling (all
 * rows' together) and, when ECS says that it cannot place a task, up to 100 instances. What fails is named in the finding.
 */
export async function investigateService(aws: Region, service: Service, signal: AbortSignal, now?: number): Promise<ServiceFinding> {
  const [failures, placement, deployment, targets, scaling] = await Promise.all([
    attempt(failedTasks(aws, service, signal)),
    attempt(placementOf(aws, service, signal)),
    attempt(stagedDeployment(aws, service, signal)),
    attempt(targetCounts(aws, service, signal, now)),
    attempt(now === undefined ? scalableTarget(aws, service, signal) : scalableTargetLately(aws, service, signal, now)),
  ]);
  return {
    failures: failures.value ?? [],
    ...(placement.value && {placement: placement.value}),
    ...(deployment.value && {deployment: deployment.value}),
    ...(targets.value && {targets: targets.value}),
    ...(scaling.value && {scaling: scaling.value}),
    ...problemsOf([failures, placement, deployment, targets, scaling]),
  };
}

/** The same with what its registries have: for the table of services, and not for a glance at whole clusters. */
export async function investigateRegistered(aws: Region, service: Service, signal: AbortSignal, now?: number): Promise<ServiceFinding> {
  // Without a time nothing could be told from what is just coming or going.
  const counting = now === undefined ? Promise.resolve(undefined) : expectedRegistrations(aws, service, signal, now);
  const [finding, registrations] = await Promise.all([investigateService(aws, service, signal, now), attempt(counting)]);
  return {
    ...finding,
    ...(registrations.value && {registrations: registrations.value}),
    ...problemsOf([registrations], finding.problems),
  };
}

async function failedTasks(aws: Region, service: Service, signal: AbortSignal): Promise<ServiceFinding['failures']> {
  const filter = {cluster: service.clusterArn, service: service.arn, desiredStatus: 'STOPPED'} as const;
  const {ids} = await firstIds(aws.ecs.listTasks(filter, signal), tasksRead);
  if (ids.length === 0) return [];
  const {rows} = await aws.ecs.describeTasks(service.clusterArn, ids, signal);
  return rows
    .flatMap(task => {
      const cause = stopCause(task);
      const at = task.stoppedAt ?? task.stoppingAt;
      return at !== undefined && isFailure(cause) ? [{at, cause: cause.cause, taskArn: task.arn}] : [];
    })
    .toSorted((one, other) => other.at - one.at);
}

async function placementOf(aws: Region, service: Service, signal: AbortSignal): Promise<ServiceFinding['placement']> {
  const event = placementEvent(service);
  if (!event) return undefined;
  const definition = primaryDeployment(service)?.taskDefinitionArn ?? service.taskDefinitionArn;
  const [needs, instances] = await Promise.all([
    attempt(aws.ecs.taskDefinition(definition, signal)),
    attempt(readInstances(aws, service.clusterArn, signal)),
  ]);
  // Without the figures ECS's own words still stand.
  return placementTrouble(event.message, needs.value && taskNeeds(needs.value), instances.value);
}

/** Of a rolling deployment without hooks the service tells enough by itself. */
async function stagedDeployment(aws: Region, service: Service, signal: AbortSignal): Promise<ServiceDeployment | undefined> {
  const {currentDeploymentArn: arn, deploymentStrategy, hasLifecycleHooks} = service;
  const goesByStages = deploymentStrategy !== 'ROLLING' || hasLifecycleHooks === true;
  if (arn === undefined || !goesByStages) return undefined;
  return (await aws.ecs.describeServiceDeployments([arn], signal)).rows[0];
}

async function readInstances(aws: Region, cluster: string, signal: AbortSignal) {
  const {ids} = await firstIds(aws.ecs.listContainerInstances(cluster, signal), instancesRead);
  return ids.length === 0 ? [] : (await aws.ecs.describeContainerInstances(cluster, ids, signal)).rows;
}
