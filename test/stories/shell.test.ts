// `x` opens a shell in a container: asked for, previewed, confirmed and audited as any change is.

import {expect, test} from 'vitest';
import {launch, type Story} from '../harness/launch.ts';

async function toTask(app: Story, service: string): Promise<void> {
  await app.goto('tasks discovery');
  await app.press('/');
  await app.type(service);
  await app.enter();
}

test('the container is named, the preview says what it is, and the session has the terminal', async () => {
  const app = await launch();
  await toTask(app, 'orders-blue');
  await app.press('x');
  app.sees('Container: orders-blue');
  await app.enter();
  app.sees('/bin/sh as root in container orders-blue', 'not in ecsdeck', 'after 20 minutes');
  await app.look();
  await app.press('y');
  expect(app.calls('ecs:ExecuteCommand')).toBe(1);
  expect(app.shells).toEqual([
    expect.objectContaining({
      region: 'ap-southeast-1',
      target: expect.stringMatching(/^ecs:discovery_[0-9a-f]{32}_/),
      token: expect.any(String),
    }),
  ]);
  expect(app.terminal.isAlternate()).toBe(true);
  app.sees('the shell has ended');
  expect(app.audit.map(({phase}) => phase)).toEqual(['intent', 'outcome']);
  expect(JSON.stringify(app.audit)).not.toContain(app.shells[0]?.token);
  const request = app.requests.find(({operation}) => operation === 'ExecuteCommand');
  expect(JSON.parse(request?.body ?? '')).toMatchObject({command: '/bin/sh', container: 'orders-blue', interactive: true});
});

test('another container than there is, and several tasks at once, are refused in words', async () => {
  const app = await launch();
  await toTask(app, 'orders-blue');
  await app.press('x');
  await app.type('x');
  await app.enter();
  app.sees('no shell can be opened in "x"');
  await app.escape();
  await app.press('*', 'x');
  await app.enter();
  app.sees('"shell" is done to one at a time');
});

test('on a container nothing is asked but to go ahead, and it is that container', async () => {
  const app = await launch();
  await toTask(app, 'orders-blue');
  await app.enter();
  app.sees('› containers');
  await app.press('x');
  app.doesNotSee('Container:');
  app.sees('shell in orders-blue of task', '/bin/sh as root in container orders-blue');
  await app.look();
  await app.press('y');
  expect(app.shells).toEqual([expect.objectContaining({target: expect.stringMatching(/^ecs:discovery_[0-9a-f]{32}_/)})]);
  app.sees('the shell has ended');
  expect(app.audit.map(({command, phase}) => [command, phase])).toEqual([
    ['container.shell', 'intent'],
    ['container.shell', 'outcome'],
  ]);
  const request = app.requests.find(({operation}) => operation === 'ExecuteCommand');
  expect(JSON.parse(request?.body ?? '')).toMatchObject({command: '/bin/sh', container: 'orders-blue', interactive: true});
});

test('`:shell` on containers is the same; without ECS Exec it says how to have it', async () => {
  const app = await launch();
  await toTask(app, 'orders-blue');
  await app.enter();
  await app.goto('shell');
  app.sees('/bin/sh as root in container orders-blue');
  await app.escape();
  await app.goto('tasks discovery');
  await app.press('/');
  await app.type('checkout');
  await app.enter();
  await app.enter();
  app.sees('› containers');
  await app.press('x');
  app.sees('ECS Exec is off', 'enableExecuteCommand');
  expect(app.calls('ecs:ExecuteCommand')).toBe(0);
});

test('a task without ECS Exec says how to have it; a real account is read-only', async () => {
  const app = await launch();
  await toTask(app, 'checkout');
  await app.press('x');
  app.sees('ECS Exec is off');
  const real = await launch({source: 'aws'});
  await toTask(real, 'orders-blue');
  await real.press('x');
  real.sees('read-only');
  expect(real.calls('ecs:ExecuteCommand')).toBe(0);
});
