// Application Auto Scaling is denied, throttled, or gives no answer: the words are in its place, and services live without it.

import {expect, test} from 'vitest';
import {launch, type Story} from '../harness/launch.ts';

const prefix = 'application-autoscaling';

test('denied, the table and the details name the action; the service is judged without it', async () => {
  const app = await launch({columns: 160, rows: 60, faults: `deny=${prefix}:*`});
  await app.goto('services discovery');
  await app.pass(2);
  app.sees(/orders-green .*targets unhealthy/);
  app.doesNotSee('autoscaling', 'PROBLEM');
  await app.select('orders-green');
  await app.press('d');
  await app.pass(1);
  app.sees(`denied: ${prefix}:DescribeScalableTargets`);
  await app.escape();
  await app.press('a');
  await app.pass(2);
  app.sees('scaling', `denied: ${prefix}:DescribeScalingActivities`);
});

test('policies that may not be read are a line of the details beside the bounds', async () => {
  const app = await launch({columns: 160, rows: 90, faults: `deny=${prefix}:DescribeScalingPolicies`});
  await app.goto('services erp');
  await app.pass(2);
  await app.select('srvweb');
  await app.press('d');
  await app.pass(1);
  app.sees('2 to 6 tasks', `denied: ${prefix}:DescribeScalingPolicies`, 'office-hours');
});

/** To the preview of other bounds for srvweb. */
async function askForBounds(app: Story): Promise<void> {
  await app.goto('services erp');
  await app.pass(2);
  await app.select('srvweb');
  await app.press('m');
  await app.type('2-9');
  await app.enter();
}

test('bounds that cannot be read cannot be changed: nothing could be compared', async () => {
  const app = await launch({faults: `deny=${prefix}:DescribeScalableTargets`});
  await askForBounds(app);
  app.sees(`denied: ${prefix}:DescribeScalableTargets`);
  await app.look();
  await app.press('y');
  expect(app.calls(`${prefix}:RegisterScalableTarget`)).toBe(0);
});

test('a scheduled action that cannot be read is a line of the preview', async () => {
  const app = await launch({faults: `deny=${prefix}:DescribeScheduledActions`});
  await askForBounds(app);
  app.sees('not known: whether a scheduled action sets others', 'srvweb: auto scaling 2–6 → 2–9');
});

test('a change whose answer is lost is never sent twice, and found by reading', async () => {
  const app = await launch();
  await app.goto('services erp');
  await app.select('srvweb');
  await app.press('z');
  await app.enter();
  await app.look();
  await app.faults('unknown=RegisterScalableTarget');
  await app.press('y');
  await app.pass(16);
  app.sees('outcome unknown');
  await app.escape();
  await app.pass(20);
  expect(app.audit.map(({result}) => result)).toEqual([undefined, 'unknown', 'arrived']);
  expect(app.calls(`${prefix}:RegisterScalableTarget`)).toBe(1);
});

test('throttled, the table keeps its rows with their age', async () => {
  const app = await launch({columns: 160});
  await app.goto('scaling erp srvweb');
  await app.pass(2);
  app.sees('scaling 6');
  await app.faults('throttle=1');
  await app.pass(30);
  app.sees('scaling 6', /data \d+s old/, 'AWS throttled');
});
