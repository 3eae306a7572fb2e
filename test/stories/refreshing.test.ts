// The table goes on by itself, can be held, and never takes the cursor along to another row.

import {CreateServiceCommand, ListTasksCommand, StopTaskCommand, UpdateServiceCommand} from '@aws-sdk/client-ecs';
import {expect, test} from 'vitest';
import {launch, type Story} from '../harness/launch.ts';

function scale(app: Story, service: string, desiredCount: number): Promise<unknown> {
  return app.colleague.send(new UpdateServiceCommand({cluster: 'erp', service, desiredCount}));
}

test('what others change shows by itself', async () => {
  const app = await launch();
  await app.goto('services erp');
  await scale(app, 'srvweb', 1);
  await app.pass(21);
  app.sees(/srvweb .*1\/1/);
});

test('paused it reads nothing and says how old it is; resumed it is fresh again', async () => {
  const app = await launch();
  await app.goto('services erp');
  await app.press('p');
  const before = app.requests.length;
  await scale(app, 'srvweb', 1);
  await app.pass(60);
  app.sees('PAUSED', 'data 1m', /srvweb .*2\/2/);
  expect(app.requests.length).toBe(before);
  await app.press('p');
  await app.pass(2);
  app.doesNotSee('PAUSED');
  app.sees(/srvweb .*1\/1/);
});

test('^r reads at once, also while paused', async () => {
  const app = await launch();
  await app.goto('services erp');
  await app.pass(2);
  await app.press('p');
  await scale(app, 'srvweb', 1);
  await app.press('ctrl+r');
  app.sees(/srvweb .*1\/1/);
});

test('what was changed a moment after it was read is read again soon', async () => {
  const app = await launch();
  await app.goto('services erp');
  await scale(app, 'srvweb', 1);
  await app.press('ctrl+r');
  await app.pass(2);
  app.sees(/srvweb .*1\/1/);
});

test('the cursor stays on its row when rows come, go and change places', async () => {
  const app = await launch();
  await app.goto('services erp');
  await app.select('srvapp2');
  const cluster = 'erp';
  for (const serviceName of ['aaa', 'aab']) {
    await app.colleague.send(new CreateServiceCommand({cluster, serviceName, taskDefinition: 'taskweb:8', desiredCount: 0}));
  }
  await app.pass(15);
  app.sees('aaa', 'aab', 'services 6');
  expect(app.cursorLine()).toContain('srvapp2');

  await app.press('>', 'o', 'o');
  expect(app.cursorLine()).toContain('srvapp2');
});

test('the cursor goes to the nearest neighbour only when its own row is gone', async () => {
  const app = await launch();
  await app.goto('tasks erp srvapp2');
  await app.press('j', 'j');
  const [first, , third, fourth] = app
    .lines()
    .slice(3, 8)
    .map(line => line.slice(3, 14));
  const {taskArns} = await app.colleague.send(new ListTasksCommand({cluster: 'erp', serviceName: 'srvapp2'}));
  const stop = async (start = '') => {
    const task = taskArns?.find(arn => arn.includes(start));
    await app.colleague.send(new StopTaskCommand({cluster: 'erp', task}));
    await app.pass(60);
  };
  await stop(first);
  app.doesNotSee(first ?? '');
  expect(app.cursorLine()).toContain(third);
  await stop(third);
  app.doesNotSee(third ?? '');
  expect(app.cursorLine()).toContain(fourth);
});

test('until someone moves, the cursor stands on the first row, however the rows arrive', async () => {
  const app = await launch();
  await app.goto('tasks erp');
  await app.pass(2);
  expect(app.lines()[3]).toMatch(/^ ▸/);
  await app.goto('deployments erp srvweb');
  await app.pass(2);
  expect(app.lines()[3]).toMatch(/^ ▸/);
});

test('a table of thousands names its rows first and fills them in while it is looked at', async () => {
  const app = await launch({world: 'services=400,tasks=400,instances=40,clusters=1'});
  await app.enter();
  app.sees(/services \d+/);
  const described = app.lines().filter(line => /\d+\/\d+/.test(line));
  expect(described.length).toBeGreaterThan(10);
});
