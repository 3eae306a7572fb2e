// One log line as painted lines: columns, message with its matches, fields; wrapped or cut.

import {clockSeconds} from '../../src/domain/format/clock-time.ts';
import {signOf} from '../../src/domain/health/verdict.ts';
import {type SafeText, safeText, text} from '../../src/domain/safe-text.ts';
import type {LogRow, LogView} from '../../store/log-screen.ts';
import {gap, type PaintedLine, paint, type Span, widthOf} from '../paint.ts';
import type {Theme} from '../theme.ts';
import {cut, displayWidth, pad} from '../width.ts';

type LineRow = Extract<LogRow, {type: 'line'}>;

/** The widths of the columns before the message; 0 for those that are not shown. */
export interface LogLayout {
  readonly time: number;
  readonly task: number;
  readonly container: number;
}

const timeCells = 8;
const taskCells = 8;
const mostContainer = 14;
/** Cells that a wrapped message keeps in any case. */
const leastMessage = 20;

/** The columns for the rows on the screen. */
export function layOutLogs(view: LogView, rows: readonly LogRow[]): LogLayout {
  const showsTime = view.columns === 'all' || view.columns === 'time';
  const showsTask = view.columns === 'all' || view.columns === 'task';
  const widest = rows.reduce((width, row) => (row.type === 'line' ? Math.max(width, displayWidth(row.container)) : width), 0);
  return {time: showsTime ? timeCells : 0, task: showsTask ? taskCells : 0, container: showsTask ? Math.min(mostContainer, widest) : 0};
}

/** The row in one line or, wrapped, in several. */
export function logRowLines(theme: Theme, width: number, row: LogRow, layout: LogLayout, wraps: boolean): readonly PaintedLine[] {
  if (row.type === 'marker') return [paint(theme, width, [gap(2), {text: text`── ${row.text} ──`, tone: row.tone}])];
  const head = headSpans(theme, row, layout);
  const indent = widthOf(theme, head);
  const lines = messageSpans(row);
  return lines.flatMap((spans, index) => {
    const before = index === 0 ? head : [gap(indent)];
    if (!wraps) return [paint(theme, width, [...before, ...spans])];
    const room = Math.max(leastMessage, width - indent);
    return wrappedSpans(spans, room).map((part, at) => paint(theme, width, [...(index === 0 && at === 0 ? head : [gap(indent)]), ...part]));
  });
}

function headSpans(theme: Theme, row: LineRow, {time, task, container}: LogLayout): readonly Span[] {
  const {glyphs} = theme;
  const {isUnderCursor, isMarked, isLate, source} = row;
  const cell = (words: SafeText, cells: number): SafeText => text`${pad(cut(words, cells, glyphs.ellipsis), cells)} `;
  return [
    {text: isMarked ? glyphs.mark : text` `, tone: 'busy', isBold: true},
    {text: isUnderCursor ? glyphs.cursor : text` `, isBold: true},
    ...(time === 0
      ? []
      : [{text: cell(text`${clockSeconds(row.at)}`, time), tone: isLate ? 'warn' : 'quiet', isInverse: isUnderCursor} as const]),
    ...(task === 0 ? [] : [{text: cell(row.task, task), source}]),
    ...(container === 0 ? [] : [{text: cell(row.container, container), source}]),
    {text: text`${row.tone === 'bad' || row.tone === 'warn' ? signOf(row.tone) : ' '} `, tone: row.tone},
  ];
}

/** The lines of the message, each as spans; fields stand behind the last. */
function messageSpans({texts, fields, tone, isContinued}: LineRow): readonly (readonly Span[])[] {
  const lines = texts.map(({text: words, found}) => [...(isContinued ? [gap(2)] : []), ...highlighted(words, found, tone)]);
  const named = fields.flatMap(({name, value}): readonly Span[] => [
    {text: text` ${name}=`, tone: 'quiet'},
    {text: value, tone: 'busy'},
  ]);
  const last = lines.pop() ?? [];
  return [...lines, [...last, ...named]];
}

function highlighted(words: SafeText, found: readonly (readonly [number, number])[], tone: Span['tone'] = 'plain'): readonly Span[] {
  const spans: Span[] = [];
  let at = 0;
  for (const [start, end] of found) {
    if (start > at) spans.push({text: safeText(words.slice(at, start)), tone});
    spans.push({text: safeText(words.slice(start, end)), tone, isInverse: true, isBold: true});
    at = end;
  }
  if (at < words.length) spans.push({text: safeText(words.slice(at)), tone});
  return spans;
}

/** Spans in lines of at most so many cells, broken anywhere: a log line is read as it was written. */
function wrappedSpans(spans: readonly Span[], room: number): readonly (readonly Span[])[] {
  const lines: Span[][] = [[]];
  let left = room;
  for (const span of spans) {
    for (let rest = span.text; rest !== ''; ) {
      const part = fitting(rest, left);
      if (part === '' && left === room) break;
      if (part !== '') lines.at(-1)?.push({...span, text: safeText(part)});
      left -= displayWidth(safeText(part));
      rest = safeText(rest.slice(part.length));
      if (rest === '') break;
      lines.push([]);
      left = room;
    }
  }
  return lines;
}

/** As much of the front as fits into so many cells. */
function fitting(words: SafeText, cells: number): string {
  if (displayWidth(words) <= cells) return words;
  let part = '';
  let left = cells;
  for (const character of words) {
    left -= displayWidth(safeText(character));
    if (left < 0) break;
    part += character;
  }
  return part;
}
