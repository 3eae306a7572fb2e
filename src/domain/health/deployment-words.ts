// What a deployment says of itself, part by part: its table, its details and the previews of its commands put them together.

import {age} from '../format/age.ts';
import {arnName, shortDefinition} from '../format/arn.ts';
import {clockTime} from '../format/clock-time.ts';
import {type SafeText, text} from '../safe-text.ts';
import {type ServiceDeployment, type ServiceRevisionShare, waitingFunction, waitingPause} from '../service-deployment.ts';

const minute = 60_000;

/** `checkout:43`, or the revision's own name where its definition may not be read. */
export function revisionName({taskDefinitionArn, revisionArn}: ServiceRevisionShare): SafeText {
  return taskDefinitionArn === undefined ? arnName(revisionArn) : shortDefinition(taskDefinitionArn);
}

/** `, 10% of traffic`; nothing where the strategy moves none. */
export function trafficWords({trafficWeight}: ServiceRevisionShare): SafeText {
  return trafficWeight === undefined ? text`` : text`, ${trafficWeight}% of traffic`;
}

/** `waits at POST_SCALE_UP for a hook: C continues, B rolls back`; undefined while it waits for nobody. */
export function waitingWords(deployment: ServiceDeployment): SafeText | undefined {
  const stage = deployment.lifecycleStage ?? 'a stage';
  if (waitingPause(deployment)) return text`waits at ${stage} for a hook: C continues, B rolls back`;
  const awaited = waitingFunction(deployment);
  if (awaited === undefined) return undefined;
  return text`waits at ${stage} for ${awaited.functionArn === undefined ? 'a function' : arnNameOfFunction(awaited.functionArn)}`;
}

/** What ECS does when nobody answers the hook that is waited at: `it rolls back in 12m`. Without `now`, at what time. */
export function timeoutWords(deployment: ServiceDeployment, now?: number): SafeText | undefined {
  const awaited = waitingPause(deployment) ?? waitingFunction(deployment);
  if (awaited?.expiresAt === undefined) return undefined;
  const what = awaited.timeoutAction === 'CONTINUE' ? 'it goes on' : 'it rolls back';
  return text`${what} ${now === undefined ? `at ${clockTime(awaited.expiresAt)}` : `in ${age(awaited.expiresAt - now)}`}`;
}

/** Since when it waits at the pause, milliseconds: ECS tells only when the wait is over. */
export function waitingSince(deployment: ServiceDeployment): number | undefined {
  const {expiresAt} = waitingPause(deployment) ?? {};
  const pause = deployment.pace.pauses.find(({stage}) => stage === deployment.lifecycleStage);
  return expiresAt === undefined || pause === undefined ? undefined : expiresAt - pause.minutes * minute;
}

/**
 * `bake time: at most 2m left`, `next step: at most 4m`; undefined where it waits for no time.
 * ECS does not tell when a stage began, only that nothing has changed since `updatedAt`: it is no more than this.
 */
export function bakeWords(deployment: ServiceDeployment, now: number): SafeText | undefined {
  const {status, lifecycleStage, updatedAt, pace, target} = deployment;
  if (status !== 'IN_PROGRESS' || updatedAt === undefined || waitingWords(deployment)) return undefined;
  const left = (minutes: number) => age(updatedAt + minutes * minute - now);
  if (lifecycleStage === 'BAKE_TIME' && pace.bakeMinutes !== undefined) return text`bake time: at most ${left(pace.bakeMinutes)} left`;
  const isBetweenSteps = lifecycleStage === 'PRODUCTION_TRAFFIC_SHIFT' && (target.trafficWeight ?? 100) < 100;
  return isBetweenSteps && pace.step ? text`next step: in at most ${left(pace.step.bakeMinutes)}` : undefined;
}

/** `2 of 3 failures until the circuit breaker opens`; undefined while none is counted. */
export function breakerWords({circuitBreaker}: ServiceDeployment): SafeText | undefined {
  if (!circuitBreaker || circuitBreaker.status === 'DISABLED' || circuitBreaker.failureCount === 0) return undefined;
  const {failureCount, threshold, status} = circuitBreaker;
  if (status === 'TRIGGERED') return text`the circuit breaker opened at ${failureCount} of ${threshold} failures`;
  return text`${failureCount} of ${threshold} failures until the circuit breaker opens`;
}

/** `alarm checkout-5xx went off`; undefined while none has. */
export function alarmWords({alarms}: ServiceDeployment): SafeText | undefined {
  if (!alarms || alarms.triggered.length === 0) return undefined;
  return text`${alarms.triggered.length === 1 ? 'alarm' : 'alarms'} ${alarms.triggered.join(', ')} went off`;
}

/** What comes when it goes on from the stage that it is at. */
export function nextWords({lifecycleStage, target, sources, pace, strategy}: ServiceDeployment): SafeText {
  const fresh = revisionName(target);
  const old = sources.map(revisionName).join(' and ') || 'the old revision';
  switch (lifecycleStage) {
    case 'RECONCILE_SERVICE':
    case 'PRE_SCALE_UP':
      return text`the tasks of ${fresh} start`;
    case 'POST_SCALE_UP':
      return text`test traffic moves to ${fresh}`;
    case 'POST_TEST_TRAFFIC_SHIFT':
    case 'PRE_PRODUCTION_TRAFFIC_SHIFT':
      return shiftWords(target.trafficWeight ?? 0, pace, strategy, fresh);
    case 'POST_PRODUCTION_TRAFFIC_SHIFT':
      return pace.bakeMinutes
        ? text`both revisions run on for ${pace.bakeMinutes} min, then the tasks of ${old} stop`
        : text`the tasks of ${old} stop`;
    default:
      return text`the stage after ${lifecycleStage ?? 'this one'}`;
  }
}

function shiftWords(weight: number, {step}: ServiceDeployment['pace'], strategy: string, fresh: SafeText): SafeText {
  const isLastOfCanary = strategy === 'CANARY' && weight > 0;
  if (step === undefined || isLastOfCanary || weight + step.percent >= 100) return text`all production traffic moves to ${fresh}`;
  const more =
    strategy === 'LINEAR' ? `, and as much again every ${step.bakeMinutes} min` : `, and all of it ${step.bakeMinutes} min later`;
  return text`${step.percent}% of production traffic moves to ${fresh}${more}`;
}

function arnNameOfFunction(functionArn: string): string {
  return `function ${functionArn.split(':')[6] ?? functionArn}`;
}
