// From the clusters down to a container and back: every step in one key, every cursor where it was left.

import {expect, test} from 'vitest';
import {launch} from '../harness/launch.ts';

test('from cluster to service to task to container, and back with every cursor kept', async () => {
  const app = await launch();
  await app.select('erp');
  await app.enter();
  await app.select('srvapp2');
  await app.enter();
  await app.press('j', 'j');
  const task = app.cursorLine().slice(3, 13);
  await app.enter();
  app.sees('erp › services › srvapp2 › tasks', `${task}`, 'containers 1', 'erp-web:2.8');

  await app.escape();
  expect(app.cursorLine()).toContain(task);
  await app.escape();
  expect(app.cursorLine()).toContain('srvapp2');
  await app.escape();
  expect(app.cursorLine()).toContain('erp');
});

test('the first screen names services whose counts look well: one that crash-loops, one with unhealthy targets', async () => {
  const app = await launch();
  await app.pass(3);
  app.sees(/consul-demo +! active.* weather in trouble/, /discovery +! active.* orders-green in tr/);
});

test('Esc never leaves the program, and - goes to the screen before', async () => {
  const app = await launch();
  await app.escape();
  app.sees('this is the first screen: q quits', 'clusters 5');

  await app.goto('services erp');
  await app.goto('instances consul-demo');
  app.sees('consul-demo › services › instances 2');
  await app.press('-');
  app.sees('erp › services 4');
  await app.press('-');
  app.sees('consul-demo › services › instances 2');
});

test('g and G go to the ends, keys that come together all count', async () => {
  const app = await launch();
  await app.goto('services erp');
  await app.press('G');
  expect(app.cursorLine()).toContain('srvweb');
  await app.press('g');
  expect(app.cursorLine()).toContain('srvapp1');
  await app.paste('jj');
  expect(app.cursorLine()).toContain('srvcache');
});

test('a page goes through a table that is larger than the screen', async () => {
  const app = await launch({rows: 12, world: 'services=60,tasks=60,instances=10,clusters=1'});
  await app.enter();
  await app.pass(3);
  await app.press('ctrl+f');
  const [first] = app.lines().slice(3);
  await app.press('ctrl+b');
  expect(app.lines().slice(3)[0]).not.toBe(first);
  await app.press('end');
  app.sees(/60\/60|–60/);
});

test('a resize keeps the row, and a terminal too small says so until it grows again', async () => {
  const app = await launch();
  await app.goto('services erp');
  await app.select('srvapp2');
  await app.resize(80, 24);
  expect(app.cursorLine()).toContain('srvapp2');
  await app.resize(30, 8);
  app.sees('too small: 30×8');
  await app.resize(160, 45);
  expect(app.cursorLine()).toContain('srvapp2');
  app.sees('erp › services 4');
});
