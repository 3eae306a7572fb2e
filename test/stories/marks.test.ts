// Marked rows, and commands that take all of them.

import {expect, test} from 'vitest';
import {launch} from '../harness/launch.ts';

test('a command takes the marked rows, shows each, and leaves out those that it cannot change', async () => {
  const app = await launch();
  await app.goto('services erp');
  await app.press('*');
  app.sees('● 4 marked');
  await app.press('s', 'ctrl+u');
  await app.type('+1');
  await app.enter();
  app.sees('Scale · 4', 'srvapp1: 2 → 3 tasks', 'srvapp2: 6 → 7 tasks', 'srvweb: 2 → 3 tasks', 'srvcache: left out');
  await app.look();
  await app.press('y');
  expect(app.calls('ecs:UpdateService')).toBe(3);

  await app.press('u');
  app.sees('srvapp1: 3 → 2 tasks', 'srvapp2: 7 → 6 tasks', 'srvweb: 3 → 2 tasks');
  await app.look();
  await app.press('y');
  expect(app.calls('ecs:UpdateService')).toBe(6);
});

test('a preview that does not fit says how much of it is hidden, and how grave that is', async () => {
  const app = await launch({columns: 80, rows: 24});
  await app.goto('services erp');
  await app.press('*', 's', 'ctrl+u', '9', 'enter');
  app.sees(/… \d+ more lines, \d+ of them warnings/, 'Esc leaves it');
});

test('marks stay on their rows, whatever the filter shows, and go one by one', async () => {
  const app = await launch();
  await app.goto('services erp');
  await app.select('srvweb');
  await app.press('space');
  await app.select('srvapp1');
  await app.press('space');
  app.sees('● 2 marked');
  await app.press('r');
  app.sees('Redeploy · 2', 'srvapp1: replace 2 tasks', 'srvweb: replace 2 tasks');
  await app.escape();
  await app.select('srvweb');
  await app.press('space');
  app.sees('● 1 marked');
});
