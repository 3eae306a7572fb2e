// From text with meanings to one line as the terminal gets it. The only place that writes escape sequences, and only SGR.

import type {SafeText} from '../src/domain/safe-text.ts';
import type {Tone} from '../src/domain/tone.ts';
import {shown, sourceCodes, type Theme, toneCodes} from './theme.ts';
import {cut, displayWidth, spaces} from './width.ts';

declare const brand: unique symbol;

/** A line made of safe text and our own SGR sequences, no wider than it was painted for. */
export type PaintedLine = string & {readonly [brand]: true};

/** Some text and how it looks. */
export interface Span {
  readonly text: SafeText;
  readonly tone?: Tone;
  /** The number of one of many like things (a task among tasks): its colour tells it apart and means nothing else. */
  readonly source?: number;
  readonly isBold?: boolean;
  readonly isInverse?: boolean;
  readonly isUnderlined?: boolean;
}

/** A line without anything. */
export const emptyLine = '' as PaintedLine;

/** The spans as one line of at most `width` cells; what does not fit is cut with an ellipsis. */
export function paint(theme: Theme, width: number, spans: readonly Span[]): PaintedLine {
  let line = '';
  let room = width;
  for (const span of spans) {
    const whole = shown(theme, span.text);
    const kept = cut(whole, room, theme.glyphs.ellipsis);
    line += painted(theme, span, kept);
    room -= displayWidth(kept);
    if (kept !== whole) break;
  }
  return line as PaintedLine;
}

/** The same, with the second group of spans at the right edge. The left group gives way. */
export function paintApart(theme: Theme, width: number, left: readonly Span[], right: readonly Span[]): PaintedLine {
  const rightWidth = widthOf(theme, right);
  if (rightWidth === 0) return paint(theme, width, left);
  const room = Math.max(0, width - rightWidth - 2);
  const leftWidth = Math.min(room, widthOf(theme, left));
  const gap = Math.max(0, width - rightWidth - leftWidth);
  return `${paint(theme, room, left)}${spaces(gap)}${paint(theme, width, right)}` as PaintedLine;
}

/** The cells that the spans take. */
export function widthOf(theme: Theme, spans: readonly Span[]): number {
  return spans.reduce((total, span) => total + displayWidth(shown(theme, span.text)), 0);
}

/** Spans with something between each two. */
export function joined(groups: readonly (readonly Span[])[], between: Span): readonly Span[] {
  return groups.filter(group => group.length > 0).flatMap((group, index) => (index === 0 ? group : [between, ...group]));
}

/** A span that is only space. */
export function gap(cells: number): Span {
  return {text: spaces(cells)};
}

/** The line with so many spaces before it. */
export function indented(line: PaintedLine, cells: number): PaintedLine {
  return (cells > 0 && line !== '' ? spaces(cells) + line : line) as PaintedLine;
}

/** Painted parts in one line. */
export function beside(...parts: readonly PaintedLine[]): PaintedLine {
  return parts.join('') as PaintedLine;
}

function painted(theme: Theme, span: Span, kept: SafeText): string {
  if (kept === '') return '';
  const codes = codesOf(theme, span);
  return codes === '' ? kept : `\u001b[${codes}m${kept}\u001b[0m`;
}

/** Dim, bold, underline and inverse are no colours: they stay where colour is not wanted. */
function codesOf(theme: Theme, {tone = 'plain', source, isBold, isInverse, isUnderlined}: Span): string {
  const colour = source === undefined ? toneColour(theme, tone) : sourceColour(theme, source);
  return [isBold ? '1' : '', isUnderlined ? '4' : '', isInverse ? '7' : '', colour].filter(code => code !== '').join(';');
}

function toneColour(theme: Theme, tone: Tone): string {
  return theme.hasColour || tone === 'quiet' ? toneCodes[tone] : '';
}

function sourceColour(theme: Theme, source: number): string {
  return theme.hasColour ? (sourceCodes[source % sourceCodes.length] ?? '') : '';
}
