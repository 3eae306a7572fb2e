import {expect, test} from 'vitest';
import {AccessDenied} from '../../src/domain/errors.ts';
import type {MetricQuery} from '../../src/domain/metric.ts';
import {readClusterHour} from '../../src/resources/cluster-metrics.ts';
import {sectionLines} from '../../src/resources/section-text.ts';
import {hourSections, readServiceHour} from '../../src/resources/service-metrics.ts';
import {aCluster, aService, aTargetGroup, minute, now, targetGroupArn} from '../domain/fixtures.ts';
import {type Contents, patient, regionOf} from './region.ts';

const balancer = 'arn:aws:elasticloadbalancing:ap-southeast-1:111122223333:loadbalancer/app/albdocker/0123456789abcdef';
const targetGroups = [aTargetGroup({loadBalancerArns: [balancer]})];
const row = aService({loadBalancers: [{targetGroupArn}]});

const values: Readonly<Record<string, number>> = {
  'CPUUtilization Average': 40,
  'CPUUtilization Minimum': 12,
  'CPUUtilization Maximum': 97,
  'RequestCount Sum': 200,
  'TargetResponseTime p99': 1.25,
};

/** One value for each of the last ten minutes. */
function points({name, statistic}: MetricQuery) {
  const value = values[`${name} ${statistic}`];
  return value === undefined ? [] : Array.from({length: 10}, (_, index) => ({at: now - (10 - index) * minute, value}));
}

async function hourOf(contents: Contents) {
  const {aws, calls} = regionOf({targetGroups, points, ...contents});
  const hour = await readServiceHour(aws, row, patient, now);
  return {calls, text: hour && sectionLines(hourSections(hour, now), false).join('\n')};
}

test('least, mean and greatest are those of the tasks; no datapoint is said and no zero', async () => {
  const {calls, text} = await hourOf({});
  expect(calls.toSorted()).toEqual(['metrics 3', 'metrics 6', 'targetGroups']);
  expect(text).toMatch(/CPU +▄▄▄▄▄ +40% +12% +40% +97%/);
  expect(text).toMatch(/memory +no datapoint/);
});

test('no 5xx means none where there were requests, and is unknown where there were not', async () => {
  expect((await hourOf({})).text).toMatch(/targetweb +200 +0 +1\.25 s +████/);
  const none = await hourOf({points: query => (query.namespace === 'AWS/ECS' ? points(query) : [])});
  expect(none.text).toMatch(/targetweb +no datapoint +unknown +–/);
});

test('a network load balancer is not asked for answers', async () => {
  const {calls, text} = await hourOf({targetGroups: [aTargetGroup({loadBalancerArns: [balancer.replace('/app/', '/net/')]})]});
  expect(calls).not.toContain('metrics 3');
  expect(text).not.toContain('Requests');
});

test('what CloudWatch could not read is a problem, of its own part alone', async () => {
  const {text} = await hourOf({points: query => (query.namespace === 'AWS/ECS' ? points(query) : undefined)});
  expect(text).toMatch(/CPU +▄/);
  expect(text).toContain('CloudWatch could not read AWS/ApplicationELB RequestCount');
  await expect(hourOf({points: () => undefined})).rejects.toThrow('CloudWatch could not read AWS/ECS CPUUtilization');
});

test('denied target groups cost the requests, not the CPU', async () => {
  const {aws} = regionOf({targetGroups, points});
  const denied = new AccessDenied('x', 'denied: elasticloadbalancing:DescribeTargetGroups', 'Ask for it.');
  const without = {...aws, loadBalancing: {...aws.loadBalancing, targetGroups: () => Promise.reject(denied)}};
  const hour = await readServiceHour(without, row, patient, now);
  const told = hour && sectionLines(hourSections(hour, now), false).join('\n');
  expect(told).toMatch(/CPU +▄/);
  expect(told).toContain('denied: elasticloadbalancing:DescribeTargetGroups');
});

test('turned off there is no hour; a cluster without instances has none to tell', async () => {
  const {aws: without} = regionOf({targetGroups});
  expect(await readServiceHour(without, row, patient, now)).toBeUndefined();
  const {aws, calls} = regionOf({points});
  expect(await readClusterHour(aws, aCluster({instances: 0}), patient)).toBeUndefined();
  expect(calls).toEqual([]);
  expect((await readClusterHour(aws, aCluster(), patient))?.map(({title}) => title)).toEqual([
    'CPU reserved',
    'CPU used',
    'memory reserved',
    'memory used',
  ]);
  expect(calls).toEqual(['metrics 4']);
});
