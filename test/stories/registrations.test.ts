// Who gets traffic under a name, and which entry points at nothing, by keys.

import {ListTasksCommand, StopTaskCommand} from '@aws-sdk/client-ecs';
import {
  DeregisterInstanceCommand,
  ListInstancesCommand,
  RegisterInstanceCommand,
  ServiceDiscoveryClient,
} from '@aws-sdk/client-servicediscovery';
import {expect, test} from 'vitest';
import {createRequestHandler} from '../../src/demo/request-handler.ts';
import {launch, type Story} from '../harness/launch.ts';

const orders = 'srv-b7yd2kqf5s3nxw4e';

/** Another person's client of Cloud Map. */
function colleagueOf({region, clock}: Story): ServiceDiscoveryClient {
  const credentials = {accessKeyId: 'AKIACOLLEAGUE', secretAccessKey: 'secret'};
  return new ServiceDiscoveryClient({
    region: 'ap-southeast-1',
    credentials,
    maxAttempts: 1,
    requestHandler: createRequestHandler(region, clock),
  });
}

test('N on stock-price shows the entry that is left in Consul before those of its tasks', async () => {
  const app = await launch({columns: 160});
  await app.goto('services consul-demo');
  await app.pass(2);
  await app.select('stock-price');
  await app.press('N');
  await app.pass(2);
  app.sees('stock-price › registrations 3', /✓ registered +healthy +stock-price +[0-9a-f]{9}… +stock-price:3 +Consul/);
  expect(app.cursorLine()).toMatch(/10\.0\.\d+\.\d+:49158 +! stale +unhealthy +stock-price .*no running task here/);
  await app.press('d');
  app.sees(
    'State        stale',
    /Check +Get "http:\/\/10\.0\.\d+\.\d+:49158\/health": .*connection refused/,
    'node',
    'check Serf Health Status',
  );
  await app.escape();
  await app.press('y');
  app.sees('"Address": "10.0.', '"Port": 49158');
});

test('problems only leaves what is wrong; from a task its own entry alone', async () => {
  const app = await launch({columns: 160});
  await app.goto('registrations consul-demo stock-price');
  await app.pass(2);
  await app.press('!');
  app.sees('! stale');
  app.doesNotSee('✓ registered');
  await app.goto('tasks consul-demo stock-price');
  await app.pass(2);
  await app.press('N');
  await app.pass(2);
  app.sees('registrations 1', '✓ registered');
  app.doesNotSee('stale');
});

test('both colours of orders are found under one name, with the unhealthy one named', async () => {
  const app = await launch({columns: 160});
  await app.goto('registrations discovery orders-green');
  await app.pass(2);
  app.sees(/✗ unhealthy +unhealthy +orders\.local-1 .*orders-green:12/, /✓ registered +healthy +orders\.local-1 .*a task of orders-blue/);
  await app.press('d');
  app.sees('Callers get  A records for 10 s: one at random of those that are healthy (weighted)');
});

test('an entry that somebody takes out leaves its task running and not registered; one that is made up points at nothing', async () => {
  const app = await launch({columns: 160});
  const cloudMap = colleagueOf(app);
  const {Instances = []} = await cloudMap.send(new ListInstancesCommand({ServiceId: orders}));
  const blue = Instances.find(({Attributes}) => Attributes?.ECS_SERVICE_NAME === 'orders-blue');
  await cloudMap.send(new DeregisterInstanceCommand({ServiceId: orders, InstanceId: blue?.Id}));
  const Attributes = {AWS_INSTANCE_IPV4: '10.0.99.9', ECS_CLUSTER_NAME: 'discovery', ECS_SERVICE_NAME: 'orders-blue'};
  await cloudMap.send(new RegisterInstanceCommand({ServiceId: orders, InstanceId: 'f'.repeat(32), Attributes}));
  await app.goto('registrations discovery orders-blue');
  await app.pass(2);
  app.sees(/10\.0\.99\.9 +✗ stale .*no running task here: callers go to nothing/);
  app.sees(/✗ missing .*runs for .*, not registered: nobody finds it/);
  await app.press('y');
  app.sees('"AWS_INSTANCE_IPV4": "10.0.99.9"', '"Name": "orders"');
});

test('a task is replaced: its entry goes, its successor comes, and neither is called wrong meanwhile', async () => {
  const app = await launch({columns: 160});
  await app.goto('registrations discovery ECS-Service-Discovery');
  await app.pass(2);
  app.sees('registrations 2', /✓ registered +healthy +ECS-Service-Disc/);
  const where = {cluster: 'discovery'};
  const {taskArns = []} = await app.colleague.send(new ListTasksCommand({...where, serviceName: 'ECS-Service-Discovery'}));
  await app.colleague.send(new StopTaskCommand({...where, task: taskArns[0] ?? '', reason: 'a story'}));
  for (let second = 0; second < 60; second += 1) {
    await app.pass(1);
    app.doesNotSee('stale', 'missing');
  }
  app.sees('registrations 2', /✓ registered .*\n.*✓ registered/);
});

test("a service's details count its registrations, and a service without a registry costs no call of one", async () => {
  const app = await launch({columns: 160, rows: 60});
  await app.goto('services discovery');
  await app.pass(2);
  await app.select('orders-blue');
  await app.press('d');
  await app.pass(1);
  app.sees('Service registries', /orders\.local-1 +Cloud Map +\d unhealthy, .*\d registered.* A records for 10 s/);
  const before = app.calls('servicediscovery:ListInstances');
  await app.goto('registrations batch image-resize');
  await app.goto('registrations discovery checkout');
  await app.pass(3);
  app.sees('registrations 0');
  expect(app.calls('servicediscovery:ListInstances')).toBe(before);
});

test('a table costs a handful of calls every ten seconds once its tasks are known', async () => {
  const app = await launch();
  await app.goto('registrations discovery ECS-Service-Discovery');
  await app.pass(5);
  const counted = [
    'ecs:DescribeServices',
    'ecs:ListTasks',
    'ecs:DescribeTasks',
    'servicediscovery:ListInstances',
    'servicediscovery:GetInstancesHealthStatus',
    'servicediscovery:GetService',
  ];
  const calls = () => counted.map(action => app.calls(action));
  const before = calls();
  await app.pass(60);
  expect(calls().map((count, index) => count - (before[index] ?? 0))).toEqual([6, 6, 0, 6, 6, 0]);
});
