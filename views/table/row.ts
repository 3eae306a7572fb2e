// One row of a table as one painted line: every cell cut and padded to its column, colour only where a cell means something.

import {type SafeText, safeText, text} from '../../src/domain/safe-text.ts';
import type {AnyResource} from '../../src/resources/resource.ts';
import type {Entry} from '../../store/state.ts';
import {gap, type PaintedLine, paint, type Span, widthOf} from '../paint.ts';
import {shown, type Theme} from '../theme.ts';
import {cut, pad, spaces} from '../width.ts';
import {columnGap, gutterWidth, type PlacedColumn} from './layout.ts';

/** All that decides how a row looks. */
export interface RowView {
  readonly entry: Entry;
  readonly isUnderCursor: boolean;
  readonly isMarked: boolean;
  /** Grey, because the data are old or gone. */
  readonly isDim: boolean;
  /** What stands at the row's end, before or instead of the note. */
  readonly annotation: Span | undefined;
}

/** Cells of a name that are left to it in any case. */
const leastName = 12;

type Row = Parameters<AnyResource['id']>[0];

/** The row as a line of at most `width` cells. */
export function rowLine(
  theme: Theme,
  width: number,
  resource: AnyResource,
  layout: readonly PlacedColumn[],
  row: RowView,
  now: number,
): PaintedLine {
  const nameAt = layout.findIndex(({column}) => column.priority === 0);
  const cells = layout.map(({column}, index) =>
    row.entry.row === undefined ? unreadCell(theme, resource, row.entry, index === nameAt) : cellOf(column, row.entry, now),
  );
  const looks = annotated(theme, width, layout, cells, row).map((span, index) => look(span, row, index === 0));
  return paint(theme, width, [...gutter(theme, row), ...trimmed(looks)]);
}

function cellOf(column: PlacedColumn['column'], {row, finding, measured}: Entry, now: number): Span {
  // The store keeps rows without their type; the table's resource is the one that made them.
  const known = row as Row;
  const tone = column.tone?.(known, finding, now, measured);
  return {text: column.text(known, finding, now, measured), ...(tone && {tone})};
}

/** What can be said before a row was described: its name. */
function unreadCell(theme: Theme, resource: AnyResource, {id}: Entry, isName: boolean): Span {
  return isName ? {text: resource.name(id)} : {text: theme.glyphs.pending, tone: 'quiet'};
}

/** The cells padded to their columns, each but the first with the gap before it. */
function spaced(theme: Theme, cells: readonly Span[], layout: readonly PlacedColumn[]): readonly Span[] {
  return cells.map((cell, index) => {
    const placed = layout[index];
    const padded = placed ? fitted(theme, cell.text, placed) : cell.text;
    return {...cell, text: index === 0 ? padded : text`${spaces(columnGap)}${padded}`};
  });
}

function fitted(theme: Theme, words: SafeText, {column, width}: PlacedColumn): SafeText {
  return pad(cut(shown(theme, words), width, theme.glyphs.ellipsis), width, column.align);
}

/** The annotation takes the place of the note, which follows it; without a note, columns at the end make room. */
function annotated(theme: Theme, width: number, layout: readonly PlacedColumn[], cells: readonly Span[], row: RowView): readonly Span[] {
  const {annotation, entry} = row;
  if (!annotation) return spaced(theme, cells, layout);
  const hasNote = entry.row !== undefined && layout.length > 1 && layout.at(-1)?.column.width === 'fill';
  const wanted = widthOf(theme, [annotation]);
  let kept = entry.row === undefined ? 1 : layout.length - (hasNote ? 1 : 0);
  while (kept > 1 && width - usedBy(layout.slice(0, kept)) < wanted) kept -= 1;
  const note = hasNote ? cells.slice(-1).filter(cell => cell.text !== '') : [];
  const ending = [annotation, ...note].flatMap(span => [gap(columnGap), span]);
  return [...spaced(theme, cells.slice(0, kept), kept === 1 ? withRoomFor(wanted, layout, width) : layout), ...ending];
}

/** A name alone with its annotation gives way to it, as far as it can still be told. */
function withRoomFor(wanted: number, layout: readonly PlacedColumn[], width: number): readonly PlacedColumn[] {
  const room = Math.max(leastName, width - gutterWidth - columnGap - wanted);
  return layout.slice(0, 1).map(placed => ({...placed, width: Math.min(placed.width, room)}));
}

function usedBy(layout: readonly PlacedColumn[]): number {
  return gutterWidth + layout.reduce((total, {width}) => total + width + columnGap, 0);
}

/** The cursor's row is bold and its name inverse: it can be found without colour. Grey rows lose their colours. */
function look(span: Span, {isUnderCursor, isDim}: RowView, isName: boolean): Span {
  const tone = isDim ? 'quiet' : (span.tone ?? 'plain');
  if (!isUnderCursor) return {...span, tone};
  return isName ? {...span, tone: 'plain', isBold: true, isInverse: true} : {...span, tone};
}

function gutter(theme: Theme, {isUnderCursor, isMarked}: RowView): readonly Span[] {
  const {cursor, mark} = theme.glyphs;
  return [isMarked ? {text: mark, tone: 'busy', isBold: true} : gap(1), isUnderCursor ? {text: cursor, isBold: true} : gap(1), gap(1)];
}

/** Without the spaces at the row's end: they would be sent for nothing. */
function trimmed(spans: readonly Span[]): readonly Span[] {
  const last = spans.findLastIndex(span => span.text.trim() !== '');
  return spans.slice(0, last + 1).map((span, index) => (index === last ? {...span, text: safeText(span.text.trimEnd())} : span));
}
