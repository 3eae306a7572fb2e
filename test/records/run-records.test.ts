// Records of runs on a real disk: whole or not at all, the owner's alone, one program at a time, and what is broken is told.

import {mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import {Gone, Refused, UserError} from '../../src/domain/errors.ts';
import type {FleetRun} from '../../src/domain/fleet/run.ts';
import {usualWaves} from '../../src/domain/fleet/run.ts';
import {text} from '../../src/domain/safe-text.ts';
import type {ThisProcess} from '../../src/records/run-claim.ts';
import {runRecordsIn} from '../../src/records/run-records.ts';

const run: FleetRun = {
  version: 1,
  id: '20261120T120000-abcd1234',
  playbookId: 'time-fix',
  values: {zone: 'UTC'},
  account: '111122223333',
  region: 'eu-west-1',
  isDemo: false,
  cluster: 'arn:cluster/erp',
  clusterName: 'erp',
  identityArn: 'arn:me',
  settings: usualWaves,
  phase: 'applying',
  hosts: [
    {
      target: {arn: 'arn:ci/1', instanceId: 'i-1', status: 'ACTIVE', runningTasks: 1},
      state: 'sent',
      wave: 1,
      hold: 'empty',
      before: {verdict: 'DRIFT', tone: 'warn', summary: text`off`, values: {offset: 1.5, steps: ['a'], isActive: true}},
    },
  ],
  sends: [{token: 't1', stage: 'apply', wave: 1, instanceIds: ['i-1'], pending: ['i-1'], at: 1, deadline: 2, state: 'intended'}],
  startedAt: 1,
};

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'ecsdeck-runs-'));
  onTestFinished(() => rmSync(path, {recursive: true, force: true}));
  return join(path, 'runs');
}

/** A process that is alive while `alive` says so. */
function processOf(pid: number, alive: (pid: number) => boolean, host = 'bastion', start = 's1'): ThisProcess {
  return {pid, host, isAlive: alive, startOf: () => start};
}

test('a run comes back as it was written, readable by its owner alone', async () => {
  const where = folder();
  const records = runRecordsIn(where);
  await records.save(run);
  expect(await records.load(run.id)).toEqual(run);
  expect(await records.list()).toEqual({runs: [run], problems: []});
  expect(readdirSync(where)).toEqual([`${run.id}.json`]);
  expect(statSync(join(where, `${run.id}.json`)).mode & 0o777).toBe(0o600);
  expect(statSync(where).mode & 0o777).toBe(0o700);
  await records.save({...run, phase: 'finished'});
  expect((await records.list()).runs[0]?.phase).toBe('finished');
});

test('text is made safe anew: whoever can write the file cannot write on the screen', async () => {
  const where = folder();
  const records = runRecordsIn(where);
  await records.save(run);
  const file = join(where, `${run.id}.json`);
  writeFileSync(file, readFileSync(file, 'utf8').replace('"off"', '"\\u001b]0;x\\u0007"'));
  expect((await records.load(run.id)).hosts[0]?.before?.summary).toBe('␛]0;x␇');
});

test('what is broken or of another version is told, and the others are there', async () => {
  const where = folder();
  const records = runRecordsIn(where);
  await records.save(run);
  writeFileSync(join(where, 'a.json'), '{"version":1,');
  writeFileSync(join(where, 'b.json'), '{"version":2}');
  writeFileSync(join(where, 'c.json'), JSON.stringify({...run, hosts: [{state: 'flying'}]}));
  writeFileSync(join(where, 'd.json.1-1.tmp'), 'half a draft');
  const {runs, problems} = await records.list();
  expect(runs.map(({id}) => id)).toEqual([run.id]);
  expect(problems.toSorted()).toEqual([
    expect.stringMatching(/a\.json is broken: it is no JSON/),
    expect.stringMatching(/b\.json has the form 2/),
    expect.stringMatching(/c\.json is broken at hosts\.0/),
  ]);
  await expect(records.load('a')).rejects.toThrow(UserError);
});

test('what is not there is Gone, and a name never leads out of the folder', async () => {
  const records = runRecordsIn(folder());
  await expect(records.load('20261120T120000-none')).rejects.toThrow(Gone);
  await expect(records.load('../audit')).rejects.toThrow(Gone);
  expect(await records.list()).toEqual({runs: [], problems: []});
});

test('a folder that cannot be written refuses the run', async () => {
  const where = folder();
  const records = runRecordsIn(where);
  writeFileSync(where, 'a file in the place of the folder');
  await expect(records.save(run)).rejects.toThrow(Refused);
});

describe('claims', () => {
  test('a second program is refused until the first lets go', async () => {
    const where = folder();
    const [one, other] = [1, 2].map(pid =>
      runRecordsIn(
        where,
        processOf(pid, () => true),
      ),
    );
    const letGo = await one?.claim('r1');
    await expect(other?.claim('r1')).rejects.toThrow(/process 1 has it/);
    await letGo?.();
    await (await other?.claim('r1'))?.();
    expect(readdirSync(where)).toEqual([]);
  });

  test('the claim of a process that is gone is taken over, also when its number has another owner', async () => {
    const where = folder();
    await runRecordsIn(
      where,
      processOf(1, () => true),
    ).claim('r1');
    await runRecordsIn(
      where,
      processOf(2, pid => pid !== 1),
    ).claim('r1');
    const later = runRecordsIn(
      where,
      processOf(3, () => true, 'bastion', 's2'),
    );
    await expect(later.claim('r1')).resolves.toBeTypeOf('function');
  });

  test('the claim of another machine is left alone, and the file is named', async () => {
    const where = folder();
    await runRecordsIn(
      where,
      processOf(1, () => true, 'other'),
    ).claim('r1');
    await expect(
      runRecordsIn(
        where,
        processOf(2, () => false),
      ).claim('r1'),
    ).rejects.toThrow(/a program on other has it/);
  });

  test('of many that want a leftover at once, one gets it', async () => {
    const where = folder();
    await runRecordsIn(
      where,
      processOf(1, () => true),
    ).claim('r1');
    const many = Array.from({length: 12}, (_, at) =>
      runRecordsIn(
        where,
        processOf(at + 2, pid => pid !== 1),
      ).claim('r1'),
    );
    const results = await Promise.allSettled(many);
    expect(results.filter(({status}) => status === 'fulfilled')).toHaveLength(1);
  });
});
