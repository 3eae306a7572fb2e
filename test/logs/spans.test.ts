// Lines before and after a moment, however dense they are: none lost, none twice, and never more at once than fits in memory.

import {expect, test} from 'vitest';
import type {LogLine} from '../../src/domain/log-line.ts';
import type {LogReads} from '../../src/domain/log-ports.ts';
import type {LogStream} from '../../src/logs/log-stream.ts';
import {newerLines} from '../../src/logs/newer.ts';
import {linesBetween, olderLines} from '../../src/logs/older.ts';
import {LogServer} from './log-server.ts';

const patient = new AbortController().signal;
const now = 10_000_000;

function streamOf(name: string, prefix?: string): LogStream {
  const where = {region: 'here', group: 'shop', name, ...(prefix !== undefined && {prefix})};
  return {...where, task: name, container: 'app', taskDefinitionArn: 'app:1', delivery: 'blocking', createdAt: 0};
}

/** Ten seconds with 40,000 lines, four of them in each millisecond, and a few before and after. */
function busyServer() {
  const server = new LogServer(
    () => now,
    () => 0.5,
  );
  const names = ['web/app/a', 'web/app/b', 'web/app/c', 'web/app/d'];
  const written: string[] = [];
  const write = (name: string, at: number) => {
    written.push(`${at} ${name}`);
    server.write(name, at, `${at} ${name}`);
  };
  for (let at = 4_000_000; at < 5_000_000; at += 50_000) write('web/app/a', at);
  for (let at = 5_000_000; at < 5_010_000; at += 1) for (const name of names) write(name, at);
  for (let at = 6_000_000; at < 7_000_000; at += 50_000) write('web/app/b', at);
  server.write('web/app/other', 5_005_000, 'of another service');
  return {server, written, streams: names.map(name => streamOf(name, 'web/app/'))};
}

const messages = (lines: readonly LogLine[]) => lines.map(({message}) => message);

test('going back reads all of it once, in spans that fit', async () => {
  const {server, written, streams} = busyServer();
  const found: LogLine[] = [];
  let most = 0;
  const request = {streams, before: now, wanted: Number.POSITIVE_INFINITY, notBefore: 0};
  for await (const {lines} of olderLines(server, request, patient)) {
    most = Math.max(most, lines.length);
    found.unshift(...lines);
  }
  expect(messages(found).toSorted()).toEqual(written.toSorted());
  expect(most).toBeLessThan(10_000);
});

test('reading forwards by spans reads all of it once', async () => {
  const {server, written, streams} = busyServer();
  const found: LogLine[] = [];
  for await (const {lines} of linesBetween(server, {streams, from: 0, to: now}, patient)) found.push(...lines);
  expect(messages(found).toSorted()).toEqual(written.toSorted());
});

test.each([true, false])('steps from a moment on meet each line once (by prefix: %s)', async hasPrefix => {
  const {server, written, streams} = busyServer();
  const asked = hasPrefix ? streams : streams.map(({name}) => streamOf(name));
  const found: LogLine[] = [];
  let steps = 0;
  for (let from = 4_500_000; from <= now; steps += 1) {
    const {lines, until} = await newerLines(server, {streams: asked, from, to: now}, patient);
    found.push(...lines);
    from = until + 1;
  }
  expect(messages(found)).toEqual(written.filter(line => Number(line.split(' ')[0]) >= 4_500_000));
  expect(steps).toBeLessThan(60);
});

test('names that do not exist, empty pages and a full millisecond hold nothing up', async () => {
  const server = new LogServer(
    () => now,
    () => 0.5,
  );
  for (let count = 0; count < 2_500; count += 1) server.write('a', 5_000, `line ${count}`);
  const reads: LogReads = {
    filterPage: async query => (query.token === undefined ? {events: [], nextToken: 'first'} : server.filterPage(query)),
    newestPage: () => server.newestPage(),
    liveTail: () => server.liveTail(),
  };
  const {lines, until} = await newerLines(reads, {streams: [streamOf('a')], from: 5_000, to: now}, patient);
  expect(lines).toHaveLength(2_500);
  expect(until).toBe(now);
  const known = await newerLines(server, {streams: [streamOf('gone'), streamOf('a')], from: 5_000, to: now}, patient);
  expect(known.lines).toHaveLength(2_500);
});
