// What confirms a change. Enter, a held key and text that was typed ahead never do: each rule here stands against one of them.
// Pasted text never comes here: the dispatcher of keys takes it for what it is.

import type {Confirmation} from '../../../commands/command.ts';
import {type SafeText, text} from '../../domain/safe-text.ts';

/** So long after the dialog became ready, and after any other input, an input counts: what was typed ahead does not. */
const settleMilliseconds = 300;

/** A held key repeats: `y` counts again only after a pause longer than the delay before a repetition. */
const repeatMilliseconds = 700;

/** When the confirmation was shown, and what came since. Times are the clock's milliseconds. */
export interface Watched {
  readonly readyAt: number;
  readonly lastInput: string;
  readonly lastInputAt: number;
}

/** What an input led to; `hint` says why it did not confirm. */
export type Verdict = {readonly isConfirmed: true} | {readonly isConfirmed: false; readonly watched: Watched; readonly hint: SafeText};

/** A confirmation that has just become ready. */
export function nothingTyped(now: number): Watched {
  return {readyAt: now, lastInput: '', lastInputAt: Number.NEGATIVE_INFINITY};
}

/** Judges one input: a single key for a key confirmation, the whole phrase at Enter for a phrase. */
export function judge(confirmation: Confirmation, watched: Watched, input: string, now: number): Verdict {
  const refuse = (hint: SafeText): Verdict => ({isConfirmed: false, watched: {...watched, lastInput: input, lastInputAt: now}, hint});
  const wanted = confirmation.type === 'key' ? 'y' : confirmation.phrase;
  if (input !== wanted) {
    return refuse(confirmation.type === 'key' ? text`press y to go on, Esc to leave it` : text`type ${wanted} to go on, Esc to leave it`);
  }
  const isQuiet = now - watched.readyAt >= settleMilliseconds && now - watched.lastInputAt >= settleMilliseconds;
  const isRepeated = watched.lastInput === wanted && now - watched.lastInputAt < repeatMilliseconds;
  if (isQuiet && !isRepeated) return {isConfirmed: true};
  const again = confirmation.type === 'key' ? text`y` : text`Enter`;
  return refuse(text`that was too soon to have been read: press ${again} once more`);
}
