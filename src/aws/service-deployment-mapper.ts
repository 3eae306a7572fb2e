// ECS's ServiceDeployment, one entry of a service's deployment history, as our row.

import type {
  DeploymentConfiguration,
  DeploymentLifecycleHookDetail,
  ServiceDeployment as SdkServiceDeployment,
  ServiceRevisionSummary,
} from '@aws-sdk/client-ecs';
import type {DeploymentHook, DeploymentPace, ServiceDeployment, ServiceRevisionShare} from '../domain/service-deployment.ts';
import {each, type Intern, lastPart, present, time} from './mapping.ts';

/** The task definition of each service revision that is known, by the revision's ARN. */
export type TaskDefinitionOfRevision = ReadonlyMap<string, string>;

// ECS's own defaults, which it does not always spell out.
const canaryDefaults = {percent: 5, bakeMinutes: 10};
const linearDefaults = {percent: 10, bakeMinutes: 6};
const pauseMinutes = 1440;

/** Maps a service deployment. */
export function toServiceDeployment(
  deployment: SdkServiceDeployment,
  taskDefinitions: TaskDefinitionOfRevision,
  intern: Intern,
): ServiceDeployment {
  const arn = deployment.serviceDeploymentArn ?? '';
  return {
    arn,
    id: lastPart(arn),
    serviceArn: intern(deployment.serviceArn ?? ''),
    clusterArn: intern(deployment.clusterArn ?? ''),
    status: intern(deployment.status ?? 'UNKNOWN'),
    createdAt: time(deployment.createdAt),
    strategy: deployment.deploymentConfiguration?.strategy ?? 'ROLLING',
    pace: toPace(deployment.deploymentConfiguration),
    target: toShare(deployment.targetServiceRevision ?? {}, taskDefinitions),
    sources: each(deployment.sourceServiceRevisions, revision => toShare(revision, taskDefinitions)),
    hooks: each(deployment.lifecycleHookDetails, toHook),
    ...present({
      statusReason: deployment.statusReason,
      lifecycleStage: deployment.lifecycleStage,
      startedAt: deployment.startedAt?.getTime(),
      updatedAt: deployment.updatedAt?.getTime(),
      finishedAt: (deployment.finishedAt ?? deployment.stoppedAt)?.getTime(),
      circuitBreaker: toCircuitBreaker(deployment),
      alarms: toAlarms(deployment),
      rollbackReason: deployment.rollback?.reason,
      rollbackStartedAt: deployment.rollback?.startedAt?.getTime(),
      rollbackRevisionArn: deployment.rollback?.serviceRevisionArn,
    }),
  };
}

/** The ARNs of all revisions that a deployment speaks of. */
export function revisionsOf(deployment: SdkServiceDeployment): readonly string[] {
  const revisions = [deployment.targetServiceRevision, ...(deployment.sourceServiceRevisions ?? [])];
  return revisions.flatMap(revision => (revision?.arn === undefined ? [] : [revision.arn]));
}

function toShare(revision: ServiceRevisionSummary, taskDefinitions: TaskDefinitionOfRevision): ServiceRevisionShare {
  const revisionArn = revision.arn ?? '';
  return {
    revisionArn,
    requested: revision.requestedTaskCount ?? 0,
    running: revision.runningTaskCount ?? 0,
    pending: revision.pendingTaskCount ?? 0,
    ...present({
      taskDefinitionArn: taskDefinitions.get(revisionArn),
      trafficWeight: revision.requestedProductionTrafficWeight,
      testTrafficWeight: revision.requestedTestTrafficWeight,
    }),
  };
}

function toPace(configuration: DeploymentConfiguration = {}): DeploymentPace {
  const pauses = (configuration.lifecycleHooks ?? []).filter(({targetType}) => targetType === 'PAUSE');
  return {
    pauses: pauses.flatMap(({lifecycleStages = [], timeoutConfiguration}) =>
      lifecycleStages.map(stage => ({stage, minutes: timeoutConfiguration?.timeoutInMinutes ?? pauseMinutes})),
    ),
    ...present({bakeMinutes: configuration.bakeTimeInMinutes, step: toStep(configuration)}),
  };
}

function toStep({strategy, canaryConfiguration: canary, linearConfiguration: linear}: DeploymentConfiguration): DeploymentPace['step'] {
  if (strategy === 'CANARY') {
    const {percent, bakeMinutes} = canaryDefaults;
    return {percent: canary?.canaryPercent ?? percent, bakeMinutes: canary?.canaryBakeTimeInMinutes ?? bakeMinutes};
  }
  if (strategy !== 'LINEAR') return undefined;
  const {percent, bakeMinutes} = linearDefaults;
  return {percent: linear?.stepPercent ?? percent, bakeMinutes: linear?.stepBakeTimeInMinutes ?? bakeMinutes};
}

function toHook({hookId, targetType, targetArn, status, expiresAt, timeoutAction}: DeploymentLifecycleHookDetail): DeploymentHook {
  return {
    id: hookId ?? '',
    type: targetType ?? 'AWS_LAMBDA',
    status: status ?? 'UNKNOWN',
    ...present({functionArn: targetArn, expiresAt: expiresAt?.getTime(), timeoutAction}),
  };
}

function toCircuitBreaker({deploymentCircuitBreaker: breaker}: SdkServiceDeployment): ServiceDeployment['circuitBreaker'] {
  return breaker && {status: breaker.status ?? 'UNKNOWN', failureCount: breaker.failureCount ?? 0, threshold: breaker.threshold ?? 0};
}

function toAlarms({alarms}: SdkServiceDeployment): ServiceDeployment['alarms'] {
  return alarms && {status: alarms.status ?? 'UNKNOWN', names: alarms.alarmNames ?? [], triggered: alarms.triggeredAlarmNames ?? []};
}
