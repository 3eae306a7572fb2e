// How a service is. What can be said from the service alone is said at once; a finding makes it more precise.

import {shortDefinition} from '../format/arn.ts';
import {plural} from '../format/quantity.ts';
import {noText, text} from '../safe-text.ts';
import type {Deployment, Service, ServiceFinding} from '../service.ts';
import {type ServiceDeployment, waitingPause} from '../service-deployment.ts';
import {deploymentVerdict, isDeploymentSteady} from './deployment-health.ts';
import {revisionName, waitingWords} from './deployment-words.ts';
import {placementEvent, placementTrouble, placementWords} from './placement.ts';
import {registrationsVerdict} from './registration-health.ts';
import {failuresInWords, isRestarting, rollbackInWords, startTroubleInWords, unhealthyInWords} from './service-trouble.ts';
import {targetsVerdict} from './target-health.ts';
import {combined, healthy, isTrouble, type Verdict} from './verdict.ts';

/** The verdict on a service at a time; `alarms` are the names of those that ring for it. */
export function serviceVerdict(
  service: Service,
  finding: ServiceFinding | undefined,
  now: number,
  alarms: readonly string[] = [],
): Verdict {
  const ending = lifeEnded(service);
  if (ending) return ending;
  const troubles = [
    // Before the deployment that it holds up: a note is cut at its end.
    targets(finding),
    finding?.registrations && registrationsVerdict(finding.registrations),
    staged(service, finding, now) ?? rollout(service),
    placement(service, finding),
    failures(service, finding),
    health(service, finding, now),
    startTrouble(service, now),
    rolledBack(service, now),
  ];
  const counted = counts(
    service,
    troubles.some(trouble => trouble !== undefined && trouble.note !== ''),
  );
  // Last: they explain no missing task.
  return combined(
    [...troubles, counted, scaling(service, finding), ringing(alarms)],
    service.desired === 0 ? {tone: 'quiet', note: text`scaled to zero`} : healthy,
  );
}

/** False while a service is short of tasks, has too many, or is being deployed. */
export function isServiceSteady(service: Service): boolean {
  if (service.status === 'INACTIVE') return true;
  const isDeploying = service.deployments.length > 1 || service.deployments.some(({rolloutState}) => rolloutState === 'IN_PROGRESS');
  const isStabilizing = service.taskSets.some(({stability}) => stability === 'STABILIZING');
  return service.status === 'ACTIVE' && service.running === service.desired && service.pending === 0 && !isDeploying && !isStabilizing;
}

/** True when a second look (stopped tasks, the instances' room) may explain what the service alone does not. */
export function deservesInvestigation(service: Service): boolean {
  if (service.status === 'INACTIVE' || service.desired === 0) return false;
  return !isServiceSteady(service) || hasFailedRollout(service) || isRestarting(service);
}

/** The deployment that is wanted; undefined for CODE_DEPLOY and EXTERNAL services. */
export function primaryDeployment(service: Service): Deployment | undefined {
  return service.deployments.find(deployment => deployment.status === 'PRIMARY');
}

/** The service's deployment and rollout in a few words: `steady`, `1/3 rolling`, `3/3 waits`, `failed`, `rolling back`. */
export function rolloutWords(service: Service, finding?: ServiceFinding): Verdict {
  const primary = primaryDeployment(service);
  if (!primary) return taskSetWords(service);
  if (primary.rolloutState === 'FAILED') return {tone: 'bad', note: text`failed`};
  const share = text`${primary.running}/${primary.desired}`;
  const deployment = deploymentInProgress(service, finding);
  if (isRollingBack(service) || deployment?.status.startsWith('ROLLBACK')) return {tone: 'warn', note: text`${share} rolling back`};
  if (deployment && waitingPause(deployment)) return {tone: 'warn', note: text`${share} waits`};
  const isRolling = primary.rolloutState === 'IN_PROGRESS' || service.deployments.length > 1;
  if (isRolling) return {tone: primary.failed > 0 ? 'warn' : 'busy', note: text`${share} ${strategyVerb(service)}`};
  return {tone: 'quiet', note: text`steady`};
}

function taskSetWords(service: Service): Verdict {
  const stabilizing = service.taskSets.find(({stability}) => stability === 'STABILIZING');
  if (stabilizing) return {tone: 'busy', note: text`${stabilizing.running}/${stabilizing.desired} task set`};
  return {tone: 'quiet', note: service.taskSets.length > 0 ? text`steady` : text`–`};
}

function strategyVerb(service: Service): string {
  return service.deploymentStrategy === 'ROLLING' ? 'rolling' : service.deploymentStrategy.toLowerCase().replace('_', '/');
}

function lifeEnded(service: Service): Verdict | undefined {
  if (service.status === 'INACTIVE') return {tone: 'quiet', note: text`inactive`};
  if (service.status !== 'DRAINING') return undefined;
  return {tone: 'busy', note: text`being deleted: ${plural(service.running, 'task')} left`};
}

function isRollingBack(service: Service): boolean {
  const primary = primaryDeployment(service);
  return primary?.rolloutState === 'IN_PROGRESS' && /roll(?:ing|ed|s)? ?back/i.test(primary.rolloutReason ?? '');
}

function hasFailedRollout(service: Service): boolean {
  return service.deployments.some(({rolloutState}) => rolloutState === 'FAILED');
}

/** The deployment that the finding knows more of; one that is over or superseded since says nothing. */
function deploymentInProgress(service: Service, finding: ServiceFinding | undefined): ServiceDeployment | undefined {
  const deployment = finding?.deployment;
  return deployment?.arn === service.currentDeploymentArn && deployment && !isDeploymentSteady(deployment) ? deployment : undefined;
}

