// The answer to "what to suspend": all of it, or one kind or more beside what is suspended already.

import {text} from '../src/domain/safe-text.ts';
import {allSuspended, nothingSuspended, type ScalingSuspension} from '../src/domain/scaling/scaling.ts';
import type {Question} from './command.ts';

/** `also` suspends kinds beside those that are; `to` is exactly that, as it was before. */
export type SuspensionAnswer =
  | {readonly type: 'also'; readonly suspension: ScalingSuspension}
  | {readonly type: 'to'; readonly suspension: ScalingSuspension};

const kinds: Readonly<Record<string, ScalingSuspension>> = {
  all: allSuspended,
  in: {...nothingSuspended, isInSuspended: true},
  out: {...nothingSuspended, isOutSuspended: true},
  scheduled: {...nothingSuspended, isScheduleSuspended: true},
};

/** What is suspended after the answer. */
export function suspensionAfter(now: ScalingSuspension, {type, suspension}: SuspensionAnswer): ScalingSuspension {
  return type === 'to' ? suspension : both(now, suspension);
}

function both(one: ScalingSuspension, other: ScalingSuspension): ScalingSuspension {
  return {
    isInSuspended: one.isInSuspended || other.isInSuspended,
    isOutSuspended: one.isOutSuspended || other.isOutSuspended,
    isScheduleSuspended: one.isScheduleSuspended || other.isScheduleSuspended,
  };
}

/** True where both suspend the same. */
export function isSameSuspension(one: ScalingSuspension, other: ScalingSuspension): boolean {
  return (
    one.isInSuspended === other.isInSuspended &&
    one.isOutSuspended === other.isOutSuspended &&
    one.isScheduleSuspended === other.isScheduleSuspended
  );
}

/** Reads `all`, `in`, `out`, `scheduled`, or several with commas between. */
export function parseSuspension(typed: string): ReturnType<Question<SuspensionAnswer>['parse']> {
  const words = typed
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(word => word !== '');
  const unknown = words.find(word => !Object.hasOwn(kinds, word));
  if (unknown !== undefined || words.length === 0) {
    return {problem: text`"${unknown ?? typed}" is nothing that can be suspended: type all, in, out or scheduled`};
  }
  const suspension = words.map(word => kinds[word] ?? nothingSuspended).reduce(both, nothingSuspended);
  return {answer: {type: 'also', suspension}};
}
