// From what Ink reports of the keyboard to the key names of domain/keys.ts. A held key, or keys over a slow line, arrive
// as one event (`jj`); so does pasted text, which must never act as keys.

/** The part of Ink's Key that is read. */
export interface KeyPress {
  readonly upArrow?: boolean;
  readonly downArrow?: boolean;
  readonly leftArrow?: boolean;
  readonly rightArrow?: boolean;
  readonly pageUp?: boolean;
  readonly pageDown?: boolean;
  readonly home?: boolean;
  readonly end?: boolean;
  readonly return?: boolean;
  readonly escape?: boolean;
  readonly tab?: boolean;
  readonly backspace?: boolean;
  readonly delete?: boolean;
  readonly ctrl?: boolean;
  readonly shift?: boolean;
  readonly meta?: boolean;
  readonly eventType?: 'press' | 'repeat' | 'release';
}

/** What was pressed. */
export type Press =
  | {/** A key with a name and no character: `up`, `enter`, `ctrl+f`. */ readonly type: 'key'; readonly name: string}
  | {/** One character, or a few that came together. */ readonly type: 'characters'; readonly text: string}
  | {/** Text that nobody types at once. Line breaks and controls are still in it. */ readonly type: 'paste'; readonly text: string};

/** Nobody types so many characters between two reads of the terminal. */
const mostTyped = 8;

const named: readonly (readonly [keyof KeyPress, string])[] = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pageup'],
  ['pageDown', 'pagedown'],
  ['home', 'home'],
  ['end', 'end'],
  ['backspace', 'backspace'],
  ['delete', 'delete'],
];

/** The names of keys that are no characters. */
export const specialKeys: readonly string[] = [...named.map(([, name]) => name), 'enter', 'escape', 'tab', 'shift+tab', 'space'];

/** What was pressed; undefined for a key that was let go or that has no name here. */
export function readPress(input: string, key: KeyPress): Press | undefined {
  if (key.eventType === 'release') return undefined;
  const special = named.find(([flag]) => key[flag] === true);
  if (special) return {type: 'key', name: special[1]};
  if (key.ctrl) return input === '' ? undefined : {type: 'key', name: `ctrl+${keyName(input.toLowerCase())}`};
  if (key.escape) return {type: 'key', name: 'escape'};
  if (key.tab && input.length <= 1) return {type: 'key', name: key.shift ? 'shift+tab' : 'tab'};
  // Enter held down is still one Enter: a second one must not open what the first one has just shown.
  if (/^[\r\n]+$/.test(input) || (key.return && input === '')) return {type: 'key', name: 'enter'};
  if (input === '') return undefined;
  if (key.meta) return {type: 'key', name: `alt+${keyName(input)}`};
  const isTyped = Array.from(input).length <= mostTyped && !/\p{Cc}/u.test(input);
  return {type: isTyped ? 'characters' : 'paste', text: input};
}

/**
 * What was pressed, one after the other. Over a slow line a few characters and the Enter after them arrive together;
 * no Enter but the last one counts, since what follows it was typed before its effect could be seen.
 */
export function readPresses(input: string, key: KeyPress): readonly Press[] {
  const typed = /^(\P{Cc}+)\r$/u.exec(input)?.[1];
  if (typed === undefined || Array.from(typed).length > mostTyped) return [readPress(input, key) ?? []].flat();
  return [
    {type: 'characters', text: typed},
    {type: 'key', name: 'enter'},
  ];
}

/** The name of a character's key. */
export function keyName(character: string): string {
  return character === ' ' ? 'space' : character;
}

/** True for a name that `readPress` can answer, or the name of a character's key. */
export function isKeyName(name: string): boolean {
  return specialKeys.includes(name) || /^(ctrl|alt)\+(\S|space)$/u.test(name) || /^[^\s\p{Cc}]$/u.test(name);
}
