// The way back: a deployment that the circuit breaker, an alarm, a hook or a person ends, and the revision before it returns.

import type {Deployment, ServiceDeployment} from '@aws-sdk/client-ecs';
import {lastPart} from './arns.ts';
import {hasStages, revisionArn} from './history.ts';
import {deploymentInProgress, endTraffic, finish, isCompleted, primaryOf} from './rollout.ts';
import {type Runtime, type ServiceRecord, today, touch} from './runtime.ts';
import {say} from './service-events.ts';

// ECS takes a request up some seconds later.
const requestSeconds = 2;

/** Why a deployment is rolled back, in ECS's words for its history and for the deployment that returns. */
interface Cause {
  readonly status: string;
  readonly rollout: string;
}

const byBreaker: Cause = {
  status: 'Service deployment rolled back because the circuit breaker threshold was exceeded.',
  rollout: 'ECS deployment circuit breaker: rolling back to deploymentId',
};
const byRequest: Cause = {
  status: 'Service deployment rolled back because a user requested it.',
  rollout: 'ECS deployment stopped by a user: rolling back to deploymentId',
};
const byTimeout: Cause = {
  status: 'Service deployment rolled back because a lifecycle hook timed out.',
  rollout: 'ECS deployment lifecycle hook: rolling back to deploymentId',
};

/** Counts a task that failed while its deployment was in progress; the circuit breaker opens at its threshold. */
export function countFailure(runtime: Runtime, service: ServiceRecord, startedBy: string | undefined): void {
  const primary = primaryOf(service);
  const history = deploymentInProgress(service);
  if (primary === undefined || primary.id !== startedBy || history === undefined || isCompleted(service)) return;
  primary.failedTasks = (primary.failedTasks ?? 0) + 1;
  primary.updatedAt = today(runtime);
  const breaker = history.deploymentCircuitBreaker;
  if (breaker === undefined || history.status !== 'IN_PROGRESS') return;
  breaker.failureCount = primary.failedTasks;
  if (breaker.status === 'MONITORING' && primary.failedTasks >= (breaker.threshold ?? 3)) openBreaker(runtime, service, primary, history);
}

/** Somebody wants the deployment rolled back. Only one that is PENDING or IN_PROGRESS takes another course by that. */
export function requestRollback(runtime: Runtime, service: ServiceRecord, history: ServiceDeployment): void {
  if (history.status !== 'PENDING' && history.status !== 'IN_PROGRESS') return;
  history.status = 'ROLLBACK_REQUESTED';
  history.updatedAt = today(runtime);
  runtime.agenda.add(runtime.now + requestSeconds * 1000, {kind: 'rollback-requested', service, deployment: history});
}

/** The request is taken up. */
export function takeUpRollback(runtime: Runtime, service: ServiceRecord, history: ServiceDeployment): void {
  if (history === deploymentInProgress(service) && history.status === 'ROLLBACK_REQUESTED') goBack(runtime, service, history, byRequest);
}

/** Nobody answered the hook in time, and it is set to roll back then. */
export function rollBackAtTimeout(runtime: Runtime, service: ServiceRecord, history: ServiceDeployment): void {
  goBack(runtime, service, history, byTimeout);
}

/** An alarm that the deployment is watched by goes off. */
export function raiseAlarm(runtime: Runtime, service: ServiceRecord, history: ServiceDeployment): void {
  const {alarms} = history;
  if (history !== deploymentInProgress(service) || history.status !== 'IN_PROGRESS' || alarms?.status !== 'MONITORING') return;
  const triggered = (alarms.alarmNames ?? []).slice(0, 1);
  alarms.status = 'TRIGGERED';
  alarms.triggeredAlarmNames = triggered;
  history.updatedAt = today(runtime);
  if (history.deploymentConfiguration?.alarms?.rollback !== true) return;
  goBack(runtime, service, history, {
    status: `Service deployment rolled back because of alarm(s) in ALARM state: ${triggered.join(', ')}.`,
    rollout: 'ECS deployment alarms: rolling back to deploymentId',
  });
}

function openBreaker(runtime: Runtime, service: ServiceRecord, failed: Deployment, history: ServiceDeployment): void {
  const {service: current} = service.state;
  if (history.deploymentCircuitBreaker) history.deploymentCircuitBreaker.status = 'TRIGGERED';
  if (!hasStages(current)) {
    failed.rolloutState = 'FAILED';
    failed.rolloutStateReason = 'ECS deployment circuit breaker: tasks failed to start.';
  }
  say(runtime, service, `(deployment ${failed.id}) deployment failed: tasks failed to start.`);
  const target = returning(service, failed);
  if (current.deploymentConfiguration?.deploymentCircuitBreaker?.rollback === true && target !== undefined) {
    rollBack(runtime, service, {failed, target, history, cause: byBreaker});
  } else {
    finish(runtime, history, 'STOPPED', 'Service deployment stopped because the circuit breaker threshold was exceeded.');
    history.stoppedAt = today(runtime);
  }
  touch(runtime, service);
}

function goBack(runtime: Runtime, service: ServiceRecord, history: ServiceDeployment, cause: Cause): void {
  const failed = primaryOf(service);
  const target = failed && returning(service, failed);
  if (failed === undefined || target === undefined) {
    finish(runtime, history, 'ROLLBACK_FAILED', 'Service deployment rollback failed because there is no completed service revision.');
  } else {
    rollBack(runtime, service, {failed, target, history, cause});
  }
  touch(runtime, service);
}

/** The deployment that can come back: ECS goes to the last one that completed. */
function returning({state: {service, serviceDeployments}}: ServiceRecord, failed: Deployment): Deployment | undefined {
  const completed = new Set(
    serviceDeployments.filter(({status}) => status === 'SUCCESSFUL').map(({targetServiceRevision}) => lastPart(targetServiceRevision?.arn)),
  );
  const isGood = ({id, rolloutState}: Deployment) => (hasStages(service) ? completed.has(lastPart(id)) : rolloutState === 'COMPLETED');
  return service.deployments?.find(deployment => deployment !== failed && isGood(deployment));
}

interface Return {
  readonly failed: Deployment;
  readonly target: Deployment;
  readonly history: ServiceDeployment;
  readonly cause: Cause;
}

function rollBack(runtime: Runtime, service: ServiceRecord, {failed, target, history, cause}: Return): void {
  const {service: current} = service.state;
  const at = today(runtime);
  failed.status = 'ACTIVE';
  target.status = 'PRIMARY';
  target.updatedAt = at;
  if (!hasStages(current)) {
    target.rolloutState = 'IN_PROGRESS';
    target.rolloutStateReason = `${cause.rollout} ${target.id}.`;
  }
  current.taskDefinition = target.taskDefinition;
  current.deployments = [target, ...(current.deployments ?? []).filter(deployment => deployment !== target)];
  history.status = 'ROLLBACK_IN_PROGRESS';
  history.statusReason = cause.status;
  history.updatedAt = at;
  history.rollback = {reason: cause.status, startedAt: at, serviceRevisionArn: revisionArn(runtime.state, current, target)};
  if (history.lifecycleStage !== undefined) endTraffic(history, 'old');
  service.failuresInARow = 0;
  service.startsNotBefore = 0;
  say(runtime, service, `rolling back to (deployment ${target.id}).`);
}
