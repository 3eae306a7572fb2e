import {expect, test} from 'vitest';
import {UserError} from '../../src/domain/errors.ts';
import type {Region} from '../../src/domain/ports.ts';
import {startEngine} from '../../src/engine/engine.ts';
import {createKeymap} from '../../src/engine/keys/keymap.ts';
import type {ConnectionTarget, LiveConnection} from '../../src/engine/ports.ts';
import {createProjector} from '../../src/resources/projection.ts';
import {resourceOf, resources} from '../../src/resources/registry.ts';
import {initialState} from '../../store/initial-state.ts';
import {freshTableScreen, rowSelected} from '../../store/screens.ts';
import {tableKey} from '../../store/state.ts';
import {createDeckStore} from '../../store/store.ts';
import {manualClock} from '../aws/manual-clock.ts';
import {aCluster} from '../domain/fixtures.ts';
import {regionOf} from '../resources/region.ts';
import {noChanges} from './no-changes.ts';
import {noFleet, usualPlaybooks} from './no-fleet.ts';
import {noLogs} from './no-logs.ts';
import {noRunCommand} from './no-run-command.ts';

const clusterPrefix = aCluster().arn.replace(/[^/]+$/, '');

/** An engine over two Regions, each with a cluster of its own; `eu-moon-1` cannot be connected to. */
async function engineStage() {
  const clock = manualClock();
  const closed: string[] = [];
  const calls: string[] = [];
  const connectionTo = (name: string): LiveConnection => {
    const {aws} = regionOf({clusters: [aCluster({arn: `${clusterPrefix}${name}`, name, services: 0, instances: 0})]});
    const region: Region = {
      ...aws,
      name,
      ecs: {
        ...aws.ecs,
        listClusters(signal) {
          calls.push(name);
          return aws.ecs.listClusters(signal);
        },
      },
      identity: async () => ({
        account: '111122223333',
        arn: `arn:aws:sts::111122223333:assumed-role/OnCall/${name}`,
        role: 'OnCall',
        partition: 'aws',
      }),
    };
    const stats = () => ({callsPerMinute: calls.length, isThrottled: false});
    return {
      region,
      background: region,
      changes: noChanges,
      logs: noLogs,
      ...noRunCommand,
      fleet: noFleet,
      stats,
      close: () => void closed.push(name),
    };
  };
  const {initialSort} = resourceOf('cluster');
  const store = createDeckStore(
    initialState({
      connection: {source: 'aws', profile: undefined, region: '', mode: 'read-only'},
      size: {columns: 80, rows: 24},
      now: clock.now(),
      screens: [freshTableScreen('cluster', {}, initialSort)],
    }),
  );
  const bugs: unknown[] = [];
  const nothing = () => undefined;
  const engine = await startEngine(
    {
      store,
      clock,
      random: () => 0.5,
      projector: createProjector({resourceOf, keyOf: tableKey}),
      keymap: createKeymap({}, {resources, commands: []}),
      resourceOf,
      commands: [],
      scrollLimit: () => 0,
      previewWindow: () => ({first: 0, count: 0, total: 0}),
      shownColumns: () => [],
      readFile: async () => '',
      readInEditor: async () => undefined,
      playbooks: usualPlaybooks,
      async connect({region = 'eu-west-1'}: ConnectionTarget) {
        if (region === 'eu-moon-1') throw new UserError('there is no Region eu-moon-1', 'Type one that exists');
        return connectionTo(region);
      },
      createRunner: () => ({
        start: nothing,
        answer: nothing,
        confirm: nothing,
        cancel: nothing,
        undoLast: nothing,
        dispose: nothing,
        idle: () => Promise.resolve(),
      }),
      rulesFor: () => ({isProduction: true, mode: 'write'}),
      copy: () => true,
      redraw: nothing,
      saveFile: async name => name,
      quit: nothing,
      suspend: nothing,
      onBug: error => bugs.push(error),
    },
    {},
  );
  engine.identify();
  return {
    clock,
    store,
    engine,
    closed,
    calls,
    bugs,
    /** Types a line after `:`, character by character as a person does. */
    async order(line: string): Promise<void> {
      for (const character of `:${line}`) engine.press(character, {});
      engine.press('', {return: true});
      await clock.advance(300);
    },
  };
}

function clusters(stage: Awaited<ReturnType<typeof engineStage>>): readonly string[] {
  return [...(stage.store.getState().tables[tableKey('cluster', {})]?.entries.keys() ?? [])];
}

test('who and where the program is comes from STS, and with it what is allowed', async () => {
  const {clock, store} = await engineStage();
  await clock.advance(1_500);
  expect(store.getState().connection).toMatchObject({region: 'eu-west-1', isProduction: true, mode: 'write', callsPerMinute: 1});
  expect(store.getState().connection.identity?.role).toBe('OnCall');
});

test('another Region keeps nothing of the one before, and frees its connection', async () => {
  const stage = await engineStage();
  await stage.clock.advance(1_500);
  expect(clusters(stage)).toEqual([`${clusterPrefix}eu-west-1`]);
  await stage.order('region eu-north-1');
  expect(clusters(stage)).toEqual([`${clusterPrefix}eu-north-1`]);
  expect(stage.closed).toEqual(['eu-west-1']);
  expect(stage.store.getState().connection.identity?.arn).toContain('eu-north-1');
  const before = stage.calls.length;
  await stage.clock.advance(30_000);
  expect(new Set(stage.calls.slice(before))).toEqual(new Set(['eu-north-1']));
  expect(stage.bugs).toEqual([]);
});

test('a Region that cannot be reached leaves everything as it was and says what to do', async () => {
  const stage = await engineStage();
  await stage.clock.advance(1_500);
  await stage.order('region eu-moon-1');
  expect(clusters(stage)).toEqual([`${clusterPrefix}eu-west-1`]);
  expect(stage.closed).toEqual([]);
  expect(
    stage.store
      .getState()
      .notices.map(notice => notice.text)
      .join(),
  ).toContain('there is no Region eu-moon-1. Type one that exists');
});

test('once stopped, nothing is asked any more and nothing changes', async () => {
  const {clock, engine, calls, closed, store, bugs} = await engineStage();
  await clock.advance(1_500);
  await engine.stop();
  const [before, state] = [calls.length, store.getState()];
  await clock.advance(120_000);
  expect(calls).toHaveLength(before);
  expect(store.getState()).toBe(state);
  expect(closed).toEqual(['eu-west-1']);
  expect(bugs).toEqual([]);
});

test('whatever changes the store, the cursor is on a row of the table', async () => {
  const {clock, store} = await engineStage();
  await clock.advance(1_500);
  store.apply(rowSelected, {cursor: 'a row that never was', top: 3});
  await clock.advance(15_000);
  expect(store.getState().screens.at(-1)).toMatchObject({cursor: `${clusterPrefix}eu-west-1`});
});
