// A failure in one line, the same on the screen, on stderr and in a dialog.

import type {UserError} from './errors.ts';
import {type SafeText, text} from './safe-text.ts';

/** What happened and what to do next, as two sentences. */
export function explained({message, advice}: Pick<UserError, 'message' | 'advice'>): SafeText {
  const next = advice.charAt(0).toUpperCase() + advice.slice(1);
  return advice === '' ? text`${message}` : text`${message.replace(/\.$/, '')}. ${next}`;
}
