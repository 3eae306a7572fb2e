// The load balancer's API is denied or throttled: the table says so, and services live without it.

import {expect, test} from 'vitest';
import {launch} from '../harness/launch.ts';

const health = 'elasticloadbalancing:DescribeTargetHealth';

test('denied target health is named in its table; the service is judged without it', async () => {
  const app = await launch({columns: 160, rows: 60, faults: `deny=${health}`});
  await app.goto('services simple-ecs-cluster');
  await app.pass(2);
  app.sees('deploying simple-application:7');
  app.doesNotSee('targets unhealthy', 'PROBLEM');
  await app.select('simple-application');
  await app.press('d');
  app.sees(`denied: ${health}`);
  await app.escape();
  await app.press('H');
  await app.pass(2);
  app.sees('targets', `denied: ${health}`);
  await app.goto('tasks simple-ecs-cluster');
  await app.pass(2);
  app.sees('running');
});

test('without target groups and tasks the health still stands, and the details name what is missing', async () => {
  const app = await launch({columns: 160, faults: 'deny=elasticloadbalancing:DescribeTargetGroups,deny=ecs:ListTasks'});
  await app.goto('targets simple-ecs-cluster simple-application');
  await app.pass(2);
  app.sees('targets 4', '✗ unhealthy', /✗ unhealthy .* 327\d\d .*i-[0-9a-f]{17}/);
  await app.press('d');
  app.sees('unknown: its target group could not be read', 'denied: elasticloadbalancing:DescribeTargetGroups', 'denied: ecs:ListTasks');
});

test('throttled, the targets stay with their age, and are fresh again when it is over', async () => {
  const app = await launch({columns: 160});
  await app.goto('targets erp srvapp2');
  await app.pass(2);
  app.sees('targets 5', '✓ healthy');
  await app.faults('throttle=1');
  await app.pass(30);
  app.sees('✓ healthy', /data \d+s old/, 'AWS throttled');
  const before = app.requests.length;
  await app.pass(30);
  expect(app.requests.length - before).toBeLessThan(20);
  await app.faults('');
  await app.pass(70);
  app.sees('targets 5', '✓ healthy');
  app.doesNotSee('THROTTLED', 'old');
});
