// The answer to "how many tasks": a count, or a step up or down from the count that is read right before.

import {text} from '../src/domain/safe-text.ts';
import type {Question} from './command.ts';

/** `to` sets the desired count, `by` adds to it (or takes from it when negative). */
export type ScaleAnswer = {readonly type: 'to'; readonly count: number} | {readonly type: 'by'; readonly step: number};

/** ECS runs at most 5,000 tasks in a service unless AWS raised the quota: above this it can only be a slip of the finger. */
const mostTasks = 10_000;

/** The desired count that the answer leads to; never below zero. */
export function desiredAfter(desired: number, answer: ScaleAnswer): number {
  return Math.max(0, answer.type === 'to' ? answer.count : desired + answer.step);
}

/** Reads `5`, `+2` or `-1`. */
export function parseScale(typed: string): ReturnType<Question<ScaleAnswer>['parse']> {
  const match = /^([+-]?)(\d{1,9})$/.exec(typed.trim());
  if (match === null) return {problem: text`"${typed.trim()}" is no number of tasks: type a whole number, or +2 or -1 for a step`};
  const count = Number(match[2]);
  if (count > mostTasks) return {problem: text`${count} is more than a service can run: type at most ${mostTasks}`};
  if (match[1] === '') return {answer: {type: 'to', count}};
  if (count === 0) return {problem: text`a step of 0 changes nothing: type a number, or +2 or -1 for a step`};
  return {answer: {type: 'by', step: match[1] === '-' ? -count : count}};
}
