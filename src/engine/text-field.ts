// Editing one line of text. Pure; whose text it is, the dialogs know.

import type {Press} from './key-names.ts';

/** Longer texts are names or patterns of nothing. */
const mostCharacters = 500;

/** The text after a key press, or undefined when the press edits nothing. Line breaks and controls of pasted text are left out. */
export function edited(before: string, press: Press): string | undefined {
  if (press.type !== 'key') return (before + press.text.replace(/\p{Cc}/gu, '')).slice(0, mostCharacters);
  switch (press.name) {
    case 'space':
      return `${before} `.slice(0, mostCharacters);
    case 'backspace':
    case 'delete':
    case 'ctrl+h':
      return Array.from(before).slice(0, -1).join('');
    case 'ctrl+u':
      return '';
    case 'ctrl+w':
      return before.replace(/\S+\s*$/, '');
    default:
      return undefined;
  }
}
