// Alarms of the demo region, asked for by the real client.

import {DescribeAlarmsCommand, type DescribeAlarmsCommandInput} from '@aws-sdk/client-cloudwatch';
import {expect, test} from 'vitest';
import {parseWorld} from '../../../src/demo/ecs/world/spec.ts';
import {launch, refusal} from '../wire/fixture.ts';

async function alarms(on: ReturnType<typeof launch>, input: DescribeAlarmsCommandInput = {}) {
  const {MetricAlarms = [], CompositeAlarms = []} = await on.cloudWatch.send(
    new DescribeAlarmsCommand({AlarmTypes: ['MetricAlarm', 'CompositeAlarm'], MaxRecords: 100, ...input}),
  );
  return [...MetricAlarms, ...CompositeAlarms];
}

test('the busy service of erp rings, and with it what is made of its alarm; checkout does not', async () => {
  const on = launch();
  const ringing = (await alarms(on, {StateValue: 'ALARM'})).map(({AlarmName}) => AlarmName);
  expect(ringing).toEqual(expect.arrayContaining(['erp-srvapp2-cpu-high', 'erp-degraded', 'erp-memory-reservation']));
  expect(ringing.some(name => name?.startsWith('checkout'))).toBe(false);
  const all = await alarms(on);
  expect(all.find(({AlarmName}) => AlarmName === 'erp-srvapp2-cpu-high')).toMatchObject({
    StateValue: 'ALARM',
    Dimensions: [
      {Name: 'ClusterName', Value: 'erp'},
      {Name: 'ServiceName', Value: 'srvapp2'},
    ],
    StateReason: expect.stringMatching(
      /^Threshold Crossed: 3 out of the last 3 datapoints \[.*\] were greater than the threshold \(70\.0\)\.$/,
    ),
  });
  expect(all.find(({AlarmName}) => AlarmName === 'checkout-5xx')).toMatchObject({
    Metrics: [{Expression: 'FILL(m1, 0) + FILL(m2, 0)'}, {Id: 'm1'}, {Id: 'm2'}],
  });
});

test('since when an alarm rings stays the same while it rings', async () => {
  const on = launch();
  const since = async () => (await alarms(on, {AlarmNames: ['erp-srvapp2-cpu-high']}))[0]?.StateTransitionedTimestamp?.getTime();
  const before = await since();
  expect(before).toBeLessThan(on.clock.now());
  await on.clock.advance(60_000);
  expect(await since()).toBe(before);
});

test('only those of metrics unless the others are asked for; 100 names and 100 a page at most', async () => {
  const on = launch();
  const usual = await on.cloudWatch.send(new DescribeAlarmsCommand({}));
  expect(usual.CompositeAlarms ?? []).toEqual([]);
  expect(await refusal(on.cloudWatch.send(new DescribeAlarmsCommand({MaxRecords: 101})))).toMatchObject({name: 'ValidationException'});
  const names = Array.from({length: 101}, (_, index) => `a${index}`);
  expect(await refusal(on.cloudWatch.send(new DescribeAlarmsCommand({AlarmNames: names})))).toMatchObject({name: 'ValidationException'});
  expect(await refusal(on.cloudWatch.send(new DescribeAlarmsCommand({NextToken: 'mine'})))).toMatchObject({name: 'InvalidNextToken'});
});

test('a generated world has more alarms than a page', async () => {
  const on = launch({world: parseWorld('services=1500,tasks=1500,instances=50')});
  const first = await on.cloudWatch.send(new DescribeAlarmsCommand({MaxRecords: 100}));
  expect(first.MetricAlarms).toHaveLength(100);
  const second = await on.cloudWatch.send(new DescribeAlarmsCommand({MaxRecords: 100, NextToken: first.NextToken}));
  expect(second.MetricAlarms).toHaveLength(50);
  expect(second.NextToken).toBeUndefined();
});
