// Which tables are kept when another one is opened. Somebody who looks at one service after the other for a day must not fill the
// memory with them; what was left a short time ago still shows at once.

import type {Screen, State, Table, TableKey} from './state.ts';
import {tableKey} from './state.ts';

/** So many tables that no trail leads to are kept, those read last. */
const mostLeft = 24;

/** They may hold so many rows together. */
const mostRowsLeft = 20_000;

/**
 * The tables of the state without those that were left longest ago. Kept whatever their age: the tables of both trails, and the
 * clusters, whose names the palette knows by them.
 */
export function keptTables({tables, screens, previousScreens = []}: State): State['tables'] {
  const trails = new Set([...screens, ...previousScreens].flatMap(keyOfScreen));
  const isHeld = ([key, {kind}]: [TableKey, Table]) => kind === 'cluster' || trails.has(key);
  const all = Object.entries(tables);
  const left = all.filter(entry => !isHeld(entry)).toSorted(([, one], [, other]) => (other.readAt ?? 0) - (one.readAt ?? 0));
  let rows = 0;
  const forgotten = left.filter(([, {entries}], index) => {
    rows += entries.size;
    return index >= mostLeft || rows > mostRowsLeft;
  });
  if (forgotten.length === 0) return tables;
  const keys = new Set(forgotten.map(([key]) => key));
  return Object.fromEntries(all.filter(([key]) => !keys.has(key)));
}

function keyOfScreen(screen: Screen): readonly TableKey[] {
  return screen.type === 'help' ? [] : [tableKey(screen.kind, screen.scope)];
}
