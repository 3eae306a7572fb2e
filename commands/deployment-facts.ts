// What the commands on a deployment in progress have in common: what runs of each revision, and what watches over it.

import {plural} from '../src/domain/format/quantity.ts';
import {alarmWords, breakerWords, revisionName, trafficWords} from '../src/domain/health/deployment-words.ts';
import {type SafeText, text} from '../src/domain/safe-text.ts';
import {returningRevision, type ServiceDeployment, type ServiceRevisionShare} from '../src/domain/service-deployment.ts';
import type {Consequence} from './command.ts';
import {line} from './consequence.ts';

/** `2 of 3 tasks run, 10% of traffic`. */
export function shareWords(share: ServiceRevisionShare, wanted = share.requested): SafeText {
  return text`${share.running} of ${plural(wanted, 'task')} ${wanted === 1 ? 'runs' : 'run'}${trafficWords(share)}`;
}

/** The revision that would come back; where several are replaced, ECS chooses. */
export function returningName(deployment: ServiceDeployment): SafeText {
  const share = returningRevision(deployment);
  return share === undefined ? text`the revision before` : revisionName(share);
}

/** What ends the deployment without anybody: the circuit breaker and alarms, and how near they are. */
export function watchLines(deployment: ServiceDeployment): readonly Consequence[] {
  const [breaker, alarm] = [breakerWords(deployment), alarmWords(deployment)];
  const {circuitBreaker, alarms} = deployment;
  const isWatched = circuitBreaker !== undefined && circuitBreaker.status !== 'DISABLED';
  const breakerLine = breaker
    ? line('warn', breaker)
    : line('plain', isWatched ? text`the circuit breaker has counted no failure` : text`no circuit breaker watches it`);
  if (alarm) return [breakerLine, line('bad', alarm)];
  if (alarms === undefined || alarms.names.length === 0 || alarms.status === 'DISABLED') return [breakerLine];
  return [breakerLine, line('plain', text`no alarm of it went off (${alarms.names.join(', ')})`)];
}

/** Why nothing can be done to it any more; undefined while it is in progress. */
export function whyOver(name: SafeText, deployment: ServiceDeployment | undefined): SafeText | undefined {
  if (deployment === undefined) return text`no deployment of ${name} is in progress`;
  const revision = revisionName(deployment.target);
  switch (deployment.status) {
    case 'PENDING':
    case 'IN_PROGRESS':
      return undefined;
    case 'STOP_REQUESTED':
      return text`the deployment of ${revision} is being stopped already`;
    case 'ROLLBACK_REQUESTED':
      return text`the rollback of ${revision} is requested already`;
    case 'ROLLBACK_IN_PROGRESS':
      return text`${revision} is rolling back to ${returningName(deployment)} already`;
    default: {
      const ended = deployment.status.toLowerCase().replaceAll('_', ' ');
      return text`no deployment of ${name} is in progress: that of ${revision} is over (${ended}). D deploys another revision`;
    }
  }
}
