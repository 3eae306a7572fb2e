import {expect, test} from 'vitest';
import {noText} from '../../src/domain/safe-text.ts';
import {connectionFailed, connectionRecovered, connectionSwitched, secondPassed} from '../../store/connection.ts';
import {bodyRows, isTooSmall} from '../../store/layout.ts';
import {freshTableScreen, screenOpened} from '../../store/screens.ts';
import {createDeckStore} from '../../store/store.ts';
import {described, page, stateWith, updated} from './states.ts';

test('another Region keeps nothing of the one before', () => {
  const clusters = freshTableScreen('cluster', {}, {column: 'NAME', isDescending: false});
  const before = screenOpened(updated(stateWith(), page('a'), described(1_000, 'a')), {screen: {type: 'help', scroll: 0}});
  const failed = connectionFailed(before, {problem: {message: noText, advice: noText}});
  const after = connectionSwitched(failed, {
    connection: {profile: 'erp', region: 'eu-west-1', mode: 'read-only'},
    screens: [clusters],
  });
  expect(after.tables).toEqual({});
  expect(after.screens).toEqual([clusters]);
  expect(after.previousScreens).toBeUndefined();
  expect(after.connection).toMatchObject({
    region: 'eu-west-1',
    mode: 'read-only',
    identity: undefined,
    problem: undefined,
    isProduction: false,
  });
});

test('a connection in trouble keeps the rows', () => {
  const read = updated(stateWith(), page('a'));
  const failed = connectionFailed(read, {problem: {message: noText, advice: noText}});
  expect(failed.tables).toBe(read.tables);
  expect(connectionRecovered(failed).connection.problem).toBeUndefined();
});

test('a second that changes no figure leaves the connection as it is', () => {
  const state = stateWith();
  const after = secondPassed(state, {now: 2_000, callsPerMinute: 0, isThrottled: false});
  expect(after.now).toBe(2_000);
  expect(after.connection).toBe(state.connection);
});

test('the frame takes four lines and the note one where there is room, and there is always one for the content', () => {
  expect(bodyRows({columns: 80, rows: 24})).toBe(19);
  expect(bodyRows({columns: 80, rows: 15})).toBe(11);
  expect(bodyRows({columns: 80, rows: 3})).toBe(1);
  expect(isTooSmall({columns: 40, rows: 10})).toBe(false);
  expect(isTooSmall({columns: 39, rows: 10})).toBe(true);
  expect(isTooSmall({columns: 40, rows: 9})).toBe(true);
});

test('subscribers hear of no event that changed nothing', () => {
  const store = createDeckStore(stateWith());
  let heard = 0;
  store.subscribe(() => {
    heard += 1;
  });
  store.apply(connectionRecovered);
  expect(heard).toBe(0);
  store.apply(connectionFailed, {problem: {message: noText, advice: noText}});
  expect(heard).toBe(1);
});
