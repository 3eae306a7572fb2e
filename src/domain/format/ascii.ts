// The program's own glyphs for terminals that have ASCII only. Apart, so that verdicts and columns need not know the terminal.

import {type SafeText, text} from '../safe-text.ts';

const replacements: Readonly<Record<string, string>> = {
  '✓': '+',
  '✗': 'X',
  '·': '.',
  '…': '~',
  '→': '>',
  '←': '<',
  '▲': '^',
  '▼': 'v',
  '▸': '>',
  '›': '>',
  '▁': '_',
  '▂': '.',
  '▃': ':',
  '▄': '-',
  '▅': '=',
  '▆': '+',
  '▇': '*',
  '█': '#',
  '░': '.',
  '⏎': '>',
  '–': '-',
};

/** The text in ASCII; each character without a likeness is one `?`. */
export function inAscii(safe: SafeText): SafeText {
  return text`${safe.replace(/[^\x20-\x7e]/gu, glyph => replacements[glyph] ?? '?')}`;
}
