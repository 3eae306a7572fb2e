// Metrics of the demo region, asked for by the real client.

import {GetMetricDataCommand, type MetricDataQuery} from '@aws-sdk/client-cloudwatch';
import {UpdateServiceCommand} from '@aws-sdk/client-ecs';
import {expect, test} from 'vitest';
import {launch, refusal} from '../wire/fixture.ts';
import {type GroupNames, groupNames} from './groups.ts';

function query(
  name: string,
  dimensions: Readonly<Record<string, string>>,
  Stat = 'Average',
  Namespace = 'AWS/ECS',
): Omit<MetricDataQuery, 'Id'> {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({Name, Value}));
  return {MetricStat: {Metric: {Namespace, MetricName: name, Dimensions}, Period: 60, Stat}};
}

function ofService(cluster: string, service: string, name = 'CPUUtilization', statistic = 'Average') {
  return query(name, {ClusterName: cluster, ServiceName: service}, statistic);
}

function ofGroup(group: string, balancer: string, name: string, statistic: string) {
  return query(name, {TargetGroup: group, LoadBalancer: balancer}, statistic, 'AWS/ApplicationELB');
}

/** The points of the last minutes of each query, by time. */
async function pointsOf(on: ReturnType<typeof launch>, queries: readonly Omit<MetricDataQuery, 'Id'>[], minutes = 5) {
  const now = on.clock.now();
  const {MetricDataResults = []} = await on.cloudWatch.send(
    new GetMetricDataCommand({
      StartTime: new Date(now - minutes * 60_000),
      EndTime: new Date(now),
      ScanBy: 'TimestampAscending',
      MetricDataQueries: queries.map((one, index) => ({...one, Id: `m${index}`})),
    }),
  );
  return MetricDataResults.map(
    ({Timestamps = [], Values = []}) => new Map(Timestamps.map((time, index) => [time.getTime(), Values[index] ?? 0])),
  );
}

test('the same minute has the same figures whenever it is asked for, and new minutes come', async () => {
  const on = launch();
  const [before] = await pointsOf(on, [ofService('erp', 'srvweb')]);
  expect(before?.size).toBe(5);
  await on.clock.advance(130_000);
  const [after] = await pointsOf(on, [ofService('erp', 'srvweb')], 8);
  for (const [at, value] of before ?? []) expect(after?.get(at)).toBe(value);
  expect(Math.max(...(after?.keys() ?? []))).toBe(Math.max(...(before?.keys() ?? [])) + 120_000);
});

test('the minute that goes on has no figure yet', async () => {
  const on = launch();
  await on.clock.advance(59_000);
  const newest = Math.max(...((await pointsOf(on, [ofService('erp', 'srvweb')]))[0]?.keys() ?? []));
  expect(newest + 60_000).toBeLessThanOrEqual(on.clock.now());
});

test('a service that is short of tasks is busier, and least, mean and greatest are in that order', async () => {
  const on = launch();
  const [short] = await pointsOf(on, [ofService('erp', 'srvapp2')], 2);
  await on.ecs.send(new UpdateServiceCommand({cluster: 'erp', service: 'srvapp2', desiredCount: 5}));
  await on.clock.advance(1_000);
  const [enough] = await pointsOf(on, [ofService('erp', 'srvapp2')], 2);
  for (const [at, value] of enough ?? []) expect(value).toBeLessThan(short?.get(at) ?? 0);
  const names = ['Minimum', 'Average', 'Maximum'].map(statistic => ofService('erp', 'srvapp2', 'MemoryUtilization', statistic));
  const [least, mean, greatest] = await pointsOf(on, names, 2);
  for (const [at, value] of mean ?? []) {
    expect(least?.get(at)).toBeLessThan(value);
    expect(greatest?.get(at)).toBeGreaterThan(value);
  }
});

test('weather fills its memory up; a service without tasks has no datapoint', async () => {
  const on = launch();
  const [memory] = await pointsOf(on, [ofService('consul-demo', 'weather', 'MemoryUtilization', 'Maximum')], 15);
  expect(Math.max(...(memory?.values() ?? []))).toBeGreaterThan(90);
  await on.ecs.send(new UpdateServiceCommand({cluster: 'consul-demo', service: 'portal', desiredCount: 0}));
  for (let minute = 0; minute < 4; minute += 1) await on.clock.advance(60_000);
  const [portal] = await pointsOf(on, [ofService('consul-demo', 'portal')], 2);
  expect(portal?.size).toBe(0);
});

