// States for the tests of the store: one table in front of a small terminal.

import {initialState} from '../../store/initial-state.ts';
import {freshTableScreen} from '../../store/screens.ts';
import type {State, TableScreen} from '../../store/state.ts';
import {type TableAddress, type TableUpdate, tableOf, tableUpdated} from '../../store/tables.ts';

/** The services of one cluster. */
export const services: TableAddress = {kind: 'service', scope: {cluster: 'erp'}};

/** A state with this table in front. */
export function stateWith(address: TableAddress = services): State {
  return initialState({
    connection: {source: 'demo', profile: undefined, region: 'ap-southeast-1', mode: 'write'},
    size: {columns: 80, rows: 24},
    now: 1_000,
    screens: [freshTableScreen(address.kind, address.scope, {column: 'NAME', isDescending: false})],
  });
}

/** The state after these updates of the services. */
export function updated(state: State, ...updates: readonly TableUpdate[]): State {
  return tableUpdated(state, {address: services, updates});
}

/** A page of ids. */
export function page(...ids: readonly string[]): TableUpdate {
  return {type: 'pageListed', ids, rows: [], at: 1_000};
}

/** Rows that hold nothing but their number. */
export function described(at: number, ...ids: readonly string[]): TableUpdate {
  return {type: 'rowsDescribed', rows: ids.map((id, number) => ({id, row: {number}})), at};
}

/** The table of services; throws when there is none. */
export function serviceTable(state: State) {
  const table = tableOf(state, services);
  if (!table) throw new Error('there is no table of services');
  return table;
}

/** The table screen in front; throws when there is none. */
export function tableScreen(state: State): TableScreen {
  const screen = state.screens.at(-1);
  if (screen?.type !== 'table') throw new Error('no table is in front');
  return screen;
}
