// Why no instance comes: the second level of scaling, from the clusters by keys.

import {expect, test} from 'vitest';
import {launch} from '../harness/launch.ts';

test('P on a cluster shows its capacity providers, and the details why the last instances did not come', async () => {
  const app = await launch({rows: 60, columns: 160});
  await app.pass(2);
  await app.select('erp');
  await app.press('P');
  await app.pass(1);
  app.sees('erp › capacity providers 1', /erp-asg +! 4\/5 .*4 of 5 instances in service; managed scaling is off/);
  await app.press('d');
  await app.pass(1);
  app.sees(
    '4 in service, 5 desired, 2 to 6',
    'off: ECS changes no desired count of the group',
    /failed: Launching a new EC2 instance\. – We currently do not have sufficient m4\.large/,
  );
  await app.escape();
  await app.press('i');
  await app.pass(1);
  app.sees('instances 4');
});

test('Fargate has neither group nor instances of its own', async () => {
  const app = await launch();
  await app.goto('capacity-providers discovery');
  await app.pass(1);
  app.sees('capacity providers 2', /FARGATE +✓ –/, 'by AWS');
  expect(app.calls('autoscaling:DescribeAutoScalingGroups')).toBe(0);
});

test('denied, the provider still shows, with the action that is missing', async () => {
  const app = await launch({columns: 160, rows: 50, faults: 'deny=autoscaling:*'});
  await app.goto('capacity-providers erp');
  await app.pass(1);
  app.sees(/erp-asg +! –/, 'denied: autoscaling:DescribeAutoScalingGroups');
  await app.press('d');
  await app.pass(1);
  app.sees('What the group did', 'denied: autoscaling:DescribeScalingActivities');
});
