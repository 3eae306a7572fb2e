// Registries that are denied, gone, silent, filtered or hostile: their table says so, and everything else lives.

import {UpdateServiceCommand} from '@aws-sdk/client-ecs';
import {expect, test} from 'vitest';
import {launch, type Story} from '../harness/launch.ts';

async function opened(app: Story, place: string): Promise<void> {
  await app.goto(place);
  await app.pass(2);
}

test('denied instances are named in their table, and in the details of a service, which is judged without them', async () => {
  const app = await launch({columns: 160, rows: 60, faults: 'deny=servicediscovery:ListInstances'});
  await opened(app, 'registrations discovery orders-green');
  app.sees('denied: servicediscovery:ListInstances');
  await opened(app, 'services discovery');
  app.sees('orders-green', /orders-blue .*steady/);
  await app.select('orders-blue');
  await app.press('d');
  await app.pass(1);
  app.sees('denied: servicediscovery:ListInstances');
});

test('without names and health the entries stand, and the details name what is missing', async () => {
  const app = await launch({
    columns: 160,
    rows: 50,
    faults: 'deny=servicediscovery:GetService,deny=servicediscovery:GetInstancesHealthStatus',
  });
  await opened(app, 'registrations discovery ECS-Service-Discovery');
  app.sees('registrations 2', /registered +unknown +srv-utcrh6wavdkg/);
  await app.press('d');
  await app.pass(1);
  app.sees('Could not be read', 'denied: servicediscovery:GetService', 'denied: servicediscovery:GetInstancesHealthStatus');
});

test('without the tasks nothing is called stale or missing', async () => {
  const app = await launch({columns: 160, faults: 'deny=ecs:DescribeTasks'});
  await opened(app, 'registrations consul-demo stock-price');
  app.sees('registrations 3', /· unknown .*which task it is could not be looked up/);
  app.doesNotSee('stale', 'missing');
});

test('without the addresses of hosts nothing in Consul is called stale or missing', async () => {
  const app = await launch({columns: 160, faults: 'deny=ec2:DescribeInstances,deny=ssm:DescribeInstanceInformation'});
  await opened(app, 'registrations consul-demo stock-price');
  app.sees('registrations 3', '· unknown');
  app.doesNotSee('stale', 'missing');
});

test('a registry that is gone leaves its tasks missing', async () => {
  const app = await launch({columns: 160});
  const serviceRegistries = [{registryArn: 'arn:aws:servicediscovery:ap-southeast-1:111122223333:service/srv-gone'}];
  await app.colleague.send(new UpdateServiceCommand({cluster: 'discovery', service: 'ECS-Service-Discovery', serviceRegistries}));
  await opened(app, 'registrations discovery ECS-Service-Discovery');
  app.sees(/✗ missing +srv-gone .*runs for .*, not registered/);
  await app.press('d');
  await app.pass(1);
  app.sees('Service with id srv-gone not found');
});

test('a Consul that does not answer is named with its address, and AWS lives on', async () => {
  const app = await launch({columns: 160, faults: 'consul-out'});
  await opened(app, 'registrations consul-demo stock-price');
  await app.pass(12);
  app.sees('Consul at 10.0.1.20:8500 did not answer within 10 s');
  await opened(app, 'services consul-demo');
  await app.pass(15);
  app.sees('stock-price', /weather .*exit 137/);
  await app.faults('');
  await opened(app, 'registrations consul-demo stock-price');
  await app.pass(10);
  app.sees('registrations 3', '! stale');
});

test('a Consul that refuses says what the token lacks', async () => {
  const app = await launch({columns: 160, faults: 'deny=consul:HealthService'});
  await opened(app, 'registrations consul-demo stock-price');
  app.sees("denied: Consul's service:read of stock-price");
});

test('what an ACL hides is said, and nobody is called missing for certain', async () => {
  const app = await launch({columns: 160, faults: 'consul-filtered'});
  await opened(app, 'registrations consul-demo stock-price');
  app.sees('! partial', 'there may be more entries: the token may not see all of them');
  app.doesNotSee('✗ missing');
});

test('hostile names and checks of Consul are seen, and act on nothing', async () => {
  const hostile = '\u001b]52;c;aGVsbG8=\u0007\u001b[2Jevil\u202e';
  const app = await launch({columns: 160, alias: {name: 'connection refused', shownAs: hostile}});
  await opened(app, 'registrations consul-demo stock-price');
  await app.press('d');
  await app.pass(1);
  app.sees('evil', 'Overview', 'ecsdeck');
  expect(app.terminal.clipboard()).toEqual([]);
  expect(app.screen()).not.toContain('\u202e');
});
