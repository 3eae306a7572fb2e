import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  type FilteredLogEvent,
  FilterLogEventsCommand,
  type FilterLogEventsCommandInput,
  GetLogEventsCommand,
  PutLogEventsCommand,
  StartLiveTailCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {DescribeTasksCommand, ListTasksCommand} from '@aws-sdk/client-ecs';
import {describe, expect, test} from 'vitest';
import {createRequestHandler} from '../../../src/demo/request-handler.ts';
import {credentials, launch, refusal} from '../wire/fixture.ts';

function logsOf() {
  const {clock, region, ecs} = launch();
  const settings = {region: 'ap-southeast-1', credentials, maxAttempts: 1, requestHandler: createRequestHandler(region, clock)};
  const logs = new CloudWatchLogsClient(settings);
  const all = async (input: FilterLogEventsCommandInput) => {
    const events: FilteredLogEvent[] = [];
    let pages = 0;
    for (let nextToken: string | undefined; ; ) {
      const answer = await logs.send(new FilterLogEventsCommand({...input, ...(nextToken !== undefined && {nextToken})}));
      events.push(...(answer.events ?? []));
      pages += 1;
      nextToken = answer.nextToken;
      if (nextToken === undefined) return {events, pages};
      await clock.advance(100);
    }
  };
  return {clock, region, ecs, logs, all, now: () => clock.now()};
}

describe('what the world writes', () => {
  test('streams are named as the logConfiguration says, for running and stopped tasks', async () => {
    const {ecs, logs} = logsOf();
    const {taskArns = []} = await ecs.send(
      new ListTasksCommand({cluster: 'consul-demo', serviceName: 'weather', desiredStatus: 'STOPPED'}),
    );
    expect(taskArns.length).toBeGreaterThan(0);
    const {logStreams = []} = await logs.send(
      new DescribeLogStreamsCommand({logGroupName: 'consul-demo', logStreamNamePrefix: 'weather/weather/'}),
    );
    const names = logStreams.map(({logStreamName}) => logStreamName);
    expect(names).toEqual(expect.arrayContaining(taskArns.map(arn => `weather/weather/${arn.split('/').at(-1)}`)));
    const docker = await ecs.send(new ListTasksCommand({cluster: 'erp', serviceName: 'srvweb'}));
    const {tasks = []} = await ecs.send(new DescribeTasksCommand({cluster: 'erp', tasks: docker.taskArns ?? []}));
    const streams = await logs.send(new DescribeLogStreamsCommand({logGroupName: 'taskweb'}));
    expect(streams.logStreams?.map(({logStreamName}) => logStreamName)).toEqual(
      expect.arrayContaining(tasks.map(task => task.containers?.[0]?.runtimeId)),
    );
  });

  test('a crashed task ends with the reason', async () => {
    const {ecs, all} = logsOf();
    const {taskArns = []} = await ecs.send(
      new ListTasksCommand({cluster: 'consul-demo', serviceName: 'weather', desiredStatus: 'STOPPED'}),
    );
    const {events} = await all({logGroupName: 'consul-demo', logStreamNames: [`weather/weather/${taskArns[0]?.split('/').at(-1)}`]});
    expect(events.at(-1)?.message).toMatch(/OutOfMemory/);
  });

  test('the same question gets the same answer, in the order of time, and hours of history are there', async () => {
    const {all, now} = logsOf();
    const question = {logGroupName: '/ecs/orders-blue', startTime: now() - 2 * 3_600_000, endTime: now() - 3_600_000};
    const {events} = await all(question);
    expect(events.length).toBeGreaterThan(1_000);
    expect((await all(question)).events).toEqual(events);
    expect(events.every(({timestamp = 0}, index) => timestamp >= (events[index - 1]?.timestamp ?? 0))).toBe(true);
    expect(new Set(events.map(({eventId}) => eventId)).size).toBe(events.length);
  });

  test('late lines cannot be read before they were ingested', async () => {
    const {all, clock, now} = logsOf();
    const question = {logGroupName: '/ecs/orders-blue', startTime: now() - 1_800_000, endTime: now()};
    const before = (await all(question)).events;
    expect(before.every(({ingestionTime = 0}) => ingestionTime <= now())).toBe(true);
    await clock.advance(61_000);
    const after = (await all(question)).events;
    expect(after.length).toBeGreaterThan(before.length);
    expect(after.some(({timestamp = 0, ingestionTime = 0}) => ingestionTime - timestamp > 20_000)).toBe(true);
  });

  test('a clock that is ahead stamps lines in the future', async () => {
    const {all, now} = logsOf();
    const {events} = await all({logGroupName: 'consul-demo', logStreamNamePrefix: 'stock-price/', startTime: now() + 600_000});
    expect(events.length).toBeGreaterThan(0);
  });

  test('a line of 10 MB comes alone in its page', async () => {
    const {all, clock} = logsOf();
    // Two reports every seven minutes, and one in four is written as one line.
    await clock.advance(3_600_000);
    const {events} = await all({logGroupName: '/batch/jobs', logStreamNamePrefix: 'report-export/', filterPattern: 'report='});
    expect(Math.max(...events.map(({message = ''}) => message.length))).toBeGreaterThan(10_000_000);
  });
});

