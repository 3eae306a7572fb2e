// Keeps the cursor of the table on the screen valid after each change of the state, so that no frame is drawn without it.

import {bodyRows} from '../../store/layout.ts';
import {isSameScreen, selectionSettled, shownScreen} from '../../store/screens.ts';
import {keptSelection} from '../../store/selection.ts';
import type {Screen, State} from '../../store/state.ts';
import {tableOf} from '../../store/tables.ts';
import type {Projector} from '../resources/projection.ts';

/** From a state in which anything may have changed to one whose cursor stands on a row that is there. */
export type Settle = (state: State) => State;

/** A settler; it remembers the rows that were on the screen last, in order to find a vanished row's neighbour. */
export function createSettle(projector: Projector): Settle {
  let last: {readonly screen: Screen; readonly ids: readonly string[]; readonly body: number} | undefined;
  return state => {
    const screen = shownScreen(state);
    if (screen?.type !== 'table') return state;
    const {ids} = projector(state, screen);
    const body = bodyRows(state.size);
    const isKnown = last !== undefined && isSameScreen(last.screen, screen);
    if (isKnown && last?.ids === ids && last.body === body && (screen.cursor !== undefined || ids.length === 0)) return state;
    const before = isKnown && last ? last.ids : ids;
    last = {screen, ids, body};
    const table = tableOf(state, screen);
    const {cursor, top} = screen;
    const staysFirst = screen.hasMoved !== true && table?.listing.state !== 'complete';
    const selection = keptSelection({cursor, top, before, after: ids, body, staysFirst});
    return selectionSettled(state, {...selection, exists: id => table?.entries.has(id) ?? false});
  };
}
