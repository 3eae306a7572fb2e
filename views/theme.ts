// How meanings look: tone to colour, and the glyphs of the program's own furniture. Apart, so that a terminal without colour
// or without Unicode is decided in one place. Signs of tones are the domain's (health/verdict): state is never colour alone.

import {inAscii} from '../src/domain/format/ascii.ts';
import {type SafeText, text} from '../src/domain/safe-text.ts';
import type {Tone} from '../src/domain/tone.ts';

/** What the terminal can show. */
export interface Theme {
  readonly hasColour: boolean;
  readonly isUnicode: boolean;
  readonly glyphs: Glyphs;
}

/** The program's own signs, each one cell wide. */
export interface Glyphs {
  readonly cursor: SafeText;
  readonly mark: SafeText;
  readonly trail: SafeText;
  readonly ellipsis: SafeText;
  readonly pending: SafeText;
  readonly progress: SafeText;
  readonly ascending: SafeText;
  readonly descending: SafeText;
  readonly caret: SafeText;
  readonly box: Readonly<Record<'topLeft' | 'topRight' | 'bottomLeft' | 'bottomRight' | 'across' | 'down', SafeText>>;
}

const unicodeGlyphs: Glyphs = {
  cursor: text`▸`,
  mark: text`●`,
  trail: text`›`,
  ellipsis: text`…`,
  pending: text`·`,
  progress: text`↻`,
  ascending: text`▲`,
  descending: text`▼`,
  caret: text`▁`,
  box: {topLeft: text`╭`, topRight: text`╮`, bottomLeft: text`╰`, bottomRight: text`╯`, across: text`─`, down: text`│`},
};

const asciiGlyphs: Glyphs = {
  cursor: text`>`,
  mark: text`*`,
  trail: text`>`,
  ellipsis: text`~`,
  pending: text`.`,
  progress: text`~`,
  ascending: text`^`,
  descending: text`v`,
  caret: text`_`,
  box: {topLeft: text`+`, topRight: text`+`, bottomLeft: text`+`, bottomRight: text`+`, across: text`-`, down: text`|`},
};

/** The theme for a terminal. `hasColour` is false under NO_COLOR, `isUnicode` false where the locale is not UTF-8. */
export function createTheme({hasColour, isUnicode}: {readonly hasColour: boolean; readonly isUnicode: boolean}): Theme {
  return {hasColour, isUnicode, glyphs: isUnicode ? unicodeGlyphs : asciiGlyphs};
}

/** The text as this terminal can show it. */
export function shown(theme: Theme, safe: SafeText): SafeText {
  return theme.isUnicode ? safe : inAscii(safe);
}

/** Parameters of SGR for each tone: the 16 colours only, whose shades the person's terminal chooses, light or dark. */
export const toneCodes: Readonly<Record<Tone, string>> = {
  ok: '32',
  busy: '36',
  warn: '33',
  bad: '31',
  quiet: '2',
  plain: '',
};

/** Parameters of SGR that tell many like things apart: red is left out, it means something. */
export const sourceCodes: readonly string[] = ['36', '35', '34', '32', '33', '96', '95', '94', '92', '93'];