describe('the rules of the API', () => {
  test('what is put is read: pages, tokens, both directions', async () => {
    const {logs, now, all} = logsOf();
    const where = {logGroupName: '/put', logStreamName: 'one'};
    await logs.send(new CreateLogGroupCommand({logGroupName: '/put'}));
    await logs.send(new CreateLogStreamCommand(where));
    const logEvents = Array.from({length: 25}, (_, index) => ({timestamp: now() - 25_000 + index * 1_000, message: `line ${index}`}));
    await logs.send(new PutLogEventsCommand({...where, logEvents}));
    const {events, pages} = await all({logGroupName: '/put', limit: 10});
    expect(events.map(({message}) => message)).toEqual(logEvents.map(({message}) => message));
    expect(pages).toBe(3);
    const newest = await logs.send(new GetLogEventsCommand({...where, limit: 20}));
    expect(newest.events?.map(({message}) => message)).toEqual(logEvents.slice(5).map(({message}) => message));
    const older = await logs.send(new GetLogEventsCommand({...where, limit: 20, nextToken: newest.nextBackwardToken}));
    expect(older.events?.map(({message}) => message)).toEqual(logEvents.slice(0, 5).map(({message}) => message));
    const end = await logs.send(new GetLogEventsCommand({...where, nextToken: newest.nextForwardToken}));
    expect(end).toMatchObject({events: [], nextForwardToken: newest.nextForwardToken});
  });

  test('what AWS refuses is refused', async () => {
    const {logs, all, clock} = logsOf();
    const names = Array.from({length: 101}, (_, index) => `s${index}`);
    expect(await refusal(all({logGroupName: 'taskweb', logStreamNames: names}))).toMatchObject({name: 'InvalidParameterException'});
    const both = {logGroupName: 'taskweb', logStreamNames: ['s'], logStreamNamePrefix: 's'};
    expect(await refusal(all(both))).toMatchObject({name: 'InvalidParameterException'});
    expect(await refusal(all({logGroupName: 'none'}))).toMatchObject({name: 'ResourceNotFoundException'});
    const question = {logGroupName: '/ecs/orders-blue', limit: 1};
    const {nextToken} = await logs.send(new FilterLogEventsCommand(question));
    expect(await refusal(all({...question, filterPattern: 'x', nextToken}))).toMatchObject({name: 'InvalidParameterException'});
    await clock.advance(86_400_001);
    expect(await refusal(all({...question, nextToken}))).toMatchObject({name: 'InvalidParameterException'});
  });

  test('more than ten FilterLogEvents a second are throttled', async () => {
    const {logs} = logsOf();
    const calls = Array.from({length: 11}, () => logs.send(new FilterLogEventsCommand({logGroupName: 'taskweb', limit: 1})));
    const refused = (await Promise.allSettled(calls)).filter(({status}) => status === 'rejected');
    expect(refused).toHaveLength(1);
    expect((await logs.send(new DescribeLogGroupsCommand({}))).logGroups?.length).toBeGreaterThan(5);
  });
});

test('Live Tail tells what is ingested second by second, samples it, and ends after three hours', async () => {
  const {logs, clock, now} = logsOf();
  const where = {logGroupName: '/live', logStreamName: 'one'};
  await logs.send(new CreateLogGroupCommand({logGroupName: '/live'}));
  await logs.send(new CreateLogStreamCommand(where));
  const arn = 'arn:aws:logs:ap-southeast-1:111122223333:log-group:/live';
  const {responseStream} = await logs.send(new StartLiveTailCommand({logGroupIdentifiers: [arn]}));
  if (responseStream === undefined) throw new Error('no stream');
  const updates = responseStream[Symbol.asyncIterator]();
  const next = async (milliseconds: number) => {
    const update = updates.next();
    await clock.advance(milliseconds);
    return (await update).value;
  };
  expect(await next(0)).toMatchObject({sessionStart: {logGroupIdentifiers: [arn]}});
  expect(await next(1_000)).toMatchObject({sessionUpdate: {sessionMetadata: {sampled: false}, sessionResults: []}});
  const put = (count: number) =>
    logs.send(
      new PutLogEventsCommand({...where, logEvents: Array.from({length: count}, (_, index) => ({timestamp: now(), message: `${index}`}))}),
    );
  const pending = updates.next();
  await clock.advance(500);
  await put(2);
  await clock.advance(500);
  expect((await pending).value?.sessionUpdate).toMatchObject({
    sessionMetadata: {sampled: false},
    sessionResults: [{message: '0'}, {message: '1'}],
  });
  const many = updates.next();
  await clock.advance(500);
  await put(600);
  await clock.advance(500);
  const sampled = (await many).value?.sessionUpdate;
  expect(sampled?.sessionMetadata?.sampled).toBe(true);
  expect(sampled?.sessionResults).toHaveLength(500);
  await next(3 * 3_600_000);
  const end = expect(updates.next()).rejects.toMatchObject({name: 'SessionTimeoutException'});
  await clock.advance(1_000);
  await end;
});
