import {expect, test} from 'vitest';
import type {LogLine} from '../../src/domain/log-line.ts';
import type {LiveTailUpdate, LogReads} from '../../src/domain/log-ports.ts';
import {Follower} from '../../src/logs/follow.ts';
import type {FollowUpdate} from '../../src/logs/follow-update.ts';
import {runLiveTail} from '../../src/logs/live-tail.ts';
import type {LogStream} from '../../src/logs/log-stream.ts';
import {byGroup, selectionsOf} from '../../src/logs/selections.ts';
import {manualClock} from '../aws/manual-clock.ts';
import {LogServer, seeded} from './log-server.ts';

const start = Date.UTC(2026, 10, 20, 9);

function streamOf(name: string, more: Partial<LogStream> = {}): LogStream {
  const where = {region: 'eu-west-1', group: 'shop', name};
  return {...where, task: name, container: 'app', taskDefinitionArn: 'td', delivery: 'blocking', createdAt: start, ...more};
}

function follow(streams: readonly LogStream[], readsOf: (server: LogServer) => LogReads = server => server) {
  const clock = manualClock(start);
  const server = new LogServer(() => clock.now(), seeded(1));
  const updates: FollowUpdate[] = [];
  const members = {current: streams};
  const follower = new Follower({
    reads: readsOf(server),
    clock,
    random: seeded(2),
    since: start,
    members: async () => ({streams: members.current, unknown: []}),
    onUpdate: update => updates.push(update),
  });
  const stop = new AbortController();
  const run = follower.run(stop.signal).catch(() => undefined);
  const lines = (): readonly LogLine[] => updates.flatMap(update => (update.type === 'lines' ? update.lines : []));
  const end = async () => {
    stop.abort();
    await run;
  };
  return {clock, server, follower, members, updates, lines, messages: () => lines().map(({message}) => message), end, stop};
}

test('an event stamped in the future hides nothing', async () => {
  const {clock, server, messages, end} = follow([streamOf('a')]);
  server.write('a', start + 100, 'first');
  server.write('a', start + 2 * 3_600_000, 'from the future', -(2 * 3_600_000) + 200);
  await clock.advance(5_000);
  for (let index = 0; index < 60; index += 1) {
    server.write('a', clock.now(), `line ${index}`, 3_000);
    await clock.advance(5_000);
  }
  expect(messages()).toHaveLength(62);
  await end();
});

test('a line that is 10 minutes late is found by the sweep, and marked', async () => {
  const {clock, server, lines, end} = follow([streamOf('a')]);
  for (let minute = 0; minute < 14; minute += 1) {
    server.write('a', clock.now(), `minute ${minute}`);
    if (minute === 2) server.write('a', clock.now(), 'late', 600_000);
    await clock.advance(60_000);
  }
  expect(lines().filter(({message}) => message === 'late')).toMatchObject([{isLate: true, task: 'a'}]);
  expect(lines()).toHaveLength(15);
  await end();
});

test('a task joins by itself, with its first lines, and streams that do not exist yet hold up nobody', async () => {
  const {clock, server, members, messages, updates, end} = follow([streamOf('a')]);
  server.write('a', start, 'a1');
  await clock.advance(30_000);
  members.current = [streamOf('a'), streamOf('b', {createdAt: clock.now()})];
  await clock.advance(15_000);
  server.write('a', clock.now(), 'a2');
  await clock.advance(4_000);
  expect(messages()).toEqual(['a1', 'a2']);
  server.write('b', clock.now() - 3_000, 'b1');
  await clock.advance(12_000);
  expect(messages()).toContain('b1');
  members.current = [streamOf('b')];
  await clock.advance(12_000);
  expect(updates.filter(({type}) => type === 'left')).toHaveLength(1);
  await end();
});

test('streams that do not exist yet cost a bounded number of calls, and hold up nobody', async () => {
  const {clock, server, messages, end} = follow([
    ...Array.from({length: 90}, (_, index) => streamOf(`web/app/${index}`, {prefix: 'web/app/'})),
    ...Array.from({length: 5}, (_, index) => streamOf(`docker${index}`)),
    streamOf('docker9'),
  ]);
  server.write('docker9', start, 'here');
  server.write('web/app/77', start, 'and here');
  server.write('web/app/stranger', start, 'not ours');
  await clock.advance(1_000);
  expect(server.calls).toBeLessThan(20);
  await clock.advance(59_000);
  expect(messages().toSorted()).toEqual(['and here', 'here']);
  expect(server.calls).toBeLessThan(180);
  await end();
});

test('an outage opens a gap, which is closed when everything was read after all', async () => {
  const {clock, server, updates, messages, end} = follow([streamOf('a')]);
  server.write('a', start, 'before');
  await clock.advance(10_000);
  server.faults = {throttled: 1, failed: 0};
  await clock.advance(60_000);
  server.write('a', clock.now() - 50_000, 'meanwhile');
  const gaps = () => updates.flatMap(update => (update.type === 'gap' ? [update.gap] : []));
  expect(gaps()).toMatchObject([{why: expect.stringContaining('throttled')}]);
  expect(gaps()[0]?.closedAt).toBeUndefined();
  server.faults = {throttled: 0, failed: 0};
  await clock.advance(30_000);
  expect(gaps().at(-1)?.closedAt).toBeGreaterThan(start);
  expect(messages()).toEqual(['before', 'meanwhile']);
  await end();
});

