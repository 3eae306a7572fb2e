import {expect, test} from 'vitest';
import {noText} from '../../src/domain/safe-text.ts';
import {tableKey} from '../../store/state.ts';
import {mostGone} from '../../store/tables.ts';
import {described, page, services, serviceTable, stateWith, updated} from './states.ts';

const problem = {message: noText, advice: noText};

test('ids show as soon as a page names them, before they are described', () => {
  const table = serviceTable(updated(stateWith(), {type: 'listingStarted'}, page('a', 'b')));
  expect([...table.entries.keys()]).toEqual(['a', 'b']);
  expect(table.entries.get('a')).toMatchObject({presence: 'listed', row: undefined});
  expect(table.listing).toEqual({state: 'loading', pages: 1, listed: 2});
});

test('a state that was handed out never changes', () => {
  const before = updated(stateWith(), page('a'));
  const entries = serviceTable(before).entries;
  updated(before, page('b'), described(2_000, 'a'), {type: 'listingCompleted', ids: new Set(), at: 3_000, remembersGone: false});
  expect([...entries.keys()]).toEqual(['a']);
  expect(entries.get('a')?.presence).toBe('listed');
});

test('the version grows with the rows, and with nothing else', () => {
  const one = updated(stateWith(), page('a'));
  const failed = updated(one, {type: 'fetchFailed', problem});
  expect(serviceTable(failed).version).toBe(serviceTable(one).version);
  expect(serviceTable(updated(failed, described(2_000, 'a'))).version).toBe(serviceTable(one).version + 1);
});

test('an update that changes nothing keeps the very same state', () => {
  const state = updated(stateWith(), page('a'), {type: 'fetchRecovered'});
  expect(updated(state, {type: 'fetchRecovered'})).toBe(state);
  expect(updated(state, {type: 'rowsInvestigated', findings: [{id: 'unknown', finding: 1}], at: 5})).toBe(state);
});

test('a failure keeps the rows and their age', () => {
  const read = updated(stateWith(), page('a'), described(2_000, 'a'));
  const failed = serviceTable(updated(read, {type: 'fetchFailed', problem}));
  expect(failed.problem).toBe(problem);
  expect(failed.entries.get('a')).toMatchObject({readAt: 2_000, presence: 'described'});
  expect(failed.readAt).toBe(2_000);
});

test('a partly failed batch leaves the others updated and the old ones ageing', () => {
  const read = updated(stateWith(), page('a', 'b'), described(2_000, 'a', 'b'));
  const {entries} = serviceTable(updated(read, described(9_000, 'a'), {type: 'fetchFailed', problem}));
  expect([entries.get('a')?.readAt, entries.get('b')?.readAt]).toEqual([9_000, 2_000]);
});

test('what AWS cannot describe says so and keeps what was last known', () => {
  const read = updated(stateWith(), page('a'), described(2_000, 'a'));
  const missing = updated(read, {type: 'rowsMissing', failures: [{id: 'a', reason: 'MISSING'}]});
  expect(serviceTable(missing).entries.get('a')).toMatchObject({presence: 'missing', reason: 'MISSING', row: {number: 0}});
  const again = serviceTable(updated(missing, described(9_000, 'a'))).entries.get('a');
  expect(again?.presence).toBe('described');
  expect(again?.reason).toBeUndefined();
});

test('what has left a complete list goes, or is remembered', () => {
  const read = updated(stateWith(), page('a', 'b'), described(2_000, 'a', 'b'));
  const complete = (remembersGone: boolean) =>
    serviceTable(updated(read, {type: 'listingCompleted', ids: new Set(['b']), at: 3_000, remembersGone}));
  expect([...complete(false).entries.keys()]).toEqual(['b']);
  expect(complete(true).entries.get('a')).toMatchObject({presence: 'gone', row: {number: 0}});
  expect(complete(false).listing).toEqual({state: 'complete', at: 3_000, listed: 1});
});

test('a late answer does not bring back a row that has left the list', () => {
  const left = updated(stateWith(), page('a'), {type: 'listingCompleted', ids: new Set(), at: 3_000, remembersGone: false});
  expect(serviceTable(updated(left, described(4_000, 'a'))).entries.size).toBe(0);
});

test('listing a complete table again shows no progress anew', () => {
  const complete = updated(stateWith(), page('a'), {type: 'listingCompleted', ids: new Set(['a']), at: 3_000, remembersGone: false});
  const again = serviceTable(updated(complete, {type: 'listingStarted'}, page('a')));
  expect(again.listing).toEqual({state: 'complete', at: 3_000, listed: 1});
});

test('a finding stays with its row until the row says it no longer holds', () => {
  const found = updated(stateWith(), page('a'), described(2_000, 'a'), {
    type: 'rowsInvestigated',
    findings: [{id: 'a', finding: 'cannot place'}],
    at: 2_500,
  });
  expect(serviceTable(updated(found, described(3_000, 'a'))).entries.get('a')?.finding).toBe('cannot place');
  const steady = updated(found, {type: 'rowsDescribed', rows: [{id: 'a', row: {}, dropsFinding: true}], at: 3_000});
  expect(serviceTable(steady).entries.get('a')).toMatchObject({finding: undefined, investigatedAt: 0});
});

test('tables of other scopes are not touched', () => {
  const state = updated(stateWith(), page('a'));
  expect(Object.keys(state.tables)).toEqual([tableKey(services.kind, services.scope)]);
});

test('the age is that of the rows: ids alone make nothing newer, but an empty list is an answer', () => {
  const read = updated(stateWith(), page('a'), described(2_000, 'a'));
  const listed = updated(read, page('a'), {type: 'listingCompleted', ids: new Set(['a']), at: 9_000, remembersGone: false});
  expect(serviceTable(listed).readAt).toBe(2_000);
  const emptied = updated(listed, {type: 'listingCompleted', ids: new Set(), at: 9_500, remembersGone: false});
  expect(serviceTable(emptied).readAt).toBe(9_500);
});

test('a table remembers a bounded number of rows that are gone, the newest of them', () => {
  let state = stateWith();
  for (let at = 1; at <= 2 * mostGone; at += 100) {
    const ids = Array.from({length: 100}, (_, index) => `task-${at + index}`);
    const rows = ids.map(id => ({id, row: {}}));
    state = updated(state, {type: 'pageListed', ids, rows, at}, {type: 'listingCompleted', ids: new Set(ids), at, remembersGone: true});
  }
  const {entries} = serviceTable(state);
  expect(entries.size).toBe(mostGone + 100);
  expect(entries.has(`task-${2 * mostGone}`)).toBe(true);
  expect(entries.has('task-1')).toBe(false);
});
