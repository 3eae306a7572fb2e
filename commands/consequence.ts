// Small makers of preview lines, and the rule that a read which fails becomes a line and never stops the preview.

import {UserError} from '../src/domain/errors.ts';
import {type SafeText, text} from '../src/domain/safe-text.ts';
import type {Tone} from '../src/domain/tone.ts';
import type {Consequence} from './command.ts';

/** One preview line. */
export function line(tone: Tone, sentence: SafeText): Consequence {
  return {tone, text: sentence};
}

/** What `read` finds out; one `warn` line that says what is not known when it fails. Rejects only when aborted, or for a fault of ours. */
export async function orUnknown(
  what: string,
  signal: AbortSignal,
  read: () => Promise<readonly Consequence[]>,
): Promise<readonly Consequence[]> {
  try {
    return await read();
  } catch (error) {
    if (signal.aborted || !(error instanceof UserError)) throw error;
    return [line('warn', text`not known: ${what} (${error.message})`)];
  }
}
