// Figures that cost money, and alarms, on a pipe.

import {expect, test} from 'vitest';
import {AccessDenied} from '../../src/domain/errors.ts';
import type {MetricQuery} from '../../src/domain/metric.ts';
import {parseArguments} from '../../src/headless/arguments.ts';
import {manualClock} from '../aws/manual-clock.ts';
import {aCluster, anAlarm, aService, minute} from '../domain/fixtures.ts';
import {ran} from './world.ts';

const newest = manualClock().now() - minute;
const contents = {clusters: [aCluster()], services: [aService()], points: cpuOnly};

function cpuOnly({name}: MetricQuery) {
  return name === 'CPUUtilization' ? [{at: newest, value: 41.2}] : [];
}

test('services have figures when they are asked for, and cost nothing otherwise', async () => {
  const without = await ran('get services --cluster erp', contents);
  expect(without.stdout).not.toMatch(/CPU|MEM/);
  const measured = await ran('get services --cluster erp --metrics', contents);
  expect(measured).toMatchObject({code: 0, stderr: ''});
  expect(measured.stdout).toMatch(/^NAME .* CPU +MEM +AGE/);
  expect(measured.stdout).toMatch(/^srvweb .* 41% /m);
  const json = await ran('get services --cluster erp --metrics -o json', contents);
  expect(JSON.parse(json.stdout)).toMatchObject([
    {name: 'srvweb', measured: {cpu: {at: newest, value: 41.2}, isUnread: false, alarms: []}},
  ]);
});

test('figures that may not be read are told beside the rows', async () => {
  const alarmProblem = new AccessDenied('cloudwatch:DescribeAlarms', 'denied: cloudwatch:DescribeAlarms', 'Ask for it.');
  const ended = await ran('get services --cluster erp --metrics', {...contents, alarmProblem});
  expect(ended).toMatchObject({code: 5, stderr: 'alarms: denied: cloudwatch:DescribeAlarms\n'});
  expect(ended.stdout).toMatch(/^srvweb .* 41% /m);
});

test('a kind without figures cannot be asked for them', () => {
  expect(parseArguments(['get', 'clusters', '--metrics'])).toEqual({
    type: 'usage',
    message: 'there are no metrics of clusters. Leave --metrics out; services have some.',
  });
});

test('alarms of a cluster, those that ring alone, and those of a service', async () => {
  const alarms = [
    anAlarm(),
    anAlarm({name: 'quiet', state: 'OK', metrics: [{namespace: 'AWS/ECS', name: 'CPUReservation', dimensions: {ClusterName: 'erp'}}]}),
  ];
  const all = await ran('get alarms --cluster erp', {...contents, alarms});
  expect(all).toMatchObject({code: 0, stderr: ''});
  expect(all.stdout).toMatch(/^NAME +STATE +SINCE +ABOUT +METRIC +REASON\ncpu-high +✗ ALARM .*srvweb .*\nquiet +✓ ok .*cluster erp/);
  const ringing = await ran('get alarms --cluster erp --problems -o json', {...contents, alarms});
  expect(JSON.parse(ringing.stdout)).toMatchObject([{name: 'cpu-high', state: 'ALARM', about: ['srvweb']}]);
  const ofService = await ran('get alarms --cluster erp --service srvweb -o ndjson', {...contents, alarms});
  expect(ofService.stdout.trim().split('\n')).toHaveLength(1);
});
