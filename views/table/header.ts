// A table's line of column titles, with the sort arrow and the column that `<` and `>` have chosen.

import {text} from '../../src/domain/safe-text.ts';
import type {TableScreen} from '../../store/state.ts';
import {gap, type PaintedLine, paint, type Span} from '../paint.ts';
import type {Theme} from '../theme.ts';
import {cut, displayWidth, pad, spaces} from '../width.ts';
import {columnGap, gutterWidth, type PlacedColumn} from './layout.ts';

/** The titles over the columns. The sorted one carries an arrow, the chosen one is underlined. */
export function headerLine(theme: Theme, width: number, layout: readonly PlacedColumn[], screen: TableScreen): PaintedLine {
  const cells = layout.flatMap((placed, index) => [
    ...(index > 0 ? [gap(columnGap)] : []),
    ...titleCell(theme, placed, screen, index === layout.length - 1),
  ]);
  return paint(theme, width, [gap(gutterWidth), ...cells]);
}

/** The title and the space that pads it, apart: only the title is underlined. */
function titleCell(theme: Theme, {column, width}: PlacedColumn, {sort, chosenColumn}: TableScreen, isLast: boolean): readonly Span[] {
  const isSorted = sort.column === column.title;
  const isChosen = chosenColumn === column.title;
  const {ascending, descending, ellipsis} = theme.glyphs;
  const arrow = isSorted ? (sort.isDescending ? descending : ascending) : text``;
  const title = text`${cut(text`${column.title}`, width - displayWidth(arrow), ellipsis)}${arrow}`;
  const look = {tone: isSorted || isChosen ? 'plain' : 'quiet', isBold: isSorted || isChosen, isUnderlined: isChosen} as const;
  const padding = {text: spaces(displayWidth(pad(title, width)) - displayWidth(title))};
  if (column.align === 'right') return [padding, {text: title, ...look}];
  return isLast ? [{text: title, ...look}] : [{text: title, ...look}, padding];
}
