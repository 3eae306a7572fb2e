// How much fits on the screen. Apart, because the poller asks it too: it reads first what is visible.

import type {Screen, State} from './state.ts';

/** Two lines of frame above, one of column headers, one of keys below. */
const frameRows = 4;

/** The smallest terminal that the program draws on. */
export const leastSize = {columns: 40, rows: 10} as const;

/** Terminals of so many rows have a line to spare for the whole note of the row under the cursor. */
const rowsForNote = 16;

/** The lines below a table for the whole note of the row under the cursor: always there or never, so that nothing jumps. */
export function noteRows(size: State['size']): 0 | 1 {
  return size.rows >= rowsForNote ? 1 : 0;
}

/** The lines above the hosts of a run that tell how far it has come; none above other tables. */
export function runRows(size: State['size'], screen: Screen | undefined): 0 | 1 | 2 {
  if (screen?.type !== 'table' || screen.kind !== 'fleet-host') return 0;
  return size.rows >= rowsForNote ? 2 : 1;
}

/** The table rows that fit between the frame's lines; at least one. */
export function bodyRows(size: State['size'], screen?: Screen): number {
  return Math.max(1, size.rows - frameRows - noteRows(size) - runRows(size, screen));
}

/** True for a terminal too small to draw on. */
export function isTooSmall(size: State['size']): boolean {
  return size.columns < leastSize.columns || size.rows < leastSize.rows;
}
