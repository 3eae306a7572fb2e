// One API is denied: one table says so, and everything else lives.

import {expect, test} from 'vitest';
import {launch} from '../harness/launch.ts';

test('a denied list is named in its table alone', async () => {
  const app = await launch({faults: 'deny=ecs:ListTasks'});
  await app.goto('tasks erp');
  await app.pass(2);
  app.sees('ecs:ListTasks');
  await app.goto('services erp');
  await app.pass(2);
  app.sees('srvapp2', '5/6', 'services 4');
  app.doesNotSee('PROBLEM');
  await app.goto('instances erp');
  await app.pass(2);
  app.sees('instances 4', 'lost');
});

test('hosts that EC2 denies are found by Systems Manager; denied both, the tasks stay without addresses', async () => {
  const app = await launch({faults: 'deny=ec2:DescribeInstances'});
  await app.goto('tasks erp');
  // The joins behind rows come one by one.
  await app.pass(10);
  app.sees('tasks 13', '10.0.39.159:32769→80');

  const blind = await launch({faults: 'deny=ec2:DescribeInstances,deny=ssm:DescribeInstanceInformation'});
  await blind.goto('tasks erp');
  await blind.pass(10);
  blind.sees('tasks 13', ':32769→80');
  blind.doesNotSee('10.0.');
});

test('a denied change is told with the missing action, and recorded', async () => {
  const app = await launch({faults: 'deny=ecs:UpdateService'});
  await app.goto('services erp');
  await app.press('r');
  await app.look();
  await app.press('y');
  app.sees('ecs:UpdateService');
  expect(app.audit.map(({result}) => result)).toEqual([undefined, 'failed']);
});
