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

/** Counts targets by their state, and finds why most of the unhealthy ones are. */
export function countTargets(targets: readonly TargetHealth[]): TargetCounts {
  const count = (...states: readonly string[]) => targets.filter(({state}) => states.includes(state)).length;
  const [healthy, unhealthy, initial] = [count('healthy'), count('unhealthy'), count('initial')];
  const draining = count('draining', 'unhealthy.draining');
  const causes = new Map<string, number>();
  for (const target of targets) if (target.state === 'unhealthy') causes.set(shortCause(target), (causes.get(shortCause(target)) ?? 0) + 1);
  const [most] = [...causes].toSorted(([, one], [, other]) => other - one);
  return {
    total: targets.length - draining,
    healthy,
    unhealthy,
    initial,
    draining,
    other: targets.length - healthy - unhealthy - initial - draining,
    otherCauses: Math.max(0, causes.size - 1),
    ...(most && {cause: most[0]}),
  };
}

/** `2 of 6 targets unhealthy: health checks failed with 502`; undefined while none is unhealthy. */
export function unhealthyTargetsInWords(counts: TargetCounts | undefined): SafeText | undefined {
  if (counts === undefined || counts.unhealthy === 0) return undefined;
  const {unhealthy, total, cause = '', otherCauses} = counts;
  const others = otherCauses > 0 ? ` (and ${plural(otherCauses, 'other cause')})` : '';
  return text`${unhealthy} of ${plural(total, 'target')} unhealthy: ${cause}${others}`;
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

/** A cause that fits into a note: `health checks failed with 502`. */
function shortCause({reason, description = ''}: TargetHealth): string {
  const codes = /codes: \[([^\]]+)\]/.exec(description)?.[1];
  if (codes !== undefined) return `health checks failed with ${codes}`;
  if (reason === 'Target.Timeout') return 'health checks timed out';
  if (reason === 'Target.FailedHealthChecks') return 'health checks failed: no connection, or no proper answer';
  if (description !== '') return description;
  return reason ?? 'AWS tells no reason';
}
