// Having a deployment go on from the pause that it waits at: what comes next, and how far it is.

import {Refused} from '../src/domain/errors.ts';
import {clockTime} from '../src/domain/format/clock-time.ts';
import {nextWords, revisionName, timeoutWords, waitingSince, waitingWords} from '../src/domain/health/deployment-words.ts';
import {type SafeText, text} from '../src/domain/safe-text.ts';
import {type DeploymentHook, type ServiceDeployment, waitingFunction, waitingPause} from '../src/domain/service-deployment.ts';
import type {Consequence, Progress} from './command.ts';
import {line} from './consequence.ts';
import {returningName, shareWords, watchLines, whyOver} from './deployment-facts.ts';

/** The hook that is answered. Rejects with Refused where none waits. */
export function awaitedHook(deployment: ServiceDeployment): DeploymentHook {
  const hook = waitingPause(deployment);
  if (hook === undefined) throw new Refused(`the deployment ${deployment.id} waits at no hook any more`, 'Nothing was sent.');
  return hook;
}

/** Why there is nothing to continue. */
export function whyNotContinued(name: SafeText, deployment: ServiceDeployment): SafeText | undefined {
  const reason = whyOver(name, deployment);
  if (reason !== undefined) return reason;
  if (waitingPause(deployment)) return undefined;
  const revision = revisionName(deployment.target);
  const waiting = waitingFunction(deployment) && waitingWords(deployment);
  if (waiting) return text`the deployment of ${revision} ${waiting}: only its answer has it go on`;
  const stage = deployment.lifecycleStage === undefined ? '' : ` (it is at ${deployment.lifecycleStage})`;
  return text`the deployment of ${revision} waits at no hook${stage}: it goes on by itself`;
}

/** `go on from POST_TEST_TRAFFIC_SHIFT with checkout:43`. */
export function continueWords(deployment: ServiceDeployment): SafeText {
  return text`go on from ${deployment.lifecycleStage ?? 'its stage'} with ${revisionName(deployment.target)}`;
}

/** What it means, on the deployment as it was read this second. */
export function continuePreview(deployment: ServiceDeployment): readonly Consequence[] {
  const {lifecycleStage, target, sources, pace} = deployment;
  const since = waitingSince(deployment);
  const timeout = timeoutWords(deployment);
  const later = pace.pauses.map(({stage}) => stage).filter(stage => stage !== lifecycleStage);
  return [
    line('plain', text`waits at ${lifecycleStage ?? 'a stage'} for a hook${since === undefined ? '' : ` since ${clockTime(since)}`}`),
    ...(timeout ? [line('plain', text`unless somebody acts ${timeout}`)] : []),
    line('warn', text`next: ${nextWords(deployment)}`),
    line('plain', text`${revisionName(target)}: ${shareWords(target)}`),
    ...sources.map(source => line('plain', text`${revisionName(source)}: ${shareWords(source)}`)),
    ...watchLines(deployment),
    ...(later.length > 0 ? [line('quiet', text`it pauses at ${later.join(', ')} as well`)] : []),
    line('quiet', text`sends ContinueServiceDeployment with CONTINUE for this hook alone`),
    line('warn', text`cannot be undone; B goes back to ${returningName(deployment)} while the deployment lasts`),
  ];
}

/** What must be the same when it goes out: the very hook, and what it has led to so far. */
export function continueFingerprint(deployment: ServiceDeployment | undefined): Readonly<Record<string, string | number>> {
  if (deployment === undefined) return {deployment: 'none'};
  const {id, status, lifecycleStage, target} = deployment;
  const hook = waitingPause(deployment)?.id ?? 'none';
  return {deployment: id, status, stage: lifecycleStage ?? 'none', hook, 'percent of traffic': target.trafficWeight ?? 'none'};
}

function answeredHook(before: ServiceDeployment | undefined, after: ServiceDeployment | undefined): DeploymentHook | undefined {
  const awaited = before && waitingPause(before);
  return after?.arn === before?.arn ? after?.hooks.find(({id}) => id === awaited?.id) : undefined;
}

/** True once the hook is answered so. */
export function isContinued(before: ServiceDeployment | undefined, after: ServiceDeployment | undefined): boolean {
  return answeredHook(before, after)?.status === 'SUCCEEDED';
}

/** How it went on. */
export function continueProgress(before: ServiceDeployment | undefined, after: ServiceDeployment | undefined): Progress {
  const failed = (note: SafeText): Progress => ({isDone: true, hasFailed: true, note});
  if (after === undefined) return {isDone: false, done: 0, total: 0, note: text`waiting for ECS to take it up`};
  if (after.arn !== before?.arn) return failed(text`another deployment has begun since: ${revisionName(after.target)}`);
  if (after.status.startsWith('ROLLBACK')) return failed(text`it is rolled back: ${after.rollbackReason ?? 'somebody requested it'}`);
  const hook = answeredHook(before, after);
  if (hook?.status === 'AWAITING_ACTION') return {isDone: false, done: 0, total: 0, note: text`waiting for ECS to take it up`};
  const where = after.status === 'IN_PROGRESS' ? (after.lifecycleStage ?? 'in progress') : after.status;
  return {isDone: true, note: text`it went on: ${where}`};
}
