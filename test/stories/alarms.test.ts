// CloudWatch's alarms: which ring, since when, and for whom.

import {expect, test} from 'vitest';
import {launch} from '../harness/launch.ts';

const describeAlarms = 'cloudwatch:DescribeAlarms';

test('a service whose alarm rings says so in its note, and all rows share one call a minute', async () => {
  const app = await launch({columns: 160});
  await app.goto('services erp');
  await app.select('srvapp2');
  await app.pass(3);
  app.sees('cannot place: 512 MiB needed', 'alarm erp-srvapp2-cpu-high');
  app.doesNotSee('TargetTracking');
  await app.pass(50);
  expect(app.calls(describeAlarms)).toBe(1);
  await app.pass(12);
  expect(app.calls(describeAlarms)).toBe(2);
});

test('A on a service opens its alarms: what rings on top, then what auto scaling acts on, then the others', async () => {
  const app = await launch({columns: 160});
  await app.goto('services erp');
  await app.select('srvapp2');
  await app.press('A');
  await app.pass(1);
  app.sees('srvapp2 › alarms 7', /erp-srvapp2-cpu-high +✗ ALARM .* srvapp2 +CPUUtilization +8\d/);
  const states = app.lines().flatMap(line => /(✗ ALARM|~ ALARM|✓ ok)/.exec(line)?.[1] ?? []);
  expect(states).toEqual(['✗ ALARM', '✗ ALARM', '~ ALARM', '✓ ok', '✓ ok', '✓ ok', '✓ ok']);
  await app.press('!');
  app.sees('alarms 2 of 7');
  await app.press('!', 'g', 'j', 'd');
  app.sees('Threshold Crossed: 3 out of the last 3 datapoints', 'Average > 70 in 3 of 3 × 1 min', 'ClusterName=erp, ServiceName=srvapp2');
  await app.escape();
  await app.press('y');
  app.sees('"AlarmName": "erp-srvapp2-cpu-high"');
});

test('A on a cluster opens those of all its services and its own, and they are read twice a minute', async () => {
  const app = await launch({columns: 160});
  await app.select('erp');
  await app.press('A');
  await app.pass(1);
  app.sees('erp › alarms 12', /erp-memory-reservation +✗ ALARM .* cluster erp/, /erp-degraded +✗ ALARM .* other alarms/);
  app.doesNotSee('checkout', 'weather');
  const before = app.calls(describeAlarms);
  await app.pass(60);
  expect(app.calls(describeAlarms) - before).toBeLessThanOrEqual(2);
});

test('an alarm that comes and goes is in the note while it rings', async () => {
  const app = await launch({columns: 160});
  await app.goto('services consul-demo');
  await app.select('weather');
  await app.pass(3);
  app.sees('alarm consul-demo-weather-memory');
});

test('the alarms that deployments heed belong to their service', async () => {
  const app = await launch({columns: 200});
  await app.goto('alarms discovery checkout');
  app.sees('alarms 2', /checkout-5xx +✓ ok .* targets checkout-a,/, /checkout-latency-p99 +✓ ok .* targets checkout-a,/);
});

test('in a large world the alarms of a cluster are found page by page', async () => {
  const app = await launch({columns: 160, world: 'services=1500,tasks=1500,instances=60,clusters=10'});
  await app.goto('alarms generated-10');
  await app.pass(2);
  app.sees('alarms 10');
  expect(app.calls(describeAlarms)).toBeGreaterThanOrEqual(2);
});
