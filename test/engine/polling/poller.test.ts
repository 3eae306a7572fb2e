import {expect, test} from 'vitest';
import {CredentialsExpired, Unreachable} from '../../../src/domain/errors.ts';
import type {Service} from '../../../src/domain/service.ts';
import {pauseToggled} from '../../../store/connection.ts';
import {bodyRows} from '../../../store/layout.ts';
import {filterTyped, freshTableScreen, rowSelected, screenOpened, shownScreen} from '../../../store/screens.ts';
import {arnOf, denied, nameAt, pollerStage} from './poller-stage.ts';

const tasks = freshTableScreen('task', {cluster: 'erp'}, {column: 'ID', isDescending: false});

test('the first rows show after one page and one describe', async () => {
  const {pass, calls, entry} = pollerStage({services: 2_000});
  await pass(110);
  expect(calls.slice(0, 2).map(call => call.name)).toEqual(['list', 'describe']);
  expect(entry(nameAt(0))?.presence).toBe('described');
});

test('what is visible is described first, while the list is still coming', async () => {
  const {pass, callsOf, store} = pollerStage({services: 2_000});
  await pass(60);
  const asked = callsOf('describe').flatMap(call => call.names);
  expect(asked).toEqual(Array.from({length: bodyRows(store.getState().size)}, (_, index) => nameAt(index)));
  expect(callsOf('list').length).toBeLessThan(20);
});

test('nothing is described twice while a large table fills', async () => {
  const {pass, callsOf, table} = pollerStage({services: 300, latency: 5});
  await pass(4_000);
  const asked = callsOf('describe').flatMap(call => call.names);
  expect(new Set(asked).size).toBe(300);
  expect(asked).toHaveLength(300);
  expect([...(table()?.entries.values() ?? [])].every(entry => entry.presence === 'described')).toBe(true);
});

test('the background never asks more than two things at once, and waits for what is visible', async () => {
  const {pass, callsOf} = pollerStage({services: 1_000, latency: 100});
  await pass(20_000);
  const starts = Map.groupBy(
    callsOf('describe').filter(call => call.at > 1_000 && call.at < 19_000),
    call => call.at,
  );
  expect(Math.max(...[...starts.values()].map(calls => calls.length))).toBeLessThanOrEqual(2);
});

test('refreshing what is visible among 2,000 services takes at most 12 calls', async () => {
  const {pass, calls, poller, entry} = pollerStage({services: 2_000, rows: 50, latency: 20});
  await pass(30_000);
  const before = calls.length;
  const readAt = entry(nameAt(0))?.readAt ?? 0;
  poller.refresh();
  await pass(900);
  expect(entry(nameAt(0))?.readAt).toBeGreaterThan(readAt);
  expect(calls.length - before).toBeLessThanOrEqual(12);
});

test('unsteady rows are read again after 5 seconds, steady ones after 20', async () => {
  const stage = pollerStage({services: 2});
  stage.put(nameAt(1), {running: 1, pending: 1});
  await stage.pass(12_000);
  const times = (name: string) => stage.callsOf('describe').filter(call => call.names.includes(name)).length;
  expect(times(nameAt(1))).toBe(3);
  expect(times(nameAt(0))).toBe(1);
  await stage.pass(10_000);
  expect(times(nameAt(0))).toBe(2);
});

test('rows that come into sight are described at once', async () => {
  const {pass, store, callsOf, clock} = pollerStage({services: 400, latency: 1_000});
  await pass(8_500);
  const before = callsOf('describe').length;
  store.apply(rowSelected, {cursor: arnOf(nameAt(399)), top: 400 - bodyRows(store.getState().size)});
  await clock.advance(0);
  const asked = callsOf('describe')
    .slice(before)
    .flatMap(call => call.names);
  expect(asked[0]).toBe(nameAt(399));
});

test('leaving a table aborts what was under way, and late answers change nothing', async () => {
  const {pass, store, aborted, table, bugs} = pollerStage({services: 300, latency: 100});
  await pass(150);
  const left = table();
  store.apply(screenOpened, {screen: {...tasks, kind: 'service', scope: {cluster: 'other'}}});
  await pass(0);
  expect(aborted.length).toBeGreaterThan(0);
  await pass(100);
  expect(table()).toBe(left);
  expect(bugs).toEqual([]);
});

