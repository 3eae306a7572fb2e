// The answer to "between how many tasks": both ends, or the one that is to change.

import {text} from '../src/domain/safe-text.ts';
import type {ScalingBounds} from '../src/domain/scaling/scaling.ts';
import type {Question} from './command.ts';

/** The ends that are to change; at least one. */
export type BoundsAnswer = Partial<ScalingBounds>;

/** Above this it can only be a slip of the finger: ECS runs at most 5,000 tasks in a service unless AWS raised the quota. */
const mostTasks = 10_000;

/** Reads `2-12`, `2-` (the minimum alone) or `-12` (the maximum alone). */
export function parseBounds(typed: string): ReturnType<Question<BoundsAnswer>['parse']> {
  const [, first = '', second = ''] = /^(\d{0,9})\s*[-–]\s*(\d{0,9})$/.exec(typed.trim()) ?? [];
  if (first === '' && second === '') {
    return {problem: text`"${typed.trim()}" are no bounds: type 2-12, or 2- for the minimum alone, -12 for the maximum alone`};
  }
  const answer = {...(first !== '' && {minimum: Number(first)}), ...(second !== '' && {maximum: Number(second)})};
  const {minimum = 0, maximum = mostTasks} = answer;
  if (minimum > maximum && second !== '') return {problem: text`${minimum} is more than ${maximum}: type the fewer tasks first`};
  if (maximum > mostTasks || minimum > mostTasks) return {problem: text`that is more than a service can run: type at most ${mostTasks}`};
  return {answer};
}

/** The bounds that an answer leads to. */
export function boundsAfter(now: ScalingBounds, {minimum = now.minimum, maximum = now.maximum}: BoundsAnswer): ScalingBounds {
  return {minimum, maximum};
}

/** True where it is so already. */
export function areSameBounds(one: ScalingBounds, other: ScalingBounds): boolean {
  return one.minimum === other.minimum && one.maximum === other.maximum;
}
