// Editing one line of text. Pure; whose text it is, the dialogs know.

import type {Press} from './key-names.ts';

/** Longer texts are names or patterns of nothing. */
const mostCharacters = 500;

/** Keys that edit, by the control character that arrives for them among others when a line is slow or a key is held. */
const editKeys: Readonly<Record<string, string>> = {'\u0008': 'backspace', '\u007f': 'backspace', '\u0015': 'ctrl+u', '\u0017': 'ctrl+w'};

/** The text after a key press, or undefined when the press edits nothing. Line breaks and other controls of pasted text are left out. */
export function edited(before: string, press: Press): string | undefined {
  if (press.type === 'key') return editedByKey(before, press.name);
  const after = Array.from(press.text).reduce(editedByCharacter, before);
  return after.slice(0, mostCharacters);
}

function editedByCharacter(before: string, character: string): string {
  const key = editKeys[character];
  if (key !== undefined) return editedByKey(before, key) ?? before;
  return /\p{Cc}/u.test(character) ? before : before + character;
}

function editedByKey(before: string, name: string): string | undefined {
  switch (name) {
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
