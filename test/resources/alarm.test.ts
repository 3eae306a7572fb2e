import {expect, test} from 'vitest';
import {alarm} from '../../src/resources/alarm.ts';
import {anAlarm, aService, clusterArn, now} from '../domain/fixtures.ts';
import {all, type Contents, patient, regionOf} from './region.ts';

const service = aService();
const scope = {cluster: clusterArn, service: service.arn};

const mine = anAlarm({name: 'mine'});
const whole = anAlarm({name: 'whole', metrics: [{namespace: 'AWS/ECS', name: 'CPUReservation', dimensions: {ClusterName: 'erp'}}]});
const foreign = anAlarm({name: 'foreign', metrics: [{namespace: 'AWS/SQS', name: 'Age', dimensions: {QueueName: 'orders'}}]});

function composite(name: string, rule: string) {
  const {condition: _, ...rest} = anAlarm({name, metrics: [], rule});
  return rest;
}

async function listed(contents: Contents, where: Parameters<typeof alarm.list>[1] = scope) {
  const {aws, calls} = regionOf({services: [service], ...contents});
  const pages = await all(alarm.list(aws, where, patient));
  return {calls, rows: pages.flatMap(({rows}) => rows ?? []).map(({name, about}) => [name, about])};
}

test('of a service: what names it; of its cluster: what names any of its services, or the cluster itself', async () => {
  const alarms = [mine, whole, foreign];
  expect((await listed({alarms})).rows).toEqual([['mine', ['srvweb']]]);
  const ofCluster = await listed({alarms}, {cluster: clusterArn});
  expect(ofCluster.rows).toEqual([
    ['mine', ['srvweb']],
    ['whole', ['cluster erp']],
  ]);
  expect(ofCluster.calls).toEqual(['listServices', 'describeServices', 'alarms']);
});

test('what is made of other alarms is about what they are about, whatever the order, however deep', async () => {
  const alarms = [
    composite('above', 'ALARM("all")'),
    composite('all', 'ALARM("mine") OR ALARM("foreign")'),
    composite('else', 'ALARM("foreign")'),
    mine,
    foreign,
  ];
  expect((await listed({alarms})).rows).toEqual([
    ['mine', ['srvweb']],
    ['above', ['srvweb']],
    ['all', ['srvweb']],
  ]);
});

test('rules that name each other end', async () => {
  const alarms = [composite('one', 'ALARM("two")'), composite('two', 'ALARM("one")')];
  expect((await listed({alarms})).rows).toEqual([]);
});

test('tasks that no service started have no alarms', async () => {
  expect((await listed({alarms: [mine]}, {cluster: clusterArn, service: 'family:nightly'})).rows).toEqual([]);
});

test('one is described by its name, with what it is about; one that is gone is missing', async () => {
  const {aws} = regionOf({services: [service], alarms: [mine, composite('all', 'ALARM("mine")')]});
  const gone = 'arn:aws:cloudwatch:ap-southeast-1:111122223333:alarm:gone';
  const {rows, failures} = await alarm.describe(aws, scope, [mine.arn, `${mine.arn.replace('mine', 'all')}`, gone], patient);
  expect(rows.map(({name, about}) => [name, about])).toEqual([
    ['mine', ['srvweb']],
    ['all', ['srvweb']],
  ]);
  expect(failures).toEqual([{arn: gone, reason: 'MISSING'}]);
});

test('the details tell in full, and that nobody is told', async () => {
  const row = {...anAlarm({hasActions: false, description: 'wiki/cpu'}), about: ['srvweb']};
  const [sections] = await all(alarm.details(regionOf({}).aws, row, undefined, patient, now));
  const told = JSON.stringify(sections);
  for (const words of ['ALARM', '12m ago', 'Average > 80', 'nobody is told', 'wiki/cpu', 'ClusterName=erp, ServiceName=srvweb']) {
    expect(told).toContain(words);
  }
  expect(alarm.name('arn:aws:cloudwatch:eu-west-1:1:alarm:TargetTracking-service/erp/srvweb-AlarmHigh')).toBe(
    'TargetTracking-service/erp/srvweb-AlarmHigh',
  );
});
