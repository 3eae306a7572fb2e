// A small table of the details view, measured: how wide its columns are, and its cells as they will be drawn.

import {noText, type SafeText, text} from '../../src/domain/safe-text.ts';
import type {DetailCell, Section} from '../../src/resources/resource.ts';
import type {Span} from '../paint.ts';
import {shown, type Theme} from '../theme.ts';
import {displayWidth} from '../width.ts';

/** What is drawn for a secret that nobody has asked for: its length is no hint. */
export const mask: SafeText = text`••••••`;

/** A table with the cells of each column; rows are as long as `titles`. */
export interface InnerTable {
  readonly titles: readonly SafeText[];
  readonly widths: readonly number[];
  readonly rows: readonly (readonly Span[])[];
}

/** Cells between two columns. */
export const innerGap = 2;

const leastColumn = 4;

/** Measures a table section for `room` cells; the widest columns give way where it would be wider. */
export function innerTable(theme: Theme, section: Section & {readonly type: 'table'}, room: number, revealsSecrets: boolean): InnerTable {
  const rows = section.rows.map(cells => section.columns.map((_, index) => cellSpan(theme, cells[index], revealsSecrets)));
  const widths = section.columns.map((title, index) =>
    Math.max(displayWidth(shown(theme, title)), ...rows.map(row => displayWidth(row[index]?.text ?? noText))),
  );
  return {titles: section.columns, widths: narrowed(widths, room - innerGap * (widths.length - 1)), rows};
}

/** A cell of the details as text with its meaning, masked while it is secret. */
export function cellSpan(theme: Theme, cell: DetailCell | undefined, revealsSecrets: boolean): Span {
  if (!cell) return {text: noText};
  if (cell.isSecret && !revealsSecrets) return {text: theme.isUnicode ? mask : text`******`, tone: 'quiet'};
  return {text: shown(theme, cell.text), ...(cell.tone && {tone: cell.tone})};
}

function narrowed(widths: readonly number[], room: number): readonly number[] {
  const total = widths.reduce((sum, width) => sum + width, 0);
  const widest = Math.max(...widths);
  if (total <= room || widest <= leastColumn) return widths;
  // All of the widest give way together, at most down to the next widest.
  const next = Math.max(leastColumn, ...widths.filter(width => width < widest));
  const count = widths.filter(width => width === widest).length;
  const target = Math.max(next, widest - Math.ceil((total - room) / count));
  return narrowed(
    widths.map(width => (width === widest ? target : width)),
    room,
  );
}
