// From a deployment that fails its health check to the reason, by keys.

import {ListTasksCommand, StopTaskCommand} from '@aws-sdk/client-ecs';
import {expect, test} from 'vitest';
import {launch, type Story} from '../harness/launch.ts';

const health = 'elasticloadbalancing:DescribeTargetHealth';

async function application(): Promise<Story> {
  const app = await launch({columns: 160});
  await app.goto('services simple-ecs-cluster');
  await app.pass(2);
  await app.select('simple-application');
  return app;
}

test('a service whose new revision fails its check says how many targets are unhealthy and why', async () => {
  const app = await application();
  app.sees('deploying simple-application:7', '2 of 4 targets unhealthy: health checks failed with 404');
  await app.press('d');
  app.sees('Load balancers', /simple-application +simple-application +3000 +2 healthy, 2 unhealthy/);
});

test('H shows the targets, the worst first, with their tasks and what is asked', async () => {
  const app = await application();
  await app.press('H');
  await app.pass(2);
  app.sees('simple-application › targets 4', /✗ unhealthy .*simple-application:7 .*health checks failed with 404/);
  app.sees(/✓ healthy .*simple-application:6/);
  expect(app.cursorLine()).toContain('✗ unhealthy');
  app.sees('Health checks failed with these codes: [404] (Target.ResponseCodeMismatch)');
  await app.press('d');
  app.sees(
    'Asks             HTTP /simple-application/actuator/info on port 3276',
    'Passes with      200',
    'Unhealthy after  5 failures in a row: 150 s',
    'Load balancers        simple-ecs-alb',
    'Deregistration delay  20 s',
  );
  await app.escape();
  await app.press('y');
  app.sees('"Reason": "Target.ResponseCodeMismatch"', '"TargetGroupName": "simple-application"');
});

test('problems only leaves those that get no traffic, and the lines of one are a key away', async () => {
  const app = await application();
  await app.press('H');
  await app.pass(2);
  await app.press('!');
  app.sees('✗ unhealthy');
  app.doesNotSee('✓ healthy');
  await app.press('l');
  await app.pass(3);
  app.sees('logs');
});

test('from a task, its own targets alone', async () => {
  const app = await launch();
  await app.goto('tasks discovery orders-blue');
  await app.pass(2);
  await app.press('H');
  await app.pass(2);
  app.sees('targets 1', '✓ healthy', 'orders-blue');
  await app.escape();
  app.sees('tasks 2');
});

test('both groups of a canary, and a group of addresses, by name', async () => {
  const app = await launch({columns: 160});
  await app.goto('tg discovery checkout');
  await app.pass(2);
  app.sees('targets 6', /checkout-a .*checkout:43/, /checkout-b .*checkout:42/, /10\.0\.\d+\.\d+/);
  await app.goto('targets discovery orders-green');
  await app.pass(2);
  app.sees('✗ unhealthy', 'health checks timed out', 'Request timed out (Target.Timeout)');
});

test('a task that no service started, and a service without a load balancer, have none', async () => {
  const app = await launch();
  await app.goto('tasks batch');
  await app.pass(2);
  await app.press('H');
  app.sees('targets 0', 'no targets');
  await app.goto('targets consul-demo weather');
  app.sees('targets 0', 'no targets');
  expect(app.calls(health)).toBe(0);
});

test('a task is replaced: its target drains, the new one is initial, then healthy', async () => {
  const app = await launch({columns: 160});
  await app.goto('targets simple-ecs-cluster simple-eureka');
  await app.pass(2);
  app.sees('targets 2');
  const where = {cluster: 'simple-ecs-cluster'};
  const {taskArns = []} = await app.colleague.send(new ListTasksCommand({...where, serviceName: 'simple-eureka'}));
  await app.colleague.send(new StopTaskCommand({...where, task: taskArns[0] ?? '', reason: 'a story'}));
  await app.pass(14);
  app.sees('targets 3', /~ draining .*Target deregistration is in progress/, /~ initial .*Initial health checks in progress/);
  await app.pass(40);
  app.sees('targets 2');
  app.doesNotSee('draining', 'initial');
});

test('a steady service costs the load balancer no call; one that is not costs one for each group every 20 seconds', async () => {
  const app = await launch();
  await app.goto('services erp');
  await app.pass(60);
  app.sees('srvapp2', '5/6');
  expect(app.calls(health)).toBeGreaterThan(0);
  expect(app.calls(health)).toBeLessThanOrEqual(4);
});

test('a table of targets costs two calls every ten seconds once its tasks are known', async () => {
  const app = await launch();
  await app.goto('targets erp srvapp2');
  await app.pass(5);
  app.sees('targets 5', 'taskweb:8');
  const before = [app.calls('ecs:DescribeServices'), app.calls(health), app.calls('ecs:DescribeTasks')];
  await app.pass(60);
  const after = [app.calls('ecs:DescribeServices'), app.calls(health), app.calls('ecs:DescribeTasks')];
  expect(after.map((calls, index) => calls - (before[index] ?? 0))).toEqual([6, 6, 0]);
});
