// What the person can see of a table: the poller reads it first.

import {bodyRows} from '../../../store/layout.ts';
import type {State, TableScreen} from '../../../store/state.ts';
import type {Projector} from '../../resources/projection.ts';

/** The ids on the screen, the one under the cursor first, then top down. */
export function visibleIds(state: State, screen: TableScreen, projector: Projector): readonly string[] {
  const {ids} = projector(state, screen);
  const shown = ids.slice(screen.top, screen.top + bodyRows(state.size, screen));
  const {cursor} = screen;
  return cursor !== undefined && shown.includes(cursor) ? [cursor, ...shown.filter(id => id !== cursor)] : shown;
}
