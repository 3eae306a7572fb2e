// Auto scaling without a screen: its activities as a table, and its changes as verbs.

import {expect, test} from 'vitest';
import {allSuspended, nothingSuspended} from '../../src/domain/scaling/scaling.ts';
import {aCluster, aService, now} from '../domain/fixtures.ts';
import {ran} from './world.ts';

const world = {clusters: [aCluster()], services: [aService({launchType: 'FARGATE'})]};
const activity = {id: 'a1', at: now - 60_000, description: 'Attempting to scale due to alarm triggered', status: 'Failed', cause: 'alarm'};
const capped = {...activity, notScaled: [{code: 'AlreadyAtMaxCapacity', maximum: 8, current: 8}]};

test('get scaling prints what was done and what was not, and why', async () => {
  const line = 'get scaling --cluster erp --service srvweb';
  const shown = await ran(line, {...world, activities: [capped]});
  expect(shown.stdout).toMatch(/! not scaled +stays at 8 +alarm +at its maximum of 8/);
  const json = await ran(`${line} -o json`, {...world, activities: [capped]});
  expect(JSON.parse(json.stdout)).toMatchObject([{id: 'a1', notScaled: [{code: 'AlreadyAtMaxCapacity', maximum: 8}]}]);
  expect(await ran('get scaling --cluster erp', world).catch((error: unknown) => error)).toMatchObject({
    message: expect.stringContaining('needs --service'),
  });
});

test.each([
  ['scaling-bounds srvweb 2-12', 'srvweb: auto scaling 1–8 → 2–12', 'bounds srvweb 2-12'],
  ['scaling-bounds srvweb -12', 'srvweb: auto scaling 1–8 → 1–12', 'bounds srvweb -12'],
  ['scaling-bounds srvweb 2-', 'srvweb: auto scaling 1–8 → 2–8', 'bounds srvweb 2-'],
  ['suspend-scaling srvweb all', 'srvweb: scaling suspended: nothing → all', `suspension srvweb ${JSON.stringify(allSuspended)}`],
  [
    'suspend-scaling srvweb in,out',
    'srvweb: scaling suspended: nothing → scaling in and scaling out',
    `suspension srvweb ${JSON.stringify({...allSuspended, isScheduleSuspended: false})}`,
  ],
])('%s', async (line, summary, change) => {
  const {code, stdout, sent, audit} = await ran(`${line} --cluster erp --yes`, world);
  expect({code, sent}).toEqual({code: 0, sent: [change]});
  expect(stdout).toContain(summary);
  expect(audit.map(({result}) => result)).toEqual([undefined, 'accepted']);
});

test('resume-scaling resumes all of it', async () => {
  const scaling = {srvweb: {minimum: 1, maximum: 8, suspension: allSuspended}};
  const {code, sent} = await ran('resume-scaling srvweb --cluster erp --yes', {...world, scaling});
  expect({code, sent}).toEqual({code: 0, sent: [`suspension srvweb ${JSON.stringify(nothingSuspended)}`]});
});

test('nothing is sent where there is no auto scaling, or no such kind of it', async () => {
  const without = await ran('scaling-bounds srvweb 2-4 --cluster erp --yes', {...world, scaling: {srvweb: 'none'}});
  expect(without).toMatchObject({code: 3, sent: []});
  expect(without.stderr).toContain('srvweb has no auto scaling');
  const unknown = await ran('suspend-scaling srvweb sideways --cluster erp --yes', world);
  expect(unknown).toMatchObject({code: 2, sent: []});
  expect(unknown.stderr).toContain('"sideways" is nothing that can be suspended');
});
