// Moving the cursor through the rows, and scrolling what has none.

import {bodyRows} from '../../../store/layout.ts';
import {rowSelected, scrolledTo, selectionSettled, shownScreen} from '../../../store/screens.ts';
import {keptSelection, topShowing} from '../../../store/selection.ts';
import type {State, TableScreen} from '../../../store/state.ts';
import {tableOf} from '../../../store/tables.ts';
import type {KeyPorts} from './key-ports.ts';
import type {Move} from './move.ts';

/** Moves the cursor of a table, or scrolls the details, JSON or help in front. */
export function move(ports: KeyPorts, by: Move): void {
  const {store} = ports;
  const state = store.getState();
  const screen = shownScreen(state);
  // Log lines are moved through by engine/keys/log-keys.
  if (!screen || screen.type === 'logs') return;
  const body = bodyRows(state.size, screen);
  if (screen.type === 'table') {
    moveCursor(ports, state, screen, by, body);
    return;
  }
  const limit = Math.max(0, ports.scrollLimit(state));
  // The content may have become shorter since it was scrolled: counted from where it really is.
  store.apply(scrolledTo, {scroll: moved(Math.min(screen.scroll, limit), by, limit, body)});
}

function moveCursor({store, projector}: KeyPorts, state: State, screen: TableScreen, by: Move, body: number): void {
  const {ids} = projector(state, screen);
  const index = screen.cursor === undefined ? -1 : ids.indexOf(screen.cursor);
  const next = index === -1 && by !== 'moveBottom' ? 0 : moved(index, by, ids.length - 1, body);
  const cursor = ids[next];
  if (cursor !== undefined) store.apply(rowSelected, {cursor, top: topShowing(next, screen.top, ids.length, body)});
}

/** Where a move leads from a line: never before 0 nor past `last`. A page is `body` lines, one of which stays in sight. */
export function moved(from: number, by: Move, last: number, body: number): number {
  const page = Math.max(1, body - 1);
  const steps: Readonly<Record<Move, number>> = {
    moveUp: from - 1,
    moveDown: from + 1,
    moveTop: 0,
    moveBottom: last,
    pageUp: from - page,
    pageDown: from + page,
  };
  return Math.min(Math.max(0, steps[by]), Math.max(0, last));
}

/** The ids on the screen, in its order; none where no table is in front. */
export function shownIds({projector}: KeyPorts, state: State): readonly string[] {
  const screen = shownScreen(state);
  return screen?.type === 'table' ? projector(state, screen).ids : [];
}

/** Does something that changes which rows are shown or their order, and keeps the cursor on its row, or on its nearest neighbour. */
export function keepingCursor(ports: KeyPorts, change: () => void): void {
  const before = shownIds(ports, ports.store.getState());
  change();
  const state = ports.store.getState();
  const screen = shownScreen(state);
  if (screen?.type !== 'table') return;
  const after = shownIds(ports, state);
  const body = bodyRows(state.size, screen);
  const {cursor, top} = screen;
  const index = cursor === undefined ? -1 : after.indexOf(cursor);
  const selection =
    index === -1
      ? keptSelection({cursor, top, before, after, body, staysFirst: false})
      : {cursor, top: topShowing(index, top, after.length, body)};
  const entries = tableOf(state, screen)?.entries;
  ports.store.apply(selectionSettled, {...selection, exists: id => entries?.has(id) ?? false});
}
