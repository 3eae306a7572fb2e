// A short soak: many streams that write numbered lines, late, while AWS throttles and fails and tasks are replaced.

import {expect, test} from 'vitest';
import type {LogLine} from '../../src/domain/log-line.ts';
import {LogBuffer} from '../../src/logs/buffer.ts';
import {Follower} from '../../src/logs/follow.ts';
import type {FollowUpdate} from '../../src/logs/follow-update.ts';
import type {LogStream} from '../../src/logs/log-stream.ts';
import {manualClock} from '../aws/manual-clock.ts';
import {LogServer, seeded} from './log-server.ts';

const start = Date.UTC(2026, 10, 20, 9);
const streamsAtATime = 150;
const minutes = 12;
const latest = 60_000;

// Where one line in a hundred is late, the look-back grows until polls find them; where one in two thousand is, sweeps have to.
test.each([
  {lateShare: 0.01, isSwept: false},
  {lateShare: 0.0005, isSwept: true},
])('150 streams, $lateShare of lines up to a minute late, 20 % of calls failing, tasks replaced: none lost, none twice', async given => {
  const clock = manualClock(start);
  const random = seeded(7);
  const server = new LogServer(() => clock.now(), random);
  const usual = {throttled: 0.1, failed: 0.1};
  server.faults = usual;
  const writers = createWriters(server, random, given.lateShare);
  const buffer = new LogBuffer(1024 ** 3);
  const lines: LogLine[] = [];
  const gaps = new Map<string, boolean>();
  const onUpdate = (update: FollowUpdate) => {
    if (update.type === 'lines') {
      lines.push(...update.lines);
      buffer.add(update.lines);
    }
    if (update.type === 'gap') gaps.set(update.gap.id, update.gap.closedAt !== undefined);
  };
  const members = async () => ({streams: writers.streams(), unknown: []});
  const follower = new Follower({reads: server, clock, random, since: start, members, onUpdate});
  const stop = new AbortController();
  const run = follower.run(stop.signal).catch(() => undefined);

  for (let second = 0; second < minutes * 60; second += 1) {
    writers.write(clock.now());
    if (second % 20 === 0) writers.replaceOne(clock.now());
    // Nothing is answered for half a minute.
    if (second === 240) server.faults = {throttled: 0.5, failed: 1};
    if (second === 270) server.faults = usual;
    await clock.advance(1_000);
  }
  // The last late lines come, and the sweep that finds them.
  server.faults = {throttled: 0, failed: 0};
  for (let second = 0; second < 200; second += 10) await clock.advance(10_000);
  stop.abort();
  await run;

  const read = new Set(lines.map(({message}) => message));
  expect(writers.written.filter(message => !read.has(message))).toEqual([]);
  expect(lines.length).toBe(writers.written.length);
  expect(buffer.size).toBe(writers.written.length);
  const times = buffer.slice(0, buffer.size).map(({at}) => at);
  expect(times.every((at, index) => at >= (times[index - 1] ?? 0))).toBe(true);
  expect(writers.written.length).toBeGreaterThan(10_000);
  if (given.isSwept) expect(lines.some(({isLate}) => isLate)).toBe(true);
  expect(gaps.size).toBeGreaterThan(0);
  expect([...gaps.values()].every(isClosed => isClosed)).toBe(true);
  expect(follower.status().reach).toBeGreaterThan(latest);
});

function createWriters(server: LogServer, random: () => number, lateShare: number) {
  const live: {stream: LogStream; sequence: number}[] = [];
  const ended: LogStream[] = [];
  const written: string[] = [];
  let tasks = 0;
  const startOne = (now: number) => {
    tasks += 1;
    const task = `task${tasks}`;
    // Half of the tasks have a prefix (one query takes them all), half are named by their Docker container.
    const prefix = tasks % 2 === 0 ? {prefix: 'web/app/'} : {};
    const name = tasks % 2 === 0 ? `web/app/${task}` : `docker-${task}`;
    const where = {region: 'eu-west-1', group: 'shop', name, ...prefix};
    const stream: LogStream = {...where, task, container: 'app', taskDefinitionArn: 'td', delivery: 'blocking', createdAt: now};
    live.push({stream, sequence: 0});
  };
  while (live.length < streamsAtATime) startOne(start);
  return {
    written,
    streams: () => [...live.map(({stream}) => stream), ...ended],
    write(now: number) {
      for (const writer of live) {
        if (random() > 0.15) continue;
        writer.sequence += 1;
        const message = `${writer.stream.task} ${writer.sequence}`;
        const late = random() < lateShare ? latest / 2 + (random() * latest) / 2 : 200 + random() * 4_000;
        server.write(writer.stream.name, now + Math.floor(random() * 1_000), message, Math.floor(late));
        written.push(message);
      }
    },
    replaceOne(now: number) {
      const index = Math.floor(random() * live.length);
      const [gone] = live.splice(index, 1);
      if (gone !== undefined) ended.push({...gone.stream, endedAt: now + 1_000});
      startOne(now);
    },
  };
}
