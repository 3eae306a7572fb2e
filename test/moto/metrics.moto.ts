// Metrics and alarms on moto: datapoints that were put there, and an alarm that was made to ring.

import {CloudWatch} from '@aws-sdk/client-cloudwatch';
import {beforeAll, describe, expect, inject, test} from 'vitest';
import {goTo} from '../pty/steps.ts';
import {openDashboard, runHeadless} from './dashboard.ts';
import {clientSettings} from './register-systems.ts';

const endpoint = inject('motoEndpoint');
const ofSrvweb = [
  {Name: 'ClusterName', Value: 'erp'},
  {Name: 'ServiceName', Value: 'srvweb'},
];

/** Puts what the newest minutes that are over have: CPU of 41 %, and no datapoint of memory. */
async function putFigures(): Promise<void> {
  const cloudWatch = new CloudWatch(clientSettings(endpoint ?? ''));
  const begin = Math.floor(Date.now() / 60_000) * 60_000;
  await cloudWatch.putMetricData({
    Namespace: 'AWS/ECS',
    MetricData: [0, 1, 2, 3].flatMap(minutes =>
      [31, 51].map(Value => ({
        MetricName: 'CPUUtilization',
        Dimensions: ofSrvweb,
        Timestamp: new Date(begin - minutes * 60_000 + 10_000),
        Value,
        Unit: 'Percent' as const,
      })),
    ),
  });
}

async function putAlarms(): Promise<void> {
  const cloudWatch = new CloudWatch(clientSettings(endpoint ?? ''));
  const usual = {Namespace: 'AWS/ECS', ComparisonOperator: 'GreaterThanThreshold', EvaluationPeriods: 3, Threshold: 40} as const;
  await cloudWatch.putMetricAlarm({
    ...usual,
    AlarmName: 'srvweb-cpu-high',
    MetricName: 'CPUUtilization',
    Dimensions: ofSrvweb,
    Statistic: 'Average',
    Period: 60,
  });
  await cloudWatch.putMetricAlarm({
    ...usual,
    AlarmName: 'elsewhere',
    MetricName: 'CPUUtilization',
    Dimensions: [{Name: 'ClusterName', Value: 'shop'}],
    Statistic: 'Average',
    Period: 60,
  });
  await cloudWatch.setAlarmState({AlarmName: 'srvweb-cpu-high', StateValue: 'ALARM', StateReason: 'it was made to ring'});
}

describe.skipIf(endpoint === undefined)('metrics and alarms on moto', () => {
  beforeAll(async () => {
    await putFigures();
    await putAlarms();
  });

  test('get services --metrics has the mean of the newest minute, and nothing where there is no datapoint', async () => {
    const ended = await runHeadless(endpoint ?? '', ['get', 'services', '--cluster', 'erp', '--metrics', '-o', 'json']);
    expect(ended).toMatchObject({code: 0, stderr: ''});
    const rows: readonly {readonly name: string; readonly measured: object}[] = JSON.parse(ended.stdout);
    const measured = rows.find(({name}) => name === 'srvweb')?.measured;
    expect(measured).toMatchObject({cpu: {value: 41}, isUnread: false, alarms: ['srvweb-cpu-high']});
    expect(measured).not.toHaveProperty('memory');
  });

  test('get alarms tells what rings for a cluster, and leaves out what is about another', async () => {
    const ended = await runHeadless(endpoint ?? '', ['get', 'alarms', '--cluster', 'erp', '-o', 'json']);
    expect(ended).toMatchObject({code: 0, stderr: ''});
    // Auto scaling's own alarms are there too, where policies were made before.
    const alarms: readonly {readonly name: string}[] = JSON.parse(ended.stdout);
    expect(alarms.filter(({name}) => !name.startsWith('TargetTracking-'))).toMatchObject([
      {
        name: 'srvweb-cpu-high',
        state: 'ALARM',
        reason: 'it was made to ring',
        about: ['srvweb'],
        condition: 'Average > 40 in 3 of 3 × 1 min',
      },
    ]);
  });

  test('the dashboard shows the figure, the note and the alarm', async () => {
    await putFigures();
    const deck = openDashboard(endpoint ?? '', []);
    try {
      await deck.sees('erp');
      await goTo(deck, 'services erp', 'srvweb');
      await deck.until('the CPU of srvweb', screen => /srvweb .* 41% .*alarm srvweb-cpu-high/.test(screen));
      await goTo(deck, 'alarms erp', 'srvweb-cpu-high');
      await deck.until('the alarm', screen => /srvweb-cpu-high +✗ ALARM .*it was made to ring/.test(screen));
    } finally {
      await deck.end();
    }
  });
});
