// LogReads over the SDK's real client and the demo region.

import {expect, test} from 'vitest';
import {Gone} from '../../src/domain/errors.ts';
import type {LogLine} from '../../src/domain/log-line.ts';
import type {LiveTailUpdate} from '../../src/domain/log-ports.ts';
import {readMembers} from '../../src/logs/members.ts';
import {olderLines} from '../../src/logs/older.ts';
import {connectToDemo, region} from '../logs/connect-to-demo.ts';

const patient = new AbortController().signal;

async function connect() {
  const {connection, ...rest} = await connectToDemo();
  return {...rest, ...connection};
}

test('pages of a group, by prefix, with their tokens', async () => {
  const {logs, clock} = await connect();
  const query = {group: 'consul-demo', region, prefix: 'stock-price/', start: clock.now() - 600_000, end: clock.now(), limit: 100};
  const first = await logs.filterPage(query, patient);
  expect(first.events).toHaveLength(100);
  expect(first.events[0]).toMatchObject({stream: expect.stringMatching(/^stock-price\/stock-price\//), message: expect.any(String)});
  const second = await logs.filterPage({...query, ...(first.nextToken !== undefined && {token: first.nextToken})}, patient);
  expect(second.events[0]?.at).toBeGreaterThanOrEqual(first.events.at(-1)?.at ?? 0);
  await expect(logs.filterPage({...query, group: 'none'}, patient)).rejects.toBeInstanceOf(Gone);
});

test('the newest lines of a stream, and those before', async () => {
  const {logs, region: aws} = await connect();
  const {streams} = await readMembers(aws.ecs, {cluster: 'erp', service: 'srvweb'}, region, patient);
  expect(streams[0]).toMatchObject({group: 'taskweb', container: 'web', delivery: 'default'});
  const stream = streams[0]?.name ?? '';
  const newest = await logs.newestPage({group: 'taskweb', region, stream, limit: 50}, patient);
  const older = await logs.newestPage(
    {group: 'taskweb', region, stream, limit: 50, ...(newest.olderToken && {token: newest.olderToken})},
    patient,
  );
  expect(newest.events).toHaveLength(50);
  expect(older.events.at(-1)?.at).toBeLessThanOrEqual(newest.events[0]?.at ?? 0);
});

test('the last lines before a crash, of a task that is stopped', async () => {
  const {logs, region: aws, clock} = await connect();
  const {streams} = await readMembers(aws.ecs, {cluster: 'consul-demo', service: 'weather'}, region, patient);
  const crashed = streams.find(({endedAt}) => endedAt !== undefined);
  if (crashed === undefined) throw new Error('nothing crashed');
  const spans = olderLines(logs, {streams: [crashed], before: clock.now(), wanted: 20, notBefore: 0}, patient);
  const lines: LogLine[] = [];
  for await (const span of spans) lines.unshift(...span.lines);
  expect(lines.at(-1)?.message).toContain('OutOfMemory');
  expect(lines.at(-1)?.task).toBe(crashed.task);
});

test('Live Tail starts, tells lines, and ends when it is left', async () => {
  const {logs, clock} = await connect();
  const updates = logs.liveTail({group: 'taskweb', region}, patient)[Symbol.asyncIterator]();
  const next = async (milliseconds: number): Promise<LiveTailUpdate> => {
    const update = updates.next();
    await clock.advance(milliseconds);
    return (await update).value;
  };
  expect(await next(0)).toEqual({type: 'started'});
  const lines: LiveTailUpdate[] = [];
  for (let second = 0; second < 10; second += 1) lines.push(await next(1_000));
  expect(lines.flatMap(update => (update.type === 'events' ? update.events : [])).length).toBeGreaterThan(10);
  await updates.return?.();
  expect((await updates.next()).done).toBe(true);
});

test('Live Tail that is aborted rejects at once', async () => {
  const {logs, clock} = await connect();
  const stop = new AbortController();
  const updates = logs.liveTail({group: 'taskweb', region}, stop.signal)[Symbol.asyncIterator]();
  const started = updates.next();
  await clock.advance(0);
  await started;
  const pending = updates.next();
  stop.abort(new Error('left'));
  await expect(pending).rejects.toThrow('left');
});
