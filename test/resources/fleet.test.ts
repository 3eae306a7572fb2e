// Runs and their hosts as tables: what their columns say, which of them a playbook has, and the output behind a host.

import {describe, expect, test} from 'vitest';
import {hostRows} from '../../src/domain/fleet/run-summary.ts';
import {fleetHost} from '../../src/resources/fleet-host.ts';
import {fleetRun} from '../../src/resources/fleet-run.ts';
import {resourceIn} from '../../src/resources/resource.ts';
import {now} from '../domain/fixtures.ts';
import {aFinding, aHost, aRun} from '../engine/fleet/runs.ts';
import {all, patient, regionOf} from './region.ts';
import {wordsOf} from './shown.ts';

const before = aFinding('DRIFT', {values: {offset: 41.2, offsetBy: 'chrony', zone: 'UTC', service: 'ntpd'}});
const after = aFinding('OK', {values: {offset: 0.0002, offsetBy: 'chrony', zone: 'Asia/Shanghai', service: 'chronyd'}});
const hosts = [
  aHost(1, {state: 'done', before, after, wave: 1, startedAt: now, endedAt: now + 37_000, commandId: 'command-1'}),
  aHost(2, {state: 'waiting', before, wave: 2, startedAt: now}),
  aHost(3, {state: 'excluded', reason: 'its SSM agent does not answer'}),
];
const run = aRun(hosts, {phase: 'applying'});
const scope = {run: run.id, playbook: 'time-fix', cluster: run.cluster};

function cells(index: number): Readonly<Record<string, string>> {
  const row = hostRows(run)[index];
  if (row === undefined) throw new Error('no such host');
  const {columns} = resourceIn(fleetHost, scope);
  return Object.fromEntries(columns.map(column => [column.title, column.text(row, undefined, now + 60_000)]));
}

describe('the hosts of a run', () => {
  test('show a value before and after, the wave and how long it took', () => {
    expect(cells(0)).toMatchObject({
      HOST: 'i-0001',
      STATE: '✓ OK',
      OFFSET: '+41.2 s → +200 µs',
      ZONE: 'UTC → Asia/Shanghai',
      SERVICE: 'ntpd → chronyd',
      WAVE: '1',
      TOOK: '37s',
    });
    expect(cells(1)).toMatchObject({STATE: '· waiting', OFFSET: '+41.2 s', ZONE: 'UTC', WAVE: '2', TOOK: ''});
    expect(cells(2)).toMatchObject({STATE: '! left out', OFFSET: '', NOTE: 'its SSM agent does not answer'});
  });

  test('have the columns of their playbook; a check has no waves', () => {
    const titles = (playbook: string | undefined) =>
      resourceIn(fleetHost, {run: 'x', ...(playbook !== undefined && {playbook})}).columns.map(({title}) => title);
    expect(titles('time-check')).toEqual(['HOST', 'STATE', 'OFFSET', 'ZONE', 'SERVICE', 'SOURCE', 'TOOK', 'SYSTEM', 'NOTE']);
    expect(titles('time-fix')).toContain('WAVE');
    expect(titles('disk-report')).not.toContain('OFFSET');
    expect(titles('of another version')).toEqual(titles(undefined));
  });

  test('are sorted by their state with the worst first, and by an offset as far as it is off, fast or slow', () => {
    const {columns} = resourceIn(fleetHost, scope);
    const keys = (title: string) => hostRows(run).map(row => columns.find(column => column.title === title)?.sort?.(row, undefined));
    const [done, waiting, excluded] = keys('STATE');
    expect([excluded, waiting, done].map(Number)).toEqual([excluded, waiting, done].map(Number).toSorted((one, other) => one - other));
    expect(keys('OFFSET')[1]).toBe(41.2);
  });

  test('are listed from the records, and a run that is not there is told so', async () => {
    const {aws} = regionOf({runs: [run]});
    const [page] = await all(fleetHost.list(aws, scope, patient));
    expect(page?.ids).toEqual(hosts.map(({target}) => target.arn));
    await expect(all(fleetHost.list(aws, {run: 'another'}, patient))).rejects.toThrow('no run another is recorded');
    await expect(all(fleetHost.list(regionOf({}).aws, scope, patient))).rejects.toThrow('not kept here');
  });
});

describe('the details of a host', () => {
  const output = {stdout: 'looking\n{"ecsdeck":"time-fix"}\n', stderr: '', status: 'Success', statusDetails: 'Success', exitCode: 0};
  const sections = async (contents: Parameters<typeof regionOf>[0], index = 0) => {
    const row = hostRows(run)[index];
    if (row === undefined) throw new Error('no such host');
    return wordsOf((await all(fleetHost.details(regionOf({runs: [run], ...contents}).aws, row, undefined, patient, now))).at(-1));
  };

  test('have what was found, and all of the output', async () => {
    const told = await sections({output});
    expect(told).toContain('Verdict: DRIFT');
    expect(told).toContain('Output\nlooking\n{"ecsdeck":"time-fix"}');
    expect(told).not.toContain('AWS keeps');
  });

  test('say where AWS has cut it, and where the whole is', async () => {
    const long = {...output, stdout: 'x'.repeat(24_000)};
    expect(await sections({output: long})).toContain('AWS keeps the first 24,000 characters; the rest is on the host alone');
    const kept = await sections({output: {...long, stdoutUrl: 'https://s3.amazonaws.com/ops/run/stdout'}});
    expect(kept).toContain('Whole output: https://s3.amazonaws.com/ops/run/stdout');
    expect(kept).toContain('AWS keeps the first 24,000 characters; the whole is in S3');
  });

  test('say what cannot be read, and that nothing was sent', async () => {
    expect(await sections({})).toContain('no output of command-1 – It may come yet.');
    expect(await sections({}, 2)).toContain('nothing was sent to it');
  });
});

test('a run is one line, whatever its hosts are', async () => {
  const {aws} = regionOf({runs: [run, aRun([], {id: 'other', cluster: 'elsewhere', clusterName: 'shop'})]});
  const [page] = await all(fleetRun.list(aws, {cluster: run.cluster}, patient));
  expect(page?.ids).toEqual([run.id]);
  const [row] = page?.rows ?? [];
  expect(row).not.toHaveProperty('hosts');
  const shown = fleetRun.columns.map(({title, text}) => [title, row === undefined ? '' : text(row, undefined, now + 60_000)]);
  expect(Object.fromEntries(shown)).toMatchObject({
    PLAYBOOK: 'time-fix',
    STATE: '~ applying',
    CLUSTER: 'erp',
    HOSTS: '1/2',
    NOTE: '1 left out',
  });
});
