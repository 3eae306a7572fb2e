// The details of a deployment: how far it is, what it waits for, what watches it, and why it ended.

import {age} from '../domain/format/age.ts';
import {dateTime} from '../domain/format/clock-time.ts';
import {deploymentVerdict, isDeploymentSteady} from '../domain/health/deployment-health.ts';
import {bakeWords, nextWords, revisionName, timeoutWords, waitingSince, waitingWords} from '../domain/health/deployment-words.ts';
import {type SafeText, safeText, text} from '../domain/safe-text.ts';
import type {ServiceDeployment, ServiceRevisionShare} from '../domain/service-deployment.ts';
import type {DetailCell, Section} from './resource.ts';
import {fields, table} from './sections.ts';

/** Sections of a deployment; all of it is in the row. */
export function deploymentSections(row: ServiceDeployment, now: number): readonly Section[] {
  const verdict = deploymentVerdict(row, now);
  const at = (time: number | undefined) => (time === undefined ? undefined : `${dateTime(time)} (${age(now - time)} ago)`);
  return [
    ...fields(text`Overview`, {
      ID: row.id,
      ARN: row.arn,
      Status: {text: text`${row.status}`, tone: verdict.tone},
      Note: verdict.note === '' ? undefined : {text: verdict.note, tone: verdict.tone},
      Reason: row.statusReason,
      Rollback: row.rollbackReason === row.statusReason ? undefined : row.rollbackReason,
      'Circuit breaker': breakerCell(row),
      Alarms: alarmCell(row),
      Created: at(row.createdAt),
      Started: at(row.startedAt),
      'Rolled back': at(row.rollbackStartedAt),
      Finished: at(row.finishedAt),
    }),
    ...revisions(row),
    ...progress(row, now),
    ...hooks(row, now),
  ];
}

function breakerCell({circuitBreaker: breaker}: ServiceDeployment): DetailCell | undefined {
  if (breaker === undefined) return undefined;
  const state = breaker.status.toLowerCase().replaceAll('_', ' ');
  if (breaker.status === 'DISABLED') return {text: safeText(state), tone: 'quiet'};
  return {
    text: text`${state}, ${breaker.failureCount} of ${breaker.threshold} failures`,
    tone: breaker.status === 'TRIGGERED' ? 'bad' : breaker.failureCount > 0 ? 'warn' : 'plain',
  };
}

function alarmCell({alarms}: ServiceDeployment): DetailCell | undefined {
  if (alarms === undefined || (alarms.names.length === 0 && alarms.triggered.length === 0)) return undefined;
  const watched = text`${alarms.status.toLowerCase().replaceAll('_', ' ')}: ${alarms.names.join(', ')}`;
  if (alarms.triggered.length === 0) return {text: watched};
  return {text: text`${watched}; went off: ${alarms.triggered.join(', ')}`, tone: 'bad'};
}

function progress(row: ServiceDeployment, now: number): readonly Section[] {
  const isGoingOn = !isDeploymentSteady(row);
  const {bakeMinutes, step, pauses} = row.pace;
  const steps = step && `${step.percent}% of traffic, then ${step.bakeMinutes} min${row.strategy === 'LINEAR' ? ' at each step' : ''}`;
  const since = waitingSince(row);
  return fields(text`Progress`, {
    Strategy: row.strategy,
    Stage: row.lifecycleStage,
    Now: isGoingOn ? toned(waitingWords(row)) : undefined,
    'Waits since': since === undefined ? undefined : `${dateTime(since)} (${age(now - since)})`,
    'If nobody acts': toned(timeoutWords(row, now)),
    Next: isGoingOn && row.lifecycleStage !== undefined && waitingWords(row) ? {text: nextWords(row)} : undefined,
    'Time left': isGoingOn ? asCell(bakeWords(row, now)) : undefined,
    'Traffic steps': steps,
    'Bake time': bakeMinutes === undefined ? undefined : `${bakeMinutes} min`,
    'Pauses at': pauses.map(({stage}) => stage).join(', '),
  });
}

function revisions(row: ServiceDeployment): readonly Section[] {
  const hasTestTraffic = [row.target, ...row.sources].some(({testTrafficWeight}) => testTrafficWeight !== undefined);
  const percent = (weight: number | undefined) => (weight === undefined ? '' : `${weight}%`);
  const shareRow = (role: string, share: ServiceRevisionShare) => [
    role,
    {text: revisionName(share)},
    `${share.running}/${share.requested}`,
    share.pending,
    percent(share.trafficWeight),
    ...(hasTestTraffic ? [percent(share.testTrafficWeight)] : []),
  ];
  const columns = [text`role`, text`definition`, text`running`, text`pending`, text`traffic`];
  return table(text`Revisions`, hasTestTraffic ? [...columns, text`test traffic`] : columns, [
    shareRow('target', row.target),
    ...row.sources.map(source => shareRow(source.revisionArn === row.rollbackRevisionArn ? 'source, comes back' : 'source', source)),
  ]);
}

function hooks(row: ServiceDeployment, now: number): readonly Section[] {
  return table(
    text`Hooks`,
    [text`hook`, text`type`, text`status`, text`time`],
    row.hooks.map(({id, type, status, functionArn, expiresAt}) => [
      functionArn ?? id,
      type,
      {text: safeText(status.toLowerCase().replaceAll('_', ' ')), tone: status === 'FAILED' || status === 'TIMED_OUT' ? 'bad' : 'plain'},
      expiresAt === undefined || expiresAt < now ? '' : `${age(expiresAt - now)} left`,
    ]),
  );
}

function toned(words: SafeText | undefined): DetailCell | undefined {
  return words && {text: words, tone: 'warn'};
}

function asCell(words: SafeText | undefined): DetailCell | undefined {
  return words && {text: words};
}
