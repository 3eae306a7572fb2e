// Which columns a table shows at a width, and how wide each is. Pure arithmetic, by the declarations' priorities.

import type {AnyResource, Column} from '../../src/resources/resource.ts';

type AnyColumn = AnyResource['columns'][number];

/** A column that is shown, and its cells. */
export interface PlacedColumn {
  readonly column: AnyColumn;
  readonly width: number;
}

/** Cells between two columns. */
export const columnGap = 2;

/** Cells before the first column: mark, cursor, space. */
export const gutterWidth = 3;

/** From this width of the terminal on, wide columns are shown. */
export const wideFrom = 140;

const leastFill = 12;

/** The columns for a terminal of so many cells, in their declared order. Those of priority 0 are always among them. */
export function layOut(columns: readonly AnyColumn[], width: number): readonly PlacedColumn[] {
  const room = width - gutterWidth;
  const kept = fitting(
    columns.filter(column => !column.isWide || width >= wideFrom),
    room,
  );
  return grown(kept, room - needed(kept));
}

function fitting(columns: readonly AnyColumn[], room: number): readonly AnyColumn[] {
  if (needed(columns) <= room) return columns;
  const highest = Math.max(...columns.map(column => column.priority));
  if (highest === 0) return columns;
  const dropped = columns.findLastIndex(column => column.priority === highest);
  return fitting(columns.toSpliced(dropped, 1), room);
}

function needed(columns: readonly AnyColumn[]): number {
  return columns.reduce((total, column) => total + leastWidth(column), 0) + columnGap * Math.max(0, columns.length - 1);
}

function leastWidth({width, least}: Pick<Column<never, never>, 'width' | 'least'>): number {
  return width === 'fill' ? (least ?? leastFill) : width;
}

/**
 * Shares out what is left over: half of it to the columns that may grow, in order, so that names come first; the rest to
 * those that fill. What a group cannot use goes to the other.
 */
function grown(columns: readonly AnyColumn[], left: number): readonly PlacedColumn[] {
  const fills = columns.filter(column => column.width === 'fill').length;
  let growth = Math.max(0, fills > 0 ? Math.floor(left / 2) : left);
  const placed = columns.map(column => {
    const width = leastWidth(column);
    const more = column.width === 'fill' ? 0 : Math.min(growth, Math.max(0, (column.most ?? width) - width));
    growth -= more;
    return {column, width: width + more};
  });
  const used = placed.reduce((total, {column, width}) => total + width - leastWidth(column), 0);
  return filled(placed, Math.max(0, left - used), fills);
}

function filled(columns: readonly PlacedColumn[], left: number, fills: number): readonly PlacedColumn[] {
  let filledSoFar = 0;
  return columns.map(({column, width}) => {
    if (column.width !== 'fill') return {column, width};
    const share = Math.floor(left / fills) + (filledSoFar < left % fills ? 1 : 0);
    filledSoFar += 1;
    return {column, width: width + share};
  });
}
