// ECS's ServiceDeployment, one entry of a service's deployment history, as our row.

import type {ServiceDeployment as SdkServiceDeployment, ServiceRevisionSummary} from '@aws-sdk/client-ecs';
import type {ServiceDeployment, ServiceRevisionShare} from '../domain/service.ts';
import {each, type Intern, lastPart, present, time} from './mapping.ts';

/** The task definition of each service revision that is known, by the revision's ARN. */
export type TaskDefinitionOfRevision = ReadonlyMap<string, string>;

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
    target: toShare(deployment.targetServiceRevision ?? {}, taskDefinitions),
    sources: each(deployment.sourceServiceRevisions, revision => toShare(revision, taskDefinitions)),
    ...present({
      statusReason: deployment.statusReason,
      lifecycleStage: deployment.lifecycleStage,
      startedAt: deployment.startedAt?.getTime(),
      finishedAt: (deployment.finishedAt ?? deployment.stoppedAt)?.getTime(),
      circuitBreaker: toCircuitBreaker(deployment),
      rollbackReason: deployment.rollback?.reason,
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
    ...present({taskDefinitionArn: taskDefinitions.get(revisionArn), trafficWeight: revision.requestedProductionTrafficWeight}),
  };
}

function toCircuitBreaker({deploymentCircuitBreaker: breaker}: SdkServiceDeployment): ServiceDeployment['circuitBreaker'] {
  return breaker && {status: breaker.status ?? 'UNKNOWN', failureCount: breaker.failureCount ?? 0, threshold: breaker.threshold ?? 0};
}
