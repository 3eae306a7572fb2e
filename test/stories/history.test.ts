// What happened: events, deployments, and the revisions of a task definition.

import {expect, test} from 'vitest';
import {launch} from '../harness/launch.ts';

test('events are read newest first', async () => {
  const app = await launch();
  await app.goto('services erp');
  await app.select('srvapp2');
  await app.press('e');
  app.sees('srvapp2 › events', 'was unable to place a task');
  const times = app
    .lines()
    .slice(3, 20)
    .map(line => line.slice(3, 8));
  expect(times.slice(0, 2)).toEqual(['12:00', '11:55']);
});

test('deployments are read newest first, with what became of them', async () => {
  const app = await launch({columns: 160});
  await app.goto('deployments simple-ecs-cluster simple-application');
  await app.pass(2);
  app.sees('simple-application › deployments', 'circuit breaker');
  expect(app.cursorLine()).toContain('in progress');
});

test('from the families to the revisions, newest first, with those in use', async () => {
  const app = await launch();
  await app.goto('families');
  await app.pass(3);
  app.sees('task definitions 21');
  await app.select('checkout');
  await app.enter();
  await app.pass(10);
  app.sees('checkout › revisions 43', 'discovery: ');
  expect(app.cursorLine()).toContain('checkout:43');
  expect(app.lines()[4]).toContain('checkout:42');
});
