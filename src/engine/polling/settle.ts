// Keeps the cursor of the table on the screen valid after each change of the state, so that no frame is drawn without it.

import {bodyRows} from '../../../store/layout.ts';
import {isSameScreen, selectionSettled, shownScreen} from '../../../store/screens.ts';
import {keptSelection} from '../../../store/selection.ts';
import type {Screen, State, Table} from '../../../store/state.ts';
import {tableOf} from '../../../store/tables.ts';
import type {Projector} from '../../resources/projection.ts';

/** From a state in which anything may have changed to one whose cursor stands on a row that is there. */
export type Settle = (state: State) => State;

/** A settler; it remembers the rows that were on the screen last, in order to find a vanished row's neighbour. */
export function createSettle(projector: Projector): Settle {
  let last: {readonly screen: Screen; readonly ids: readonly string[]; readonly body: number; readonly isArriving: boolean} | undefined;
  /** The cursor that was last found to stand on a row of `last.ids`. */
  let valid: string | undefined;
  return state => {
    const screen = shownScreen(state);
    if (screen?.type !== 'table') return state;
    const {ids} = projector(state, screen);
    const body = bodyRows(state.size, screen);
    const isKnown = last !== undefined && isSameScreen(last.screen, screen);
    if (isKnown && last?.ids === ids && last.body === body) {
      const stands = screen.cursor === undefined ? ids.length === 0 : screen.cursor === valid || ids.includes(screen.cursor);
      if (stands) {
        valid = screen.cursor;
        return state;
      }
    }
    const before = isKnown && last ? last.ids : ids;
    const table = tableOf(state, screen);
    const wasArriving = isKnown && last?.isArriving === true;
    const isArriving = isStillArriving(table, ids.slice(0, body));
    last = {screen, ids, body, isArriving};
    const {cursor, top} = screen;
    // The step with which the last row arrives may still change the order.
    const staysFirst = screen.hasMoved !== true && (isArriving || wasArriving);
    const selection = keptSelection({cursor, top, before, after: ids, body, staysFirst});
    valid = selection.cursor;
    return selectionSettled(state, {...selection, exists: id => table?.entries.has(id) ?? false});
  };
}

/** True while rows that would be on the screen may yet change places, because they are not listed or not described. */
function isStillArriving(table: Table | undefined, visible: readonly string[]): boolean {
  if (table?.listing.state !== 'complete') return true;
  return visible.some(id => {
    const entry = table.entries.get(id);
    return entry?.row === undefined && entry?.presence === 'listed';
  });
}
