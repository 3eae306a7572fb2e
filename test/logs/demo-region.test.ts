// The follower over the real SDK client and the demo region: what it told, against what the region has when all is over.

import {expect, test} from 'vitest';
import type {LogLine} from '../../src/domain/log-line.ts';
import type {LogMembers} from '../../src/domain/log-members.ts';
import {Follower} from '../../src/logs/follow.ts';
import {readMembers} from '../../src/logs/members.ts';
import {type OlderSpan, olderLines} from '../../src/logs/older.ts';
import type {ManualClock} from '../aws/manual-clock.ts';
import {connectToDemo, region} from './connect-to-demo.ts';
import {seeded} from './log-server.ts';

const patient = new AbortController().signal;

test.each<[string, LogMembers]>([
  ['tasks that crash and come again', {cluster: 'consul-demo', service: 'weather'}],
  ['a clock that is ahead', {cluster: 'consul-demo', service: 'stock-price'}],
  ['a deployment that fails', {cluster: 'simple-ecs-cluster', service: 'simple-application'}],
  ['streams named by Docker', {cluster: 'erp', service: 'srvapp2'}],
])('%s: every line once, with 20 % of calls throttled', async (_, members) => {
  const {clock, demo, connection} = await connectToDemo();
  // The SDK's modules are imported at the first calls, in which the clock must stand still.
  await readMembers(connection.region.ecs, members, region, patient);
  await connection.logs.filterPage({group: 'taskweb', region, start: clock.now(), limit: 1}, patient);
  demo.faults.set('throttle=0.2');
  const since = clock.now() - 60_000;
  const lines: LogLine[] = [];
  const follower = new Follower({
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
  // Calls wait for their turn after all that throttling, so that the clock has to go on.
  const {streams} = await meanwhile(clock, readMembers(connection.region.ecs, members, region, patient));
  const request = {streams, before: followedUntil, wanted: Number.POSITIVE_INFINITY, notBefore: since};
  const expected = await meanwhile(clock, allLines(olderLines(connection.logs, request, patient)));
  expect(expected.length).toBeGreaterThan(50);
  // Equal lines are legal: each has to be told as often as it was written.
  expect(counted(lines.filter(({at}) => at < followedUntil))).toEqual(counted(expected));
});

function counted(lines: readonly LogLine[]): Readonly<Record<string, number>> {
  const byLine = Object.groupBy(lines, ({at, stream, message}) => `${at} ${stream} ${message}`);
  return Object.fromEntries(Object.entries(byLine).map(([line, equal = []]) => [line, equal.length]));
}

async function allLines(spans: AsyncIterable<OlderSpan>): Promise<readonly LogLine[]> {
  const lines: LogLine[] = [];
  for await (const span of spans) lines.push(...span.lines);
  return lines;
}

/** Lets time go on until the work is done. */
async function meanwhile<Result>(clock: ManualClock, work: Promise<Result>): Promise<Result> {
  let isDone = false;
  const end = () => {
    isDone = true;
  };
  work.then(end, end);
  while (!isDone) await clock.advance(500);
  return work;
}
