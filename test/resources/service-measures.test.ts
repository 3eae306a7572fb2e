import {expect, test} from 'vitest';
import {AccessDenied} from '../../src/domain/errors.ts';
import type {MetricQuery} from '../../src/domain/metric.ts';
import type {ServiceMeasured} from '../../src/domain/service.ts';
import {project} from '../../src/resources/projection.ts';
import {resourceOf} from '../../src/resources/registry.ts';
import {withoutMeasured} from '../../src/resources/resource.ts';
import {service} from '../../src/resources/service.ts';
import {serviceMeasures} from '../../src/resources/service-measures.ts';
import {anAlarm, aService, minute, now, targetGroupArn} from '../domain/fixtures.ts';
import {type Contents, patient, regionOf} from './region.ts';

const row = aService({loadBalancers: [{targetGroupArn}], deploymentAlarms: {names: ['heeded'], isEnabled: true, rollsBack: true}});
const newest = now - minute;

/** CPU of 41 %, then 44 %, and no datapoint of memory. */
function cpuOnly({name}: MetricQuery) {
  return name === 'CPUUtilization'
    ? [
        {at: newest - minute, value: 41},
        {at: newest, value: 44},
      ]
    : [];
}

async function measured(contents: Contents, before?: ServiceMeasured) {
  const {aws, calls} = regionOf(contents);
  const {measured: all, problems} = await serviceMeasures.read(aws, [{row, before}], patient);
  return {calls, problems, measured: all.get(row.arn)};
}

function cell(title: string, figures: ServiceMeasured | undefined, at = now) {
  const column = service.columns.find(one => one.title === title);
  return {text: column?.text(row, undefined, at, figures), tone: column?.tone?.(row, undefined, at, figures)};
}

test('two metrics a row; the newest minute counts, and a missing datapoint is blank and not 0 %', async () => {
  const {calls, measured: figures, problems} = await measured({points: cpuOnly});
  expect(calls).toEqual(['metrics 2', 'ringing']);
  expect(figures).toEqual({cpu: {at: newest, value: 44}, isUnread: false, alarms: []});
  expect(problems).toEqual([]);
  expect(cell('CPU', figures)).toEqual({text: '44%', tone: 'plain'});
  expect(cell('MEM', figures)).toEqual({text: '', tone: 'quiet'});
  expect(cell('MEM', undefined).text).toBe('…');
});

test('figures that could not be read are kept with their age: first doubtful, then gone', async () => {
  const before = {cpu: {at: newest, value: 96}, isUnread: false, alarms: ['old']};
  const {measured: figures} = await measured({points: () => undefined}, before);
  expect(figures).toEqual({cpu: {at: newest, value: 96}, isUnread: true, alarms: []});
  expect(cell('CPU', figures, newest + 4 * minute)).toEqual({text: '96%', tone: 'bad'});
  expect(cell('CPU', figures, newest + 5 * minute)).toEqual({text: '96?', tone: 'quiet'});
  expect(cell('CPU', figures, newest + 15 * minute)).toEqual({text: '!', tone: 'warn'});
  expect(cell('MEM', figures)).toEqual({text: '!', tone: 'warn'});
});

test('an alarm counts that names the service, its targets, or that its deployments heed; not one for scaling, nor of the cluster', async () => {
  const of = (name: string, dimensions: Readonly<Record<string, string>>, more = {}) =>
    anAlarm({name, metrics: [{namespace: 'any', name: 'any', dimensions}], ...more});
  const {measured: figures} = await measured({
    points: cpuOnly,
    alarms: [
      of('mine', {ClusterName: 'erp', ServiceName: 'srvweb'}),
      of('other cluster', {ClusterName: 'shop', ServiceName: 'srvweb'}),
      of('whole cluster', {ClusterName: 'erp'}),
      of('targets', {TargetGroup: 'targetgroup/targetweb/73e2d6bc24d8a067', LoadBalancer: 'app/albdocker/1'}),
      of('heeded', {QueueName: 'orders'}),
      of('quiet', {ClusterName: 'erp', ServiceName: 'srvweb'}, {state: 'OK'}),
      of('scaling', {ClusterName: 'erp', ServiceName: 'srvweb'}, {isForScaling: true}),
    ],
  });
  expect(figures?.alarms).toEqual(['mine', 'targets', 'heeded']);
  expect(cell('NOTE', figures)).toEqual({text: 'alarm mine and 2 more', tone: 'warn'});
  expect(service.verdict(row, undefined, now, figures).tone).toBe('warn');
});

test('what is denied is named, and the other half lives', async () => {
  const alarmProblem = new AccessDenied('cloudwatch:DescribeAlarms', 'denied: cloudwatch:DescribeAlarms', 'Ask for it.');
  const {measured: figures, problems} = await measured({points: cpuOnly, alarmProblem});
  expect(problems).toEqual(['alarms: denied: cloudwatch:DescribeAlarms']);
  expect(figures?.cpu?.value).toBe(44);
});

test('turned off, no metric is asked for; alarms are', async () => {
  const {calls, problems} = await measured({alarms: []});
  expect(calls).toEqual(['ringing']);
  expect(problems).toEqual([]);
});

test('ordered by a figure, services without one come last, whichever way', () => {
  const figures = (value: number) => ({cpu: {at: newest, value}, isUnread: false, alarms: []});
  const entries = [
    ['idle', figures(0)],
    ['unseen', undefined],
    ['busy', figures(90)],
  ] as const;
  const table = new Map(
    entries.map(([name, one]) => [
      name,
      {id: name, row: aService({arn: name, name}), finding: undefined, measured: one, presence: 'described' as const},
    ]),
  );
  const ordered = (isDescending: boolean) => {
    const view = {kind: 'service', scope: {}, filter: '', sort: {column: 'CPU', isDescending}, showsProblemsOnly: false} as const;
    return project(service, table, view, now).ids;
  };
  expect(ordered(false)).toEqual(['idle', 'busy', 'unseen']);
  expect(ordered(true)).toEqual(['busy', 'idle', 'unseen']);
});

test('without its figures a resource is the same object each time, and others are left as they are', () => {
  const titles = withoutMeasured(service).columns.map(({title}) => title);
  expect(titles).not.toContain('CPU');
  expect(titles).toHaveLength(service.columns.length - 2);
  expect(withoutMeasured(service)).toBe(withoutMeasured(service));
  expect(withoutMeasured(resourceOf('task'))).toBe(resourceOf('task'));
});
