// Runs that are over do not pile up; those that may still be picked up stay.

import {expect, test} from 'vitest';
import {UserError} from '../../src/domain/errors.ts';
import {runsToForget} from '../../src/fleet/kept-runs.ts';
import {aRun} from '../engine/fleet/runs.ts';
import {demoStage} from './demo-stage.ts';

test('the oldest that are over go, whatever their order; none that is not over goes', () => {
  const runs = [
    aRun([], {id: 'new', phase: 'finished', startedAt: 40}),
    aRun([], {id: 'oldest', phase: 'aborted', startedAt: 10}),
    aRun([], {id: 'paused', phase: 'paused', startedAt: 5}),
    aRun([], {id: 'old', phase: 'stopped', startedAt: 20}),
    aRun([], {id: 'newer', phase: 'finished', startedAt: 30}),
  ];
  expect(runsToForget(runs, 2).map(({id}) => id)).toEqual(['old', 'oldest']);
  expect(runsToForget(runs)).toEqual([]);
});

const over = Array.from({length: 502}, (_, index) => aRun([], {id: `over-${index}`, phase: 'finished', startedAt: index}));

test('they are forgotten when another run begins', async () => {
  const stage = await demoStage();
  for (const run of over) await stage.records.save(run);
  await stage.begin('disk-report', 'erp');
  const kept = [...stage.records.runs.keys()];
  expect(kept).toHaveLength(501);
  expect(kept).not.toContain('over-1');
  expect(kept).toContain('over-2');
});

test('one that cannot be taken away is told beside the runs, and holds up nothing', async () => {
  const stage = await demoStage();
  for (const run of over) await stage.records.save(run);
  stage.records.remove = async id => {
    throw new UserError(`the old run ${id} cannot be taken away`, 'Correct its permissions.');
  };
  const run = await stage.begin('disk-report', 'erp');
  expect((await stage.settled(run)).phase).toBe('finished');
  expect(await stage.fleet.problems()).toEqual(['the old run over-1 cannot be taken away. Correct its permissions.']);
});
