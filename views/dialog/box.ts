// A box in the middle of the body: what dialogs are drawn in. At most 76 cells wide, so that 80
// columns hold it, and as high as it must be: what a change would do is never hidden while there is room to show it.

import type {SafeText} from '../../src/domain/safe-text.ts';
import {text} from '../../src/domain/safe-text.ts';
import type {Tone} from '../../src/domain/tone.ts';
import {beside, emptyLine, gap, indented, type PaintedLine, paint, type Span, widthOf} from '../paint.ts';
import type {Theme} from '../theme.ts';
import {cut, displayWidth} from '../width.ts';

const mostWidth = 76;
/** Border and space at both sides. */
const sides = 4;

/** The content of a box. When it is too high, lines of `middle` give way and their number is told; the rest always stays. */
export interface BoxContent {
  readonly title: SafeText;
  readonly tone: Tone;
  readonly head: readonly BoxLine[];
  readonly middle: readonly BoxLine[];
  readonly tail: readonly BoxLine[];
}

/** One line inside a box. */
export type BoxLine = readonly Span[];

/** The room that a terminal of so many columns leaves inside a box. */
export function innerWidth(columns: number): number {
  return Math.max(0, Math.min(mostWidth, columns - 2) - sides);
}

/** The box in a body of `height` lines, in the middle of it. */
export function boxLines(theme: Theme, columns: number, height: number, content: BoxContent): readonly PaintedLine[] {
  const lines = fitting(content, height - 2);
  const inner = innerWidth(columns);
  const drawn = [
    topLine(theme, inner, content),
    ...lines.map(line => sideLine(theme, inner, content.tone, line)),
    bottomLine(theme, inner, content.tone),
  ];
  const above = Math.max(0, Math.floor((height - drawn.length) / 3));
  const left = Math.max(0, Math.floor((columns - inner - sides) / 2));
  return [...Array.from({length: above}, () => emptyLine), ...drawn.map(line => indented(line, left))].slice(0, height);
}

function fitting({head, middle, tail}: BoxContent, room: number): readonly BoxLine[] {
  const forMiddle = room - head.length - tail.length;
  if (middle.length <= forMiddle) return [...head, ...middle, ...tail];
  const kept = middle.slice(0, Math.max(0, forMiddle - 1));
  const hidden = middle.slice(kept.length);
  const graves = hidden.filter(line => line.some(({tone}) => tone === 'warn' || tone === 'bad')).length;
  const warning = graves > 0 ? text`, ${graves} of them warnings` : text``;
  const more: BoxLine = [{text: text`… ${hidden.length} more lines${warning}`, tone: graves > 0 ? 'warn' : 'quiet'}];
  // On the smallest terminals the beginning goes: what has to be pressed is at the end.
  return [...head, ...kept, more, ...tail].slice(-Math.max(1, room));
}

function topLine(theme: Theme, inner: number, {title, tone}: BoxContent): PaintedLine {
  const {topLeft, topRight, across} = theme.glyphs.box;
  const name = cut(text` ${title} `, inner, theme.glyphs.ellipsis);
  const rest = across.repeat(Math.max(0, inner + 1 - displayWidth(name)));
  return paint(theme, inner + sides, [
    {text: text`${topLeft}${across}`, tone},
    {text: name, tone, isBold: true},
    {text: text`${rest}${topRight}`, tone},
  ]);
}

function bottomLine(theme: Theme, inner: number, tone: Tone): PaintedLine {
  const {bottomLeft, bottomRight, across} = theme.glyphs.box;
  return paint(theme, inner + sides, [{text: text`${bottomLeft}${across.repeat(inner + 2)}${bottomRight}`, tone}]);
}

function sideLine(theme: Theme, inner: number, tone: Tone, line: BoxLine): PaintedLine {
  const {down} = theme.glyphs.box;
  const missing = Math.max(0, inner - widthOf(theme, line));
  const left: Span = {text: text`${down} `, tone};
  const right: Span = {text: text` ${down}`, tone};
  return beside(paint(theme, 2, [left]), paint(theme, inner, [...line, gap(missing)]), paint(theme, 2, [right]));
}
