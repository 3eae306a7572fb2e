// A table as plain text. In a pipe nothing is ever cut; on a terminal what does not fit is dropped by the columns' priority.

import stringWidth from 'string-width';
import {noText, type SafeText, safeText} from '../domain/safe-text.ts';

/** What a column's declaration says about its place. */
export interface TextColumn {
  readonly title: string;
  readonly width: number | 'fill';
  readonly least?: number;
  readonly most?: number;
  readonly align?: 'left' | 'right';
  readonly priority: number;
}

interface Fitted {
  readonly column: TextColumn;
  readonly index: number;
  readonly width: number;
}

const gap = '  ';
const leastFill = 10;

/** The lines, header first. `available` is the terminal's width in cells; undefined in a pipe. */
export function tableText(
  columns: readonly TextColumn[],
  rows: readonly (readonly SafeText[])[],
  available: number | undefined,
): readonly SafeText[] {
  const natural = columns.map((column, index) => ({
    column,
    index,
    width: Math.max(stringWidth(column.title), ...rows.map(cells => stringWidth(cells[index] ?? ''))),
  }));
  const fitted = available === undefined ? natural : fitColumns(natural, available);
  const header = columns.map(({title}) => safeText(title));
  return [header, ...rows].map(cells => lineOf(fitted, cells));
}

function totalOf(fitted: readonly Fitted[]): number {
  return fitted.reduce((sum, {width}) => sum + width, 0) + gap.length * (fitted.length - 1);
}

function fitColumns(natural: readonly Fitted[], available: number): readonly Fitted[] {
  if (totalOf(natural) <= available) return natural;
  const capped = natural.map(item => ({...item, width: Math.min(item.width, smallest(item.column))}));
  const missing = available - totalOf(capped);
  if (missing >= 0) return spread(natural, capped, missing);
  const highest = Math.max(...natural.map(({column}) => column.priority));
  if (highest === 0) return capped;
  const dropped = natural.findLast(({column}) => column.priority === highest);
  return fitColumns(
    natural.filter(item => item !== dropped),
    available,
  );
}

function smallest({width, least}: TextColumn): number {
  return width === 'fill' ? (least ?? leastFill) : width;
}

/** Gives the cells that are left to the columns that would like more, from the left. */
function spread(natural: readonly Fitted[], capped: readonly Fitted[], spare: number): readonly Fitted[] {
  let left = spare;
  return capped.map((item, at) => {
    const more = Math.min(left, (natural[at]?.width ?? 0) - item.width);
    left -= more;
    return {...item, width: item.width + more};
  });
}

function lineOf(fitted: readonly Fitted[], cells: readonly SafeText[]): SafeText {
  const padded = fitted.map(({column, index, width}) => {
    const cell = cut(cells[index] ?? noText, width);
    const space = ' '.repeat(Math.max(0, width - stringWidth(cell)));
    return column.align === 'right' ? space + cell : cell + space;
  });
  return safeText(padded.join(gap).trimEnd());
}

function cut(cell: SafeText, width: number): string {
  if (stringWidth(cell) <= width) return cell;
  let kept = '';
  for (const {segment} of new Intl.Segmenter().segment(cell)) {
    if (stringWidth(kept + segment) > width - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}
