// What ECS remembers of a service's deployments: revisions, and the service deployments that led from one to the next.

import type {Deployment, Service, ServiceDeployment, ServiceRevision} from '@aws-sdk/client-ecs';
import type {Random} from '../../random.ts';
import type {ServiceState} from '../state.ts';
import {type ArnScope, ecsArn, lastPart} from './arns.ts';

/** A deployment of the service's present task definition, IN_PROGRESS and PRIMARY; ECS numbers it as it numbers the revision. */
export function newDeployment(service: Service, random: Random, at: Date): Deployment {
  const id = `ecs-svc/${random.digits(19)}`;
  return {
    id,
    status: 'PRIMARY',
    taskDefinition: service.taskDefinition,
    desiredCount: service.desiredCount,
    pendingCount: 0,
    runningCount: 0,
    failedTasks: 0,
    createdAt: at,
    updatedAt: at,
    ...(service.launchType && {launchType: service.launchType}),
    ...(service.capacityProviderStrategy && {capacityProviderStrategy: service.capacityProviderStrategy}),
    ...(service.platformVersion && {platformVersion: service.platformVersion}),
    ...(service.networkConfiguration && {networkConfiguration: service.networkConfiguration}),
    ...(!hasStages(service) && {rolloutState: 'IN_PROGRESS', rolloutStateReason: `ECS deployment ${id} in progress.`}),
  };
}

/** Whether the service is deployed in stages (BLUE_GREEN, CANARY, LINEAR) and not rolled. */
export function hasStages(service: Service): boolean {
  return (service.deploymentConfiguration?.strategy ?? 'ROLLING') !== 'ROLLING';
}

/** The ARN of the revision that a deployment brings. */
export function revisionArn(scope: ArnScope, service: Service, deployment: Deployment): string {
  return ecsArn(scope, 'service-revision', lastPart(service.clusterArn), service.serviceName ?? '', lastPart(deployment.id));
}

/** What the service is with `deployment`: everything that a deployment changes. */
export function newRevision(scope: ArnScope, service: Service, deployment: Deployment): ServiceRevision {
  return {
    serviceRevisionArn: revisionArn(scope, service, deployment),
    serviceArn: service.serviceArn,
    clusterArn: service.clusterArn,
    taskDefinition: deployment.taskDefinition,
    ...(service.launchType && {launchType: service.launchType}),
    ...(service.capacityProviderStrategy && {capacityProviderStrategy: service.capacityProviderStrategy}),
    ...(service.platformVersion && {platformVersion: service.platformVersion}),
    ...(service.networkConfiguration && {networkConfiguration: service.networkConfiguration}),
    loadBalancers: service.loadBalancers ?? [],
    serviceRegistries: service.serviceRegistries ?? [],
    guardDutyEnabled: false,
    createdAt: deployment.createdAt,
  };
}

/** The entry of the history for `deployment`, which replaces `sources` (none for the first of all), the one that was wanted so far first. */
export function newServiceDeployment(
  scope: ArnScope,
  state: ServiceState,
  deployment: Deployment,
  sources: readonly Deployment[],
  random: Random,
): ServiceDeployment {
  const {service} = state;
  const configuration = service.deploymentConfiguration;
  const isStaged = sources.length > 0 && hasStages(service);
  const weights = isStaged ? trafficNow(scope, state, sources) : [];
  return {
    serviceDeploymentArn: ecsArn(scope, 'service-deployment', lastPart(service.clusterArn), service.serviceName ?? '', random.hex(21)),
    serviceArn: service.serviceArn,
    clusterArn: service.clusterArn,
    createdAt: deployment.createdAt,
    startedAt: deployment.createdAt,
    updatedAt: deployment.createdAt,
    status: 'IN_PROGRESS',
    ...(isStaged && {lifecycleStage: 'RECONCILE_SERVICE'}),
    sourceServiceRevisions: sources.map((source, index) => share(scope, service, source, weights[index])),
    targetServiceRevision: share(scope, service, deployment, isStaged ? 0 : undefined),
    ...(configuration && {deploymentConfiguration: configuration}),
    deploymentCircuitBreaker: {
      status: configuration?.deploymentCircuitBreaker?.enable === true ? 'MONITORING' : 'DISABLED',
      failureCount: 0,
      threshold: breakerThreshold(service),
    },
    ...(configuration?.alarms && {
      alarms: {status: configuration.alarms.enable ? 'MONITORING' : 'DISABLED', alarmNames: configuration.alarms.alarmNames ?? []},
    }),
  };
}

/** The percent of traffic that each has, as the deployment before left it; all on the first where that is not known. */
function trafficNow(scope: ArnScope, {service, serviceDeployments}: ServiceState, sources: readonly Deployment[]): readonly number[] {
  const [newest] = serviceDeployments;
  const known = new Map(
    [newest?.targetServiceRevision, ...(newest?.sourceServiceRevisions ?? [])].map(one => [
      one?.arn,
      one?.requestedProductionTrafficWeight,
    ]),
  );
  const weights = sources.map(source => known.get(revisionArn(scope, service, source)) ?? 0);
  return weights.some(weight => weight > 0) ? weights : sources.map((_, index) => (index === 0 ? 100 : 0));
}

function share(scope: ArnScope, service: Service, deployment: Deployment, weight: number | undefined) {
  return {
    arn: revisionArn(scope, service, deployment),
    requestedTaskCount: deployment.desiredCount ?? 0,
    runningTaskCount: deployment.runningCount ?? 0,
    pendingTaskCount: deployment.pendingCount ?? 0,
    ...(weight !== undefined && {requestedProductionTrafficWeight: weight}),
  };
}

/** How many failed tasks open the circuit breaker: half of the desired count, at least 3, at most 200, unless configured. */
export function breakerThreshold(service: Service): number {
  const configured = service.deploymentConfiguration?.deploymentCircuitBreaker?.thresholdConfiguration;
  const value = configured?.value ?? 50;
  if (configured?.type === 'COUNT') return value;
  const share = Math.ceil(((service.desiredCount ?? 0) * value) / 100);
  return configured?.type === 'UNBOUNDED_PERCENT' ? Math.max(1, share) : Math.min(200, Math.max(3, share));
}