test('a refresh leaves the cursor on its row', async () => {
  const {pass, store, put} = pollerStage({services: 5});
  await pass(2_000);
  store.apply(rowSelected, {cursor: arnOf(nameAt(3)), top: 0});
  put('a-new-service', {});
  await pass(12_000);
  const screen = shownScreen(store.getState());
  expect(screen).toMatchObject({cursor: arnOf(nameAt(3))});
});

test('a service that was deleted goes with the next list, and the cursor to its neighbour', async () => {
  const {pass, store, world, table} = pollerStage({services: 5});
  await pass(2_000);
  store.apply(rowSelected, {cursor: arnOf(nameAt(3)), top: 0});
  world.delete(arnOf(nameAt(3)));
  await pass(12_000);
  expect(table()?.entries.size).toBe(4);
  expect(shownScreen(store.getState())).toMatchObject({cursor: arnOf(nameAt(4))});
});

test('a row that its list names no longer stays until a describe has shown that it is gone', async () => {
  const unlisted = new Set<string>();
  const {pass, put, entry, table} = pollerStage({
    services: 3,
    unlisted,
    resource: {remainsUnlisted: row => (row as Service).running > 0},
  });
  await pass(2_000);
  unlisted.add(nameAt(1));
  put(nameAt(1), {running: 1, desired: 0});
  await pass(12_000);
  expect(entry(nameAt(1))?.row).toMatchObject({running: 1, desired: 0});
  put(nameAt(1), {running: 0, desired: 0});
  await pass(12_000);
  expect(entry(nameAt(1))).toBeUndefined();
  expect(table()?.entries.size).toBe(2);
});

test('a row that is not listed stays while it cannot be described', async () => {
  const unlisted = new Set<string>();
  let isFailing = false;
  const {pass, entry, table} = pollerStage({
    services: 3,
    unlisted,
    resource: {remainsUnlisted: () => false},
    onCall: call => {
      if (isFailing && call.name === 'describe') throw denied('ecs:DescribeServices');
    },
  });
  await pass(2_000);
  unlisted.add(nameAt(1));
  isFailing = true;
  await pass(12_000);
  expect(entry(nameAt(1))).toBeDefined();
  expect(table()?.problem).toBeDefined();
});

test('a row that AWS answers nothing about is asked for again later, not without end', async () => {
  let asked = 0;
  const {pass, entry} = pollerStage({
    services: 3,
    resource: {
      async describe() {
        asked += 1;
        return {rows: [], failures: []};
      },
    },
  });
  await pass(3_000);
  expect(entry(nameAt(0))?.presence).toBe('listed');
  expect(asked).toBe(1);
  await pass(4_000);
  expect(asked).toBe(2);
});

test('what the list names and AWS cannot describe is a row that says so, and is not asked for without end', async () => {
  const stage = pollerStage({services: 3, onCall: call => call.name === 'list' && stage.world.delete(arnOf(nameAt(1)))});
  await stage.pass(4_000);
  expect(stage.entry(nameAt(1))).toMatchObject({presence: 'missing', reason: 'MISSING'});
  expect(stage.callsOf('describe')).toHaveLength(1);
});

test('a failing batch leaves the other rows updated, and is told with its advice', async () => {
  let isBroken = false;
  const {pass, entry, table} = pollerStage({
    services: 20,
    onCall: call => {
      if (isBroken && call.names.includes(nameAt(3)) && call.name === 'describe') throw denied('ecs:DescribeServices');
    },
  });
  await pass(2_000);
  const [bad, good] = [entry(nameAt(3))?.readAt, entry(nameAt(15))?.readAt];
  isBroken = true;
  await pass(25_000);
  expect(entry(nameAt(3))?.readAt).toBe(bad);
  expect(entry(nameAt(15))?.readAt).toBeGreaterThan(good ?? 0);
  expect(table()?.problem?.message).toContain('denied: ecs:DescribeServices');
  isBroken = false;
  await pass(60_000);
  expect(table()?.problem).toBeUndefined();
  expect(entry(nameAt(3))?.readAt).toBeGreaterThan(bad ?? 0);
});

