import {expect, test} from 'vitest';
import {createSettle} from '../../../src/engine/polling/settle.ts';
import {createProjector} from '../../../src/resources/projection.ts';
import {service} from '../../../src/resources/service.ts';
import {filterTyped, marksToggled, rowSelected} from '../../../store/screens.ts';
import {tableKey} from '../../../store/state.ts';
import {page, stateWith, tableScreen, updated} from '../../store/states.ts';

function settling() {
  return createSettle(createProjector({resourceOf: () => service, keyOf: tableKey}));
}

test('the first rows get a cursor in the same change that brings them', () => {
  const settle = settling();
  expect(tableScreen(settle(updated(stateWith(), page('b', 'c')))).cursor).toBe('b');
});

test('until somebody moves, the cursor stays at the head while pages come', () => {
  const settle = settling();
  const first = settle(updated(stateWith(), {type: 'listingStarted'}, page('m')));
  expect(tableScreen(settle(updated(first, page('a')))).cursor).toBe('a');
  const moved = settle(rowSelected(first, {cursor: 'm', top: 0}));
  expect(tableScreen(settle(updated(moved, page('a')))).cursor).toBe('m');
});

test('a filter that hides the row under the cursor hands it to the nearest that is left', () => {
  const settle = settling();
  const before = settle(rowSelected(settle(updated(stateWith(), page('a1', 'b1', 'c1', 'd2', 'e2'))), {cursor: 'c1', top: 0}));
  expect(tableScreen(settle(filterTyped(before, {filter: '2'}))).cursor).toBe('d2');
});

test('a filter that lets nothing pass leaves no cursor for a command to act on', () => {
  const settle = settling();
  const before = settle(updated(stateWith(), page('a', 'b')));
  expect(tableScreen(settle(filterTyped(before, {filter: 'zzz'}))).cursor).toBeUndefined();
});

test('a row that vanishes takes its mark with it', () => {
  const settle = settling();
  const marked = marksToggled(settle(updated(stateWith(), page('a', 'b'))), {ids: ['a', 'b']});
  const lost = updated(marked, {type: 'listingCompleted', ids: new Set(['b']), at: 2_000, remembersGone: false});
  expect([...tableScreen(settle(lost)).marks]).toEqual(['b']);
});

test('a state in which nothing moved is the same state', () => {
  const settle = settling();
  const state = settle(updated(stateWith(), page('a')));
  expect(settle(state)).toBe(state);
});
