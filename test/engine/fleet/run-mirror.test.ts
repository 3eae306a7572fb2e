// Runs in the store: at once, then four times a second at most; as fresh as the supervisor knows them.

import {expect, test} from 'vitest';
import type {FleetRun} from '../../../src/domain/fleet/run.ts';
import {RunMirror} from '../../../src/engine/fleet/run-mirror.ts';
import type {SupervisedRun} from '../../../src/fleet/fleet.ts';
import {initialState} from '../../../store/initial-state.ts';
import {freshTableScreen} from '../../../store/screens.ts';
import {createDeckStore} from '../../../store/store.ts';
import {tableOf} from '../../../store/tables.ts';
import {manualClock} from '../../aws/manual-clock.ts';
import {now} from '../../domain/fixtures.ts';
import {aHost, aRun} from './runs.ts';

function stage(first: FleetRun) {
  const clock = manualClock(now);
  const store = createDeckStore(
    initialState({
      connection: {source: 'demo', profile: undefined, region: 'ap-southeast-1', mode: 'write'},
      size: {columns: 80, rows: 24},
      now,
      screens: [freshTableScreen('cluster', {}, {column: 'NAME', isDescending: false})],
    }),
  );
  let run = first;
  const listeners = new Set<(run: FleetRun) => void>();
  const supervised: SupervisedRun = {
    current: () => run,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    proceed: async () => {},
    abort() {},
    settled: async () => run,
  };
  const bugs: unknown[] = [];
  const mirror = new RunMirror({store, clock, onBug: error => bugs.push(error)});
  mirror.watch(supervised);
  const address = {kind: 'fleet-host', scope: {cluster: run.cluster, run: run.id, playbook: run.playbookId}} as const;
  return {
    clock,
    mirror,
    bugs,
    change(next: FleetRun) {
      run = next;
      for (const listener of listeners) listener(next);
    },
    phase: () => store.getState().runs[0]?.phase,
    table: () => tableOf(store.getState(), address),
    states: () =>
      [...(tableOf(store.getState(), address)?.entries.values() ?? [])].map(({row}) => (row as {host: {state: string}}).host.state),
  };
}

const hosts = [aHost(1, {state: 'running', wave: 1}), aHost(2, {state: 'waiting', wave: 2})];
const run = aRun(hosts, {phase: 'applying'});

test('the first change shows at once, the next ones together a moment later', async () => {
  const {clock, change, phase} = stage(run);
  expect(phase()).toBe('applying');
  change({...run, phase: 'aborting'});
  change({...run, phase: 'paused'});
  expect(phase()).toBe('applying');
  await clock.advance(250);
  expect(phase()).toBe('paused');
});

test('a run that is over leaves the frame', async () => {
  const {clock, change, phase} = stage(run);
  change({...run, phase: 'finished'});
  await clock.advance(250);
  expect(phase()).toBeUndefined();
});

test('hosts are in their table as soon as it was opened, and follow', async () => {
  const {clock, mirror, change, table, states} = stage(run);
  expect(table()).toBeUndefined();
  mirror.fill(run);
  expect(table()?.listing.state).toBe('complete');
  change({...run, hosts: [aHost(1, {state: 'done', wave: 1}), aHost(2, {state: 'sent', wave: 2})]});
  await clock.advance(250);
  expect(states()).toEqual(['done', 'sent']);
});

test('they are as fresh as the second, but not while the supervisor cannot read', async () => {
  const {clock, mirror, change, table} = stage(run);
  mirror.fill(run);
  const version = table()?.version;
  await clock.advance(5_000);
  mirror.tick();
  expect(table()).toMatchObject({readAt: now + 5_000, version});
  change({...run, trouble: 'throttled'});
  await clock.advance(5_000);
  const readAt = table()?.readAt;
  await clock.advance(5_000);
  mirror.tick();
  expect(table()?.readAt).toBe(readAt);
});

test('once stopped, nothing reaches the store', async () => {
  const {clock, mirror, change, phase, bugs} = stage(run);
  change({...run, phase: 'aborting'});
  mirror.stop();
  await clock.advance(1_000);
  expect(phase()).toBe('applying');
  expect(bugs).toEqual([]);
});
