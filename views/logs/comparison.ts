// Of a deployment: what its tasks write beside those that it replaces, so that more errors or silence strike at once.

import {plural} from '../../src/domain/format/quantity.ts';
import {text} from '../../src/domain/safe-text.ts';
import type {LogSide, LogWindow} from '../../store/log-screen.ts';
import {gap, type PaintedLine, paint, type Span, widthOf} from '../paint.ts';
import type {Theme} from '../theme.ts';

/** One line for a deployment, none for other logs. */
export function comparisonLines(theme: Theme, width: number, {comparison}: LogWindow): readonly PaintedLine[] {
  if (comparison === undefined) return [];
  const {old} = comparison;
  const isWorse = errorShare(comparison.new) > errorShare(old);
  const spans = (length: Length): readonly Span[] => [
    gap(1),
    ...sideSpans('new', comparison.new, isWorse, length),
    gap(3),
    ...sideSpans('old', old, false, length),
  ];
  const fitting = lengths.map(spans).find(line => widthOf(theme, line) < width);
  return [paint(theme, width, fitting ?? spans('short'))];
}

type Length = 'long' | 'middle' | 'short';
const lengths: readonly Length[] = ['long', 'middle', 'short'];

function sideSpans(title: string, {definitions, tasks, rate}: LogSide, isWorse: boolean, length: Length): readonly Span[] {
  // Both sides are mostly of one family: its revision tells them apart.
  const names = definitions.map(name => (length === 'short' ? name.slice(name.lastIndexOf(':')) : name)).join(' ');
  const head: Span = {text: text`${title}${names === '' ? '' : ' '}${names}`, isBold: true};
  const running: readonly Span[] = length === 'long' ? [{text: text` (${plural(tasks, 'task')})`, tone: 'quiet'}] : [];
  if (rate === undefined) return [head, ...running, {text: text`  no lines`, tone: 'quiet'}];
  return [
    head,
    ...running,
    {text: text`  ${numberWords(rate.lines)} lines/min`},
    {text: text`  ${numberWords(rate.errors)} errors/min`, tone: isWorse ? 'bad' : 'plain'},
  ];
}

/** New tasks are often fewer: errors are compared by their share of the lines. */
function errorShare({rate}: LogSide): number {
  return rate === undefined || rate.lines === 0 ? 0 : rate.errors / rate.lines;
}

function numberWords(number: number): string {
  return number < 10 ? number.toFixed(1).replace('.0', '') : String(Math.round(number));
}
