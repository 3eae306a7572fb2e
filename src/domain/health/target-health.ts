// How targets of a load balancer are: one, and all of a service together.

import {plural} from '../format/quantity.ts';
import {noText, type SafeText, safeText, text} from '../safe-text.ts';
import type {TargetCounts, TargetHealth} from '../target.ts';
import type {Tone} from '../tone.ts';
import type {Verdict} from './verdict.ts';

/** The verdict on a target; the note is AWS's description with its reason code. */
export function targetVerdict(target: TargetHealth): Verdict {
  return {tone: stateTone(target), note: reasonWords(target)};
}

/** False while the state of a target is about to change, or is bad. */
export function isTargetSteady({state}: TargetHealth): boolean {
  return state === 'healthy' || state === 'unused' || state === 'unavailable';
}

function stateTone({state, reason}: TargetHealth): Tone {
  switch (state) {
    case 'healthy':
      return 'ok';
    case 'unhealthy':
      return 'bad';
    case 'initial':
    case 'draining':
      return 'busy';
    case 'unavailable':
      // Nobody asked for a check, so that there is nothing to look at.
      return reason === 'Target.HealthCheckDisabled' ? 'quiet' : 'warn';
    default:
      return 'warn';
  }
}

/** `Health checks failed with these codes: [502] (Target.ResponseCodeMismatch)` */
function reasonWords({reason, description}: TargetHealth): SafeText {
  if (description === undefined || description === '') return reason === undefined ? noText : safeText(reason);
  return reason === undefined ? safeText(description) : text`${description} (${reason})`;
}

/** Counts the targets of a group by their state, and the unhealthy ones by their cause. */
export function countTargets(targetGroupArn: string, targets: readonly TargetHealth[]): TargetCounts {
  const count = (...states: readonly string[]) => targets.filter(({state}) => states.includes(state)).length;
  const [healthy, unhealthy, initial] = [count('healthy'), count('unhealthy'), count('initial')];
  const draining = count('draining', 'unhealthy.draining');
  const causes: Record<string, number> = {};
  for (const target of targets) {
    if (target.state === 'unhealthy') causes[unhealthyCause(target)] = (causes[unhealthyCause(target)] ?? 0) + 1;
  }
  return {
    targetGroupArn,
    total: targets.length - draining,
    healthy,
    unhealthy,
    initial,
    draining,
    other: targets.length - healthy - unhealthy - initial - draining,
    causes,
  };
}

/** The verdict on all targets of a service: `2 of 6 targets unhealthy: health checks failed with 502`; undefined while none is unhealthy. */
export function targetsVerdict(groups: readonly TargetCounts[]): Verdict | undefined {
  const sum = (part: (counts: TargetCounts) => number) => groups.reduce((total, counts) => total + part(counts), 0);
  const unhealthy = sum(counts => counts.unhealthy);
  if (unhealthy === 0) return undefined;
  const causes = new Map<string, number>();
  for (const counts of groups)
    for (const [cause, times] of Object.entries(counts.causes)) causes.set(cause, (causes.get(cause) ?? 0) + times);
  const [most] = [...causes].toSorted(([, one], [, other]) => other - one);
  const others = causes.size > 1 ? ` (and ${plural(causes.size - 1, 'other cause')})` : '';
  const note = text`${unhealthy} of ${plural(
    sum(counts => counts.total),
    'target',
  )} unhealthy: ${most?.[0] ?? ''}${others}`;
  return {tone: sum(counts => counts.healthy) === 0 ? 'bad' : 'warn', note};
}

/** `4 healthy, 2 unhealthy, 1 draining`; `no targets` where there are none. */
export function targetCountsInWords({healthy, unhealthy, initial, draining, other}: TargetCounts): SafeText {
  const parts = [
    [healthy, 'healthy'],
    [unhealthy, 'unhealthy'],
    [initial, 'initial'],
    [draining, 'draining'],
    [other, 'unused or unavailable'],
  ] as const;
  const words = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return words.length === 0 ? text`no targets` : safeText(words.join(', '));
}

/** The tone of a target group as a whole: bad where no target is left that passes. */
export function targetCountsTone({total, healthy, unhealthy, initial}: TargetCounts): Tone {
  if (unhealthy > 0) return healthy === 0 ? 'bad' : 'warn';
  if (initial > 0) return 'busy';
  return total === 0 ? 'quiet' : 'ok';
}

/** Why a target is unhealthy, so that it fits into a note: `health checks failed with 502`. */
export function unhealthyCause({reason, description = ''}: TargetHealth): string {
  const codes = /codes: \[([^\]]+)\]/.exec(description)?.[1];
  if (codes !== undefined) return `health checks failed with ${codes}`;
  if (reason === 'Target.Timeout') return 'health checks timed out';
  if (reason === 'Target.FailedHealthChecks') return 'health checks failed: no connection, or no proper answer';
  if (description !== '') return description;
  return reason ?? 'AWS tells no reason';
}