test('a list that fails keeps the rows; AWS is asked less and less, but at least each minute', async () => {
  let isBroken = false;
  const {pass, table, calls} = pollerStage({
    services: 20,
    onCall: () => {
      if (isBroken) throw denied('ecs:ListServices');
    },
  });
  await pass(2_000);
  isBroken = true;
  await pass(120_000);
  expect(table()?.entries.size).toBe(20);
  const before = calls.length;
  await pass(60_000);
  expect(calls.length - before).toBeGreaterThanOrEqual(1);
  expect(calls.length - before).toBeLessThanOrEqual(6);
});

test('six batches that fail in the same moment are one failure, not six', async () => {
  let isBroken = true;
  const {pass, entry} = pollerStage({
    services: 60,
    rows: 64,
    onCall: call => {
      if (isBroken && call.name === 'describe') throw denied('ecs:DescribeServices');
    },
  });
  await pass(1_000);
  isBroken = false;
  await pass(4_000);
  expect(entry(nameAt(0))?.presence).toBe('described');
});

test('expired credentials are the connection’s problem, and a login is seen within ten seconds', async () => {
  let isExpired = false;
  const {pass, store, table} = pollerStage({
    services: 5,
    onCall: () => {
      if (isExpired) throw new CredentialsExpired('the SSO session has expired', 'Run aws sso login.');
    },
  });
  await pass(2_000);
  isExpired = true;
  await pass(60_000);
  expect(store.getState().connection.problem?.advice).toBe('Run aws sso login.');
  expect(table()?.entries.size).toBe(5);
  isExpired = false;
  await pass(10_000);
  expect(store.getState().connection.problem).toBeUndefined();
});

test('after a black-out the data are fresh within ten seconds', async () => {
  let isDark = false;
  const {pass, clock, table} = pollerStage({
    services: 40,
    onCall: () => {
      if (isDark) throw new Unreachable('no answer from AWS', 'Check the network.');
    },
  });
  await pass(2_000);
  isDark = true;
  await pass(300_000);
  isDark = false;
  await pass(10_000);
  expect(clock.now() - (table()?.readAt ?? 0)).toBeLessThan(10_000);
  expect(table()?.problem).toBeUndefined();
});

test('paused, only what is asked for by hand is read', async () => {
  const {pass, store, poller, calls, entry} = pollerStage({services: 300, latency: 100});
  await pass(400);
  store.apply(pauseToggled);
  await pass(1_000);
  const before = calls.length;
  await pass(120_000);
  expect(calls).toHaveLength(before);
  const readAt = entry(nameAt(0))?.readAt ?? 0;
  poller.refresh();
  await pass(2_000);
  expect(entry(nameAt(0))?.readAt).toBeGreaterThan(readAt);
});

test('the screen changes at most five times a second while a large table fills', async () => {
  const {pass, changes} = pollerStage({services: 2_000, latency: 3});
  await pass(1_000);
  const first = changes.length;
  await pass(3_000);
  expect(changes.length - first).toBeLessThanOrEqual(15);
});

test('rows that the filter hides are not read as if they were visible', async () => {
  const {pass, store, callsOf} = pollerStage({services: 60, latency: 10});
  await pass(3_000);
  store.apply(filterTyped, {filter: nameAt(55)});
  const before = callsOf('describe').length;
  await pass(22_000);
  const asked = callsOf('describe')
    .slice(before)
    .flatMap(call => call.names);
  expect(new Set(asked)).toEqual(new Set([nameAt(55)]));
});

test('a fault of the program in a declaration is reported and kills nothing', async () => {
  const {pass, bugs, table} = pollerStage({
    services: 5,
    onCall: call => {
      if (call.name === 'describe') throw new TypeError('cannot read properties of undefined');
    },
  });
  await pass(2_000);
  expect(bugs.length).toBeGreaterThan(0);
  expect(table()?.entries.size).toBe(5);
});
