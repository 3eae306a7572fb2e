// How one entry of a service's deployment history is.

import {safeText, text} from '../safe-text.ts';
import {returningRevision, type ServiceDeployment} from '../service-deployment.ts';
import {alarmWords, bakeWords, breakerWords, revisionName, timeoutWords, trafficWords, waitingWords} from './deployment-words.ts';
import type {Verdict} from './verdict.ts';

/** The verdict on a service deployment; without `now` it does not tell what time is left. */
export function deploymentVerdict(deployment: ServiceDeployment, now?: number): Verdict {
  const why = deployment.rollbackReason ?? deployment.statusReason;
  const reason = why === undefined ? '' : `: ${why}`;
  switch (deployment.status) {
    case 'SUCCESSFUL':
      return {tone: 'ok', note: text``};
    case 'PENDING':
      return {tone: 'busy', note: text`waiting${reason}`};
    case 'IN_PROGRESS':
      return inProgress(deployment, now);
    case 'STOP_REQUESTED':
      return {tone: 'warn', note: text`being stopped${reason}`};
    case 'STOPPED':
      return {tone: 'warn', note: text`stopped${reason}`};
    case 'ROLLBACK_REQUESTED':
      return {tone: 'bad', note: text`rollback requested${reason}`};
    case 'ROLLBACK_IN_PROGRESS':
      return {tone: 'bad', note: text`rolling back${backTo(deployment)}${reason}`};
    case 'ROLLBACK_SUCCESSFUL':
      return {tone: 'warn', note: text`rolled back${reason}`};
    case 'ROLLBACK_FAILED':
      return {tone: 'bad', note: text`rollback failed${reason}`};
    default:
      return {tone: 'plain', note: text`${deployment.status.toLowerCase()}${reason}`};
  }
}

/** False while the deployment still goes on. */
export function isDeploymentSteady({status}: Pick<ServiceDeployment, 'status'>): boolean {
  return status === 'SUCCESSFUL' || status === 'STOPPED' || status === 'ROLLBACK_SUCCESSFUL' || status === 'ROLLBACK_FAILED';
}

function backTo(deployment: ServiceDeployment): string {
  const share = returningRevision(deployment);
  return share === undefined ? '' : ` to ${revisionName(share)} (${share.running}/${share.requested} tasks)`;
}

/** What somebody has to act on comes first: a note is cut at its end. */
function inProgress(deployment: ServiceDeployment, now: number | undefined): Verdict {
  const {target, lifecycleStage} = deployment;
  const waiting = waitingWords(deployment);
  const [alarm, breaker] = [alarmWords(deployment), breakerWords(deployment)];
  const stage = lifecycleStage === undefined || waiting ? '' : `, ${lifecycleStage.toLowerCase().replaceAll('_', ' ')}`;
  const progress = text`${target.running}/${target.requested} tasks${stage}${trafficWords(target)}`;
  const [timeout, bake] = now === undefined ? [] : [timeoutWords(deployment, now), bakeWords(deployment, now)];
  const parts = [waiting, timeout && text`else ${timeout}`, alarm, progress, bake, breaker];
  return {
    tone: alarm || breaker || waiting ? 'warn' : 'busy',
    note: safeText(parts.filter(part => part !== undefined).join(', ')),
  };
}
