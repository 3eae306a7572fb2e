// The JSON as AWS sent it, with its keys told apart from its values. Long lines are wrapped: nothing is out of reach.

import {type SafeText, safeText, text} from '../src/domain/safe-text.ts';
import type {RawScreen} from '../store/state.ts';
import {gap, type PaintedLine, paint, type Span} from './paint.ts';
import {clampedTop} from './table/window.ts';
import type {Theme} from './theme.ts';
import {displayWidth, spaces, wrapped} from './width.ts';

const indent = 1;
const continued = 2;

// Wrapping thousands of lines on each key would be felt; the lines of a screen are one and the same array until it is read again.
const wrappings = new WeakMap<readonly SafeText[], {readonly width: number; readonly lines: readonly SafeText[]}>();

/** The visible lines of the screen, at most `height`. */
export function rawLines(theme: Theme, screen: RawScreen, width: number, height: number): readonly PaintedLine[] {
  if (!screen.lines) return [paint(theme, width, [gap(3), {text: text`reading …`, tone: 'quiet'}])];
  const lines = wrappedJson(screen.lines, width);
  const first = clampedTop(screen.scroll, height, lines.length);
  return lines.slice(first, first + height).map(line => paint(theme, width, [gap(indent), ...jsonSpans(line)]));
}

/** How many lines the screen has at a width. */
export function rawLength(screen: RawScreen, width: number): number {
  return screen.lines ? wrappedJson(screen.lines, width).length : 1;
}

function wrappedJson(lines: readonly SafeText[], width: number): readonly SafeText[] {
  const known = wrappings.get(lines);
  if (known?.width === width) return known.lines;
  const all = lines.flatMap(line => wrappedLine(line, width - indent));
  wrappings.set(lines, {width, lines: all});
  return all;
}

/** What follows of a long line stands deeper than its beginning. */
function wrappedLine(line: SafeText, width: number): readonly SafeText[] {
  if (displayWidth(line) <= width) return [line];
  const content = safeText(line.trimStart());
  const depth = Math.min(line.length - content.length, Math.floor(width / 2));
  const parts = wrapped(content, width - depth - continued);
  return parts.map((part, index) => text`${spaces(index === 0 ? depth : depth + continued)}${part}`);
}

/** Key, colon and value, or a value alone. */
function jsonSpans(line: SafeText): readonly Span[] {
  const [, before = '', key = '', rest = ''] = /^(\s*)("(?:[^"\\]|\\.)*")(:.*)$/.exec(line) ?? [];
  if (key === '') return [valueSpan(line)];
  return [
    {text: safeText(before)},
    {text: safeText(key), tone: 'busy'},
    {text: text`:`, tone: 'quiet'},
    valueSpan(safeText(rest.slice(1))),
  ];
}

function valueSpan(value: SafeText): Span {
  const isPunctuation = /^[\s{}[\],]*$/.test(value);
  const isLiteral = /^\s*(?:true|false|null|-?\d[\d.eE+-]*),?$/.test(value);
  return {text: value, ...((isPunctuation && {tone: 'quiet'}) || (isLiteral && {tone: 'ok'}))};
}