/** What the stages of a deployment tell, which the service itself does not. */
function staged(service: Service, finding: ServiceFinding | undefined, now: number): Verdict | undefined {
  const deployment = deploymentInProgress(service, finding);
  if (!deployment) return undefined;
  const {tone, note} = deploymentVerdict(deployment, now);
  const name = revisionName(deployment.target);
  if (waitingWords(deployment)) return {tone, note: text`${name} ${note}`};
  return {tone, note: deployment.status === 'IN_PROGRESS' ? text`deploying ${name}: ${note}` : text`${name}: ${note}`};
}

function rollout(service: Service): Verdict | undefined {
  const primary = primaryDeployment(service);
  if (!primary) return taskSetsStabilizing(service);
  const definition = shortDefinition(primary.taskDefinitionArn);
  const failed = service.deployments.find(({rolloutState}) => rolloutState === 'FAILED');
  if (isRollingBack(service)) {
    const from = failed ? text`${shortDefinition(failed.taskDefinitionArn)} failed, ` : noText;
    return {tone: 'bad', note: text`${from}rolling back to ${definition}: ${primary.running}/${primary.desired}`};
  }
  if (primary.rolloutState === 'FAILED') {
    const reason = primary.rolloutReason === undefined ? '' : `: ${primary.rolloutReason}`;
    return {tone: 'bad', note: text`deployment of ${definition} failed${reason}`};
  }
  if (primary.rolloutState !== 'IN_PROGRESS' && service.deployments.length < 2) return undefined;
  const failures = primary.failed > 0 ? `, ${primary.failed} failed` : '';
  return {
    tone: primary.failed > 0 ? 'warn' : 'busy',
    note: text`deploying ${definition}: ${primary.running}/${primary.desired}${failures}`,
  };
}

function taskSetsStabilizing(service: Service): Verdict | undefined {
  const set = service.taskSets.find(({stability}) => stability === 'STABILIZING');
  return set && {tone: 'busy', note: text`task set of ${shortDefinition(set.taskDefinitionArn)}: ${set.running}/${set.desired}`};
}

function placement(service: Service, finding: ServiceFinding | undefined): Verdict | undefined {
  if (service.running >= service.desired) return undefined;
  const event = placementEvent(service);
  const trouble = finding?.placement ?? (event && placementTrouble(event.message, undefined, undefined));
  return trouble && {tone: shortage(service), note: placementWords(trouble)};
}

function failures(service: Service, finding: ServiceFinding | undefined): Verdict | undefined {
  const note = finding && failuresInWords(finding.failures);
  return note === undefined ? undefined : {tone: shortage(service), note};
}

function targets(finding: ServiceFinding | undefined): Verdict | undefined {
  return finding?.targets && targetsVerdict(finding.targets);
}

function health(service: Service, finding: ServiceFinding | undefined, now: number): Verdict | undefined {
  // What the load balancer says now is worth more than the event that ECS wrote about it.
  const note = unhealthyInWords(service, now, {isLoadBalancerKnown: targets(finding) !== undefined});
  return note === undefined ? undefined : {tone: shortage(service), note};
}

function startTrouble(service: Service, now: number): Verdict | undefined {
  const note = startTroubleInWords(service, now);
  return note === undefined ? undefined : {tone: shortage(service), note};
}

function rolledBack(service: Service, now: number): Verdict | undefined {
  if (isRollingBack(service)) return undefined;
  const note = rollbackInWords(service, now);
  return note === undefined ? undefined : {tone: 'warn', note};
}

/** `alarm checkout-5xx and 2 more` */
function ringing([first, ...others]: readonly string[]): Verdict | undefined {
  if (first === undefined) return undefined;
  return {tone: 'warn', note: others.length === 0 ? text`alarm ${first}` : text`alarm ${first} and ${others.length} more`};
}

/** Its maximum is reached, so that no load makes it grow. Where both bounds are the same, nobody means it to. */
function scaling(service: Service, finding: ServiceFinding | undefined): Verdict | undefined {
  const target = finding?.scaling;
  if (target === undefined || target.minimum === target.maximum || target.suspension.isOutSuspended) return undefined;
  if (service.desired < target.maximum) return undefined;
  // A deployment that goes well is no trouble because of it.
  const tone = rollout(service)?.tone === 'busy' ? 'busy' : 'warn';
  return {tone, note: text`autoscaling at its maximum of ${target.maximum}`};
}

/** A service that serves with fewer tasks is worth a look; one without any is down. */
function shortage(service: Service): 'warn' | 'bad' {
  return service.running === 0 && service.desired > 0 ? 'bad' : 'warn';
}

/** What the counts alone say. The note stays empty when something else explains them already. */
function counts(service: Service, isExplained: boolean): Verdict | undefined {
  const {running, desired, pending} = service;
  if (running > desired) {
    const extra = running - desired;
    return {tone: 'busy', note: isExplained ? noText : text`${plural(extra, 'task')} more than desired, stopping`};
  }
  if (running === desired) return pending > 0 ? {tone: 'busy', note: isExplained ? noText : text`${pending} pending`} : undefined;
  const missing = desired - running;
  const isStarting = pending >= missing && running > 0;
  const waiting = pending > 0 ? `, ${pending} pending` : '';
  return {tone: isStarting ? 'busy' : shortage(service), note: isExplained ? noText : text`${running} of ${desired} tasks run${waiting}`};
}

/** True for a service that is in trouble, as far as it tells by itself and by what was found. */
export function isServiceTroubled(service: Service, finding: ServiceFinding | undefined, now = Number.POSITIVE_INFINITY): boolean {
  return isTrouble(serviceVerdict(service, finding, now).tone);
}
