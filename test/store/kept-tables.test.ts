import {expect, test} from 'vitest';
import {freshTableScreen, trailEntered} from '../../store/screens.ts';
import {type State, tableKey} from '../../store/state.ts';
import {type TableAddress, tableOf, tableUpdated} from '../../store/tables.ts';
import {services, stateWith} from './states.ts';

const sort = {column: 'NAME', isDescending: false};
const clusters: TableAddress = {kind: 'cluster', scope: {}};

function tasksOf(number: number): TableAddress {
  return {kind: 'task', scope: {cluster: 'erp', service: `service-${number}`}};
}

function read(state: State, address: TableAddress, at: number, rows = 1): State {
  const ids = Array.from({length: rows}, (_, index) => `row-${index}`);
  return tableUpdated(state, {address, updates: [{type: 'pageListed', ids, rows: ids.map(id => ({id, row: {}})), at}]});
}

/** Looks at the tasks of so many services, one after the other, each in the place of the one before. */
function walk(start: State, number: number, rows = 1): State {
  let state = read(read(start, clusters, 1), services, 1);
  for (let index = 0; index < number; index += 1) {
    const {kind, scope} = tasksOf(index);
    const [first] = state.screens;
    state = trailEntered(state, {screens: [...(first ? [first] : []), freshTableScreen(kind, scope, sort)]});
    state = read(state, tasksOf(index), 1_000 + index, rows);
  }
  return state;
}

test('somebody who looks at 500 services one after the other keeps some tables of them, the newest', () => {
  const state = walk(stateWith(), 500);
  expect(Object.keys(state.tables).length).toBeLessThan(40);
  expect(tableOf(state, tasksOf(480))).toBeDefined();
  expect(tableOf(state, tasksOf(0))).toBeUndefined();
});

test('few large tables are kept where many small ones are', () => {
  const state = walk(stateWith(), 10, 8_000);
  expect(Object.keys(state.tables).filter(key => key.startsWith('task|'))).toEqual(
    [6, 7, 8, 9].map(number => tableKey('task', tasksOf(number).scope)),
  );
});

test('the trail, the one before and the clusters stay, however old', () => {
  const state = walk(stateWith(), 100);
  expect(tableOf(state, services)).toBeDefined();
  expect(tableOf(state, clusters)).toBeDefined();
  expect(tableOf(state, tasksOf(98))).toBeDefined();
});

test('no table is forgotten while none is opened', () => {
  const state = walk(stateWith(), 30);
  const after = read(state, tasksOf(29), 9_000);
  expect(Object.keys(after.tables)).toEqual(Object.keys(state.tables));
});