test('while the tasks cannot be listed, those that are known are followed', async () => {
  let isBroken = false;
  const clock = manualClock(start);
  const server = new LogServer(() => clock.now(), seeded(1));
  const updates: FollowUpdate[] = [];
  const members = async () => {
    if (isBroken) throw new Error('denied');
    return {streams: [streamOf('a')], unknown: []};
  };
  const follower = new Follower({
    reads: server,
    clock,
    random: seeded(2),
    since: start,
    members,
    onUpdate: update => updates.push(update),
  });
  const stop = new AbortController();
  const run = follower.run(stop.signal);
  server.write('a', start, 'first');
  await clock.advance(5_000);
  isBroken = true;
  await clock.advance(20_000);
  server.write('a', clock.now(), 'still here');
  await clock.advance(5_000);
  expect(updates.map(({type}) => type)).toEqual(['joined', 'lines', 'membersUnknown', 'lines']);
  stop.abort(new Error('done'));
  await expect(run).rejects.toThrow('done');
});

test('Live Tail and polls together tell each line once, equal lines as often as they were written', async () => {
  const live = channel();
  const {clock, server, follower, lines, end, stop} = follow([streamOf('a')], inner => ({
    filterPage: query => inner.filterPage(query),
    newestPage: () => inner.newestPage(),
    liveTail: (_, signal) => live.open(signal),
  }));
  server.write('a', start, 'before');
  await clock.advance(3_000);
  const [tail] = follower.groups;
  if (tail === undefined) throw new Error('no group');
  follower.setLive(true);
  const states: string[] = [];
  const running = runLiveTail(
    tail,
    {reads: live.reads(server), clock, random: seeded(3), onState: ({state}) => states.push(state)},
    stop.signal,
  );
  running.catch(() => undefined);
  await clock.advance(0);
  live.push({type: 'started'});
  const twins = [server.write('a', clock.now() + 10, 'twin'), server.write('a', clock.now() + 10, 'twin')];
  const unsaid = server.write('a', clock.now() + 20, 'left out by sampling');
  live.push({type: 'events', events: twins.map(event => ({...event, id: ''})), isSampled: true});
  await clock.advance(100);
  expect(lines().map(({message}) => message)).toEqual(['before', 'twin', 'twin']);
  await clock.advance(20_000);
  expect(lines().map(({message}) => message)).toEqual(['before', 'twin', 'twin', unsaid.message]);
  // What the polls told first, Live Tail does not repeat.
  const known = server.write('a', clock.now(), 'polled first');
  await clock.advance(20_000);
  live.push({type: 'events', events: [{...known, id: ''}], isSampled: false});
  live.fail(new Error('connection reset'));
  await clock.advance(20_000);
  expect(
    lines()
      .map(({message}) => message)
      .filter(message => message === 'polled first'),
  ).toHaveLength(1);
  expect(states).toEqual(expect.arrayContaining(['starting', 'on', 'sampled', 'broken']));
  await end();
});

test('a service takes one call: by names up to 100 streams, by its prefix beyond', () => {
  const withPrefix = (count: number, prefix: string) => Array.from({length: count}, (_, index) => streamOf(`${prefix}${index}`, {prefix}));
  const queries = (streams: readonly LogStream[]) =>
    byGroup(streams)
      .flatMap(group => selectionsOf(group))
      .map(({prefix, streams: names}) => prefix ?? names?.length);
  expect(queries(withPrefix(60, 'web/app/'))).toEqual([60]);
  expect(queries(withPrefix(400, 'web/app/'))).toEqual(['web/app/']);
  expect(queries([...withPrefix(150, 'web/app/'), ...withPrefix(150, 'api/app/')])).toEqual(['web/app/', 'api/app/']);
  expect(queries([...withPrefix(150, 'web/app/'), ...Array.from({length: 120}, (_, index) => streamOf(`docker${index}`))])).toEqual([
    'web/app/',
    100,
    20,
  ]);
  expect(queries([streamOf('a'), streamOf('b', {region: 'us-east-1'}), streamOf('c', {group: 'other'})])).toEqual([1, 1, 1]);
});

/** A Live Tail session that a test speaks through. */
function channel() {
  const waiting: (() => void)[] = [];
  const updates: (LiveTailUpdate | Error)[] = [];
  const wake = () => {
    for (const resolve of waiting.splice(0)) resolve();
  };
  async function* open(signal: AbortSignal): AsyncGenerator<LiveTailUpdate> {
    signal.addEventListener('abort', wake);
    for (;;) {
      signal.throwIfAborted();
      const next = updates.shift();
      if (next instanceof Error) throw next;
      if (next !== undefined) yield next;
      else await new Promise<void>(resolve => waiting.push(resolve));
    }
  }
  return {
    open,
    reads: (inner: LogReads): LogReads => ({
      filterPage: (query, signal) => inner.filterPage(query, signal),
      newestPage: (query, signal) => inner.newestPage(query, signal),
      liveTail: (_, signal) => open(signal),
    }),
    push(update: LiveTailUpdate) {
      updates.push(update);
      wake();
    },
    fail(error: Error) {
      updates.push(error);
      wake();
    },
  };
}
