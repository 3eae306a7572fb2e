// What suspending and resuming a service's auto scaling have in common: each sends the suspension alone, and takes the other back.

import {UserError} from '../src/domain/errors.ts';
import {type SafeText, text} from '../src/domain/safe-text.ts';
import {suspensionWords} from '../src/domain/scaling/policy-words.ts';
import type {ScalingSuspension} from '../src/domain/scaling/scaling.ts';
import type {Service} from '../src/domain/service.ts';
import type {Consequence, Progress} from './command.ts';
import {line} from './consequence.ts';
import {boundsWords, scalingOf} from './scaling-facts.ts';
import {isSameSuspension} from './suspension-answer.ts';

/** `srvweb: scaling suspended: nothing → all` */
export function suspensionSummary(row: Service, wanted: (now: ScalingSuspension) => ScalingSuspension): SafeText {
  const now = scalingOf(row)?.suspension;
  if (now === undefined) return text`${row.name}: scaling suspended`;
  return text`${row.name}: scaling suspended: ${suspensionWords(now)} → ${suspensionWords(wanted(now))}`;
}

/** What it means on the freshly read row. Rejects where it is so already. */
export function suspensionPreview(row: Service, wanted: (now: ScalingSuspension) => ScalingSuspension): readonly Consequence[] {
  const target = scalingOf(row);
  if (target === undefined) return [];
  const after = wanted(target.suspension);
  if (isSameSuspension(target.suspension, after)) {
    throw new UserError(`${row.name}: ${suspensionWords(after)} is suspended already`, 'Nothing was sent.');
  }
  return [
    line('plain', text`now: ${row.desired} desired, ${row.running} running, auto scaling within ${boundsWords(target)}`),
    ...kindLines(target.suspension, after),
    ...(row.desired > target.maximum || row.desired < target.minimum
      ? [line('warn', text`${row.desired} is outside ${boundsWords(target)}: auto scaling moves it back when it next acts`)]
      : []),
    ...remainder(after),
    line('quiet', text`sends what is suspended alone: bounds, policies and the desired count stay as they are`),
  ];
}

/** One line for each kind that changes. */
function kindLines(before: ScalingSuspension, after: ScalingSuspension): readonly Consequence[] {
  const changed = (kind: keyof ScalingSuspension, off: Consequence, on: Consequence) =>
    before[kind] === after[kind] ? [] : [after[kind] ? off : on];
  return [
    ...changed(
      'isOutSuspended',
      line('warn', text`no policy adds tasks any more, however high the load`),
      line('plain', text`policies add tasks again: at once where an alarm is on`),
    ),
    ...changed(
      'isInSuspended',
      line('plain', text`no policy takes tasks away any more`),
      line('warn', text`policies take tasks away again: at once where an alarm is on`),
    ),
    ...changed(
      'isScheduleSuspended',
      line('plain', text`scheduled actions do nothing when their time comes`),
      line('plain', text`scheduled actions run again at their next time; those that were missed are not made up for`),
    ),
  ];
}

function remainder(after: ScalingSuspension): readonly Consequence[] {
  const suspended = suspensionWords(after);
  if (suspended === 'nothing') return [];
  return [line('warn', text`it stays so until somebody resumes it (Z): nothing does by itself`)];
}

/** True when a fresh row suspends what was wanted. */
export function hasSuspension(row: Service, wanted: ScalingSuspension | undefined): boolean {
  const now = scalingOf(row)?.suspension;
  return now !== undefined && wanted !== undefined && isSameSuspension(now, wanted);
}

/** Done as soon as it can be read back. */
export function suspensionProgress(before: Service, after: Service, wanted: ScalingSuspension | undefined): Progress {
  const now = scalingOf(after)?.suspension;
  if (now === undefined) return {isDone: true, hasFailed: true, note: text`it has no auto scaling any more`};
  if (hasSuspension(after, wanted)) return {isDone: true, note: text`scaling suspended: ${suspensionWords(now)}`};
  if (hasSuspension(before, now)) return {isDone: false, done: 0, total: 0, note: text`waiting for it to be taken over`};
  return {isDone: true, hasFailed: true, note: text`someone changed it: suspended is ${suspensionWords(now)}`};
}
