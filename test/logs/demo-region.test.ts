// The follower over the real SDK client and the demo region: what it told, against what the region has when all is over.

import {expect, test} from 'vitest';
import {createConnection} from '../../src/aws/connection.ts';
import {createDemo} from '../../src/demo/demo.ts';
import {createRequestHandler} from '../../src/demo/request-handler.ts';
import type {LogLine} from '../../src/domain/log-line.ts';
import {createFollower} from '../../src/logs/follow.ts';
import {type LogMembers, readMembers} from '../../src/logs/members.ts';
import {olderLines} from '../../src/logs/older.ts';
import {manualClock} from '../aws/manual-clock.ts';
import {seeded} from './log-server.ts';

const region = 'ap-southeast-1';
const patient = new AbortController().signal;

test.each<[string, LogMembers]>([
  ['tasks that crash and come again', {cluster: 'consul-demo', service: 'weather'}],
  ['a clock that is ahead', {cluster: 'consul-demo', service: 'stock-price'}],
  ['a deployment that fails', {cluster: 'simple-ecs-cluster', service: 'simple-application'}],
  ['streams named by Docker', {cluster: 'erp', service: 'srvapp2'}],
])('%s: every line once, with 20 % of calls throttled', async (_, members) => {
  const clock = manualClock();
  const demo = createDemo({clock, faults: 'throttle=0.2'});
  const connection = await createConnection({
    clock,
    region,
    requestHandler: createRequestHandler(demo, clock),
    credentials: {accessKeyId: 'AKIADEMO', secretAccessKey: 'secret'},
    allowsChanges: false,
  });
  const since = clock.now() - 60_000;
  const lines: LogLine[] = [];
  const follower = createFollower({
    reads: connection.logs,
    clock,
    random: seeded(5),
    since,
    members: signal => readMembers(connection.region.ecs, members, region, signal),
    onUpdate: update => {
      if (update.type === 'lines') lines.push(...update.lines);
    },
  });
  const stop = new AbortController();
  const run = follower.run(stop.signal).catch(() => undefined);
  const followedUntil = clock.now() + 240_000;
  await clock.advance(240_000 + 150_000);
  stop.abort();
  await run;

  demo.faults.set('');
  const {streams} = await readMembers(connection.region.ecs, members, region, patient);
  const expected: LogLine[] = [];
  const spans = olderLines(connection.logs, {streams, before: followedUntil, wanted: Number.POSITIVE_INFINITY, notBefore: since}, patient);
  const all = (async () => {
    for await (const span of spans) expected.push(...span.lines);
  })();
  await clock.advance(30_000);
  await all;
  const told = lines.map(({id}) => id);
  expect(expected.length).toBeGreaterThan(50);
  expect(new Set(told).size).toBe(told.length);
  expect(expected.filter(({id}) => !told.includes(id)).map(({message, at}) => [at - since, message])).toEqual([]);
});