test('clusters with instances have reservations, those of Fargate have none', async () => {
  const reserved = (ClusterName: string) => query('MemoryReservation', {ClusterName});
  const [erp, discovery] = await pointsOf(launch(), [reserved('erp'), reserved('discovery')], 2);
  for (const value of erp?.values() ?? []) expect(value).toBeGreaterThan(50);
  expect(erp?.size).toBe(2);
  expect(discovery?.size).toBe(0);
});

test('a target group has requests; answers of 5xx only where there were some', async () => {
  const on = launch();
  const {web, checkoutA, checkoutB} = await groupNames(on);
  const ask = ({group, balancer}: GroupNames, name: string, statistic: string) => ofGroup(group, balancer, name, statistic);
  const [requests, failed, p50, p99] = await pointsOf(
    on,
    [
      ask(web, 'RequestCount', 'Sum'),
      ask(web, 'HTTPCode_Target_5XX_Count', 'Sum'),
      ask(web, 'TargetResponseTime', 'p50'),
      ask(web, 'TargetResponseTime', 'p99'),
    ],
    2,
  );
  expect(requests?.size).toBe(2);
  expect(failed?.size).toBe(0);
  for (const [at, value] of p50 ?? []) expect(p99?.get(at)).toBeGreaterThan(value);
  // The canary gets a tenth of the traffic of its service, and answers some of it wrongly.
  const both = [checkoutA, checkoutB].flatMap(names => [ask(names, 'RequestCount', 'Sum'), ask(names, 'HTTPCode_Target_5XX_Count', 'Sum')]);
  const [canary, canaryFailed, stable, stableFailed] = await pointsOf(on, both, 2);
  for (const [at, value] of canary ?? []) expect(value / (stable?.get(at) ?? 0)).toBeCloseTo(1 / 9, 1);
  expect(canaryFailed?.size).toBe(2);
  expect(stableFailed?.size).toBe(0);
});

test('500 metrics a call, and pages of datapoints', async () => {
  const {cloudWatch, clock} = launch();
  const times = {StartTime: new Date(clock.now() - 600_000), EndTime: new Date(clock.now())};
  const queries = (count: number) => Array.from({length: count}, (_, index) => ({...ofService('erp', 'srvweb'), Id: `m${index}`}));
  const send = (input: object, count = 1) =>
    cloudWatch.send(new GetMetricDataCommand({...times, MetricDataQueries: queries(count), ...input}));
  expect(await refusal(send({}, 501))).toMatchObject({name: 'ValidationException', status: 400});
  expect(await refusal(send({MaxDatapoints: 100_801}))).toMatchObject({name: 'ValidationException'});
  expect(await refusal(send({NextToken: 'mine'}))).toMatchObject({name: 'ValidationException'});
  expect(await refusal(send({StartTime: times.EndTime}))).toMatchObject({name: 'ValidationException'});
  const whole = await send({ScanBy: 'TimestampAscending'}, 2);
  const values: number[][] = [[], []];
  let calls = 0;
  for (let NextToken: string | undefined, isFirst = true; isFirst || NextToken !== undefined; isFirst = false) {
    const answer = await send({ScanBy: 'TimestampAscending', MaxDatapoints: 7, NextToken}, 2);
    calls += 1;
    for (const {Id, Values = []} of answer.MetricDataResults ?? []) values[Number(Id?.slice(1))]?.push(...Values);
    NextToken = answer.NextToken;
  }
  expect(calls).toBe(3);
  expect(values).toEqual(whole.MetricDataResults?.map(({Values}) => Values));
});

test('denied and throttled by their IAM names, with the codes that a query client knows', async () => {
  const {cloudWatch, clock, region} = launch({faults: 'deny=cloudwatch:GetMetricData'});
  const send = () =>
    cloudWatch.send(
      new GetMetricDataCommand({
        StartTime: new Date(clock.now() - 60_000),
        EndTime: new Date(clock.now()),
        MetricDataQueries: [{...ofService('erp', 'srvweb'), Id: 'cpu'}],
      }),
    );
  expect(await refusal(send())).toMatchObject({name: 'AccessDenied', status: 403});
  region.faults.set('');
  const outcomes = await Promise.allSettled(Array.from({length: 60}, send));
  expect(outcomes.filter(({status}) => status === 'fulfilled')).toHaveLength(50);
});
