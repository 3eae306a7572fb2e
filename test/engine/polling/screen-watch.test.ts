import {expect, test} from 'vitest';
import {safeText} from '../../../src/domain/safe-text.ts';
import type {Section} from '../../../src/resources/resource.ts';
import {screenOpened, secretsToggled, wentBack} from '../../../store/screens.ts';
import type {DetailsScreen, RawScreen} from '../../../store/state.ts';
import {clusterArn} from '../../domain/fixtures.ts';
import {arnOf, denied, nameAt, pollerStage} from './poller-stage.ts';

const of = {kind: 'service', scope: {cluster: clusterArn}, id: arnOf(nameAt(0))} as const;
const unread = {readAt: undefined, problem: undefined, scroll: 0, revealsSecrets: false};
const details: DetailsScreen = {type: 'details', ...of, ...unread, sections: undefined};
const raw: RawScreen = {type: 'raw', ...of, ...unread, lines: undefined};

function section(title: string): Section {
  return {type: 'lines', title: safeText(title), lines: []};
}

test('details begin with what the row tells, and are read again every ten seconds without jumping', async () => {
  const shown: number[] = [];
  const stage = pollerStage({
    services: 2,
    resource: {
      async *details() {
        yield [section('row')];
        await stage.clock.wait(100);
        yield [section('row'), section('joins')];
      },
    },
  });
  stage.store.subscribe(state => {
    const screen = state.screens.at(-1);
    const count = screen?.type === 'details' ? screen.sections?.length : undefined;
    if (count !== undefined && count !== shown.at(-1)) shown.push(count);
  });
  await stage.pass(2_000);
  stage.store.apply(screenOpened, {screen: details});
  await stage.pass(0);
  expect(shown).toEqual([1]);
  await stage.pass(25_000);
  expect(shown).toEqual([1, 2]);
  expect(stage.callsOf('describe').filter(call => call.at > 2_000 && call.names.length === 1)).toHaveLength(2);
});

test('details of a row that is gone keep what was known and say so', async () => {
  const stage = pollerStage({
    services: 2,
    resource: {
      async *details() {
        yield [section('row')];
      },
    },
  });
  await stage.pass(2_000);
  stage.store.apply(screenOpened, {screen: details});
  await stage.pass(1_000);
  stage.world.delete(arnOf(nameAt(0)));
  await stage.pass(12_000);
  const screen = stage.store.getState().screens.at(-1);
  expect(screen).toMatchObject({sections: [section('row')]});
  expect(screen).toMatchObject({problem: {message: expect.stringContaining('cannot be read any more (MISSING)')}});
});

test('details that fail keep the sections, and recover', async () => {
  let isBroken = false;
  const stage = pollerStage({
    services: 2,
    resource: {
      async *details() {
        if (isBroken) throw denied('ecs:DescribeTaskDefinition');
        yield [section('row')];
      },
    },
  });
  await stage.pass(2_000);
  stage.store.apply(screenOpened, {screen: details});
  await stage.pass(1_000);
  isBroken = true;
  await stage.pass(12_000);
  expect(stage.store.getState().screens.at(-1)).toMatchObject({
    sections: [section('row')],
    problem: {message: 'denied: ecs:DescribeTaskDefinition'},
  });
  isBroken = false;
  await stage.pass(12_000);
  expect(stage.store.getState().screens.at(-1)).toMatchObject({problem: undefined});
});

test('the JSON is read once, and its secrets are shown only when asked for', async () => {
  let reads = 0;
  const stage = pollerStage({
    services: 2,
    resource: {
      async raw() {
        reads += 1;
        return {
          environment: [
            {name: 'DB_PASSWORD', value: 'hunter2'},
            {name: 'MODE', value: 'fast'},
          ],
        };
      },
    },
  });
  await stage.pass(2_000);
  stage.store.apply(screenOpened, {screen: raw});
  await stage.pass(30_000);
  const text = () => {
    const screen = stage.store.getState().screens.at(-1);
    return screen?.type === 'raw' ? (screen.lines ?? []).join('\n') : '';
  };
  expect(reads).toBe(1);
  expect(text()).toContain('fast');
  expect(text()).not.toContain('hunter2');
  stage.store.apply(secretsToggled);
  await stage.pass(0);
  expect(text()).toContain('hunter2');
  stage.poller.refresh();
  await stage.pass(0);
  expect(reads).toBe(2);
});

test('the table goes on where it was when the details are left', async () => {
  const stage = pollerStage({services: 2});
  await stage.pass(2_000);
  const before = stage.table();
  stage.store.apply(screenOpened, {screen: raw});
  await stage.pass(60_000);
  stage.store.apply(wentBack);
  await stage.pass(1_000);
  expect(stage.table()?.readAt).toBeGreaterThan(before?.readAt ?? 0);
});
