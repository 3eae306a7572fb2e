// What a verdict is, and how several become one.

import {noText, type SafeText, safeText, text} from '../safe-text.ts';
import type {Tone} from '../tone.ts';

/** How a row is, and why, for a person. The note is empty when there is nothing to say. */
export interface Verdict {
  readonly tone: Tone;
  readonly note: SafeText;
}

/** Worst first. */
const gravity: readonly Tone[] = ['bad', 'warn', 'busy', 'plain', 'ok', 'quiet'];

const signs: Readonly<Record<Tone, SafeText>> = {
  ok: text`✓`,
  busy: text`~`,
  warn: text`!`,
  bad: text`✗`,
  quiet: text`·`,
  plain: text` `,
};

/** A row of which there is nothing to say. */
export const healthy: Verdict = {tone: 'ok', note: noText};

/** A sign and a word, so that the state can be read without colour: `! 5/6`. */
export function signed(tone: Tone, words: string | number): SafeText {
  return text`${signs[tone]} ${words}`;
}

/** The sign of a tone, one cell. */
export function signOf(tone: Tone): SafeText {
  return signs[tone];
}

/** One verdict of several: the worst tone, and all that there is to say, the worst first. `otherwise` when there are none. */
export function combined(verdicts: readonly (Verdict | undefined)[], otherwise: Verdict = healthy): Verdict {
  const given = verdicts.filter(verdict => verdict !== undefined);
  const sorted = given.toSorted((one, other) => gravity.indexOf(one.tone) - gravity.indexOf(other.tone));
  const [worst] = sorted;
  if (!worst) return otherwise;
  const notes = sorted.map(verdict => verdict.note).filter(note => note !== '');
  return {tone: worst.tone, note: safeText(notes.join('; '))};
}

/** True for what a person should look at: what `!` (problems only) keeps. */
export function isTrouble(tone: Tone): boolean {
  return tone === 'bad' || tone === 'warn';
}
