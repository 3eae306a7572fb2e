// How one entry of a service's deployment history is.

import {type SafeText, text} from '../safe-text.ts';
import type {ServiceDeployment} from '../service-deployment.ts';
import type {Verdict} from './verdict.ts';

/** The verdict on a service deployment. */
export function deploymentVerdict(deployment: ServiceDeployment): Verdict {
  const why = deployment.rollbackReason ?? deployment.statusReason;
  const reason = why === undefined ? '' : `: ${why}`;
  switch (deployment.status) {
    case 'SUCCESSFUL':
      return {tone: 'ok', note: text``};
    case 'PENDING':
      return {tone: 'busy', note: text`waiting${reason}`};
    case 'IN_PROGRESS':
      return inProgress(deployment);
    case 'STOP_REQUESTED':
    case 'STOPPED':
      return {tone: 'warn', note: text`stopped${reason}`};
    case 'ROLLBACK_REQUESTED':
    case 'ROLLBACK_IN_PROGRESS':
      return {tone: 'bad', note: text`rolling back${reason}`};
    case 'ROLLBACK_SUCCESSFUL':
      return {tone: 'warn', note: text`rolled back${reason}`};
    case 'ROLLBACK_FAILED':
      return {tone: 'bad', note: text`rollback failed${reason}`};
    default:
      return {tone: 'plain', note: text`${deployment.status.toLowerCase()}${reason}`};
  }
}

/** False while the deployment still goes on. */
export function isDeploymentSteady({status}: ServiceDeployment): boolean {
  return status === 'SUCCESSFUL' || status === 'STOPPED' || status === 'ROLLBACK_SUCCESSFUL' || status === 'ROLLBACK_FAILED';
}

function inProgress(deployment: ServiceDeployment): Verdict {
  const {target, circuitBreaker} = deployment;
  const stage = deployment.lifecycleStage === undefined ? '' : `, ${deployment.lifecycleStage.toLowerCase().replaceAll('_', ' ')}`;
  const traffic = target.trafficWeight === undefined ? '' : `, ${target.trafficWeight}% of traffic`;
  const failures = circuitBreaker?.failureCount ?? 0;
  return {
    tone: failures > 0 ? 'warn' : 'busy',
    note: text`${target.running}/${target.requested} tasks${stage}${traffic}${breakerWords(deployment)}`,
  };
}

function breakerWords({circuitBreaker}: ServiceDeployment): SafeText {
  if (!circuitBreaker || circuitBreaker.failureCount === 0) return text``;
  return text`, ${circuitBreaker.failureCount} of ${circuitBreaker.threshold} failures until the circuit breaker opens`;
}
