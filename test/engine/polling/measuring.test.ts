import {expect, test} from 'vitest';
import {Bug} from '../../../src/domain/errors.ts';
import type {Service} from '../../../src/domain/service.ts';
import type {AnyResource} from '../../../src/resources/resource.ts';
import {sortedBy} from '../../../store/screens.ts';
import {denied, nameAt, type PollerStageOptions, pollerStage} from './poller-stage.ts';

interface Reading {
  readonly at: number;
  readonly names: readonly string[];
  /** What was known of each before. */
  readonly before: readonly unknown[];
}

/** A stage whose services are measured: each reading answers its number for each row. */
function measuredStage(options: PollerStageOptions, answer: (reading: Reading) => readonly string[] = () => []) {
  const readings: Reading[] = [];
  let stage: ReturnType<typeof pollerStage> | undefined;
  const measures: AnyResource['measures'] = {
    interval: 60_000,
    batch: 50,
    async read(_, rows) {
      const services = rows.map(({row}) => row as Service);
      const reading = {
        at: (stage?.clock.now() ?? start) - start,
        names: services.map(({name}) => name),
        before: rows.map(({before}) => before),
      };
      readings.push(reading);
      const problems = answer(reading);
      return {measured: new Map(services.map(({arn}) => [arn, readings.length])), problems};
    },
  };
  const made = pollerStage({...options, resource: {measures, ...options.resource}});
  const start = made.clock.now();
  stage = made;
  return {...made, readings};
}

test('rows in sight are measured once a minute, in one reading, after they were described', async () => {
  const {pass, readings, calls, entry} = measuredStage({services: 100, rows: 24});
  await pass(5_000);
  expect(readings).toHaveLength(1);
  expect(readings[0]?.names).toHaveLength(19);
  const described = calls.filter(({name, names}) => name === 'describe' && names.includes(nameAt(18)));
  expect(described[0]?.at).toBeLessThan(readings[0]?.at ?? 0);
  expect(entry(nameAt(18))?.measured).toBe(1);
  expect(entry(nameAt(19))?.measured).toBeUndefined();
  await pass(54_000);
  expect(readings).toHaveLength(1);
  await pass(3_000);
  expect(readings).toHaveLength(2);
  expect(readings[1]?.before).toEqual(Array.from({length: 19}, () => 1));
});

test('describing a row anew keeps its figures', async () => {
  const stage = measuredStage({services: 3});
  await stage.pass(5_000);
  const before = stage.entry(nameAt(0))?.readAt ?? 0;
  await stage.pass(30_000);
  expect(stage.entry(nameAt(0))?.readAt).toBeGreaterThan(before);
  expect(stage.entry(nameAt(0))?.measured).toBe(1);
  expect(stage.readings).toHaveLength(1);
});

test('a refresh by hand pays for nothing, and a paused table neither', async () => {
  const {pass, poller, readings, store} = measuredStage({services: 3});
  await pass(5_000);
  poller.refresh();
  await pass(5_000);
  expect(readings).toHaveLength(1);
  store.setState({isPaused: true});
  await pass(120_000);
  expect(readings).toHaveLength(1);
  store.setState({isPaused: false});
  await pass(2_000);
  expect(readings).toHaveLength(2);
});

test('scrolled past, rows are paid for at most every three seconds', async () => {
  const {pass, readings, store} = measuredStage({services: 90, rows: 24});
  await pass(10_000);
  const first = readings.length;
  for (let top = 1; top <= 30; top += 1) {
    store.setState(state => ({screens: state.screens.map(screen => (screen.type === 'table' ? {...screen, top} : screen))}));
    await pass(200);
  }
  expect(readings.length - first).toBeLessThanOrEqual(3);
  await pass(4_000);
  expect(new Set(readings.flatMap(({names}) => names)).size).toBe(49);
});

test('ordered by a figure, as many rows as one reading takes are measured', async () => {
  const {pass, readings, store} = measuredStage({services: 90, rows: 24});
  await pass(5_000);
  store.apply(sortedBy, {column: 'CPU', isDescending: true});
  await pass(5_000);
  expect(new Set(readings.flatMap(({names}) => names)).size).toBe(50);
});

test('what could not be measured is told beside the rows, which stay as fresh as they are', async () => {
  let isDenied = true;
  const stage = measuredStage({services: 3}, () => (isDenied ? ['CPU: denied'] : []));
  await stage.pass(30_000);
  expect(stage.table()?.unmeasured).toEqual(['CPU: denied']);
  expect(stage.table()?.problem).toBeUndefined();
  expect(stage.readings).toHaveLength(1);
  isDenied = false;
  await stage.pass(60_000);
  expect(stage.table()?.unmeasured).toEqual([]);
});

test('a reading that fails altogether is told as well, and tried again a minute later; a fault of the program is one', async () => {
  const failures: readonly Error[] = [denied('cloudwatch:GetMetricData'), new Bug('nonsense')];
  let count = 0;
  const stage = measuredStage({services: 3}, () => {
    const failure = failures[count++];
    if (failure) throw failure;
    return [];
  });
  await stage.pass(5_000);
  expect(stage.table()?.unmeasured).toEqual(['denied: cloudwatch:GetMetricData']);
  expect(stage.bugs).toEqual([]);
  await stage.pass(50_000);
  expect(stage.readings).toHaveLength(1);
  await stage.pass(10_000);
  expect(stage.bugs).toEqual([failures[1]]);
});
