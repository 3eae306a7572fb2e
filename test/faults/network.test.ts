// The network hangs or is gone: keys answer, nothing is lost, and it comes back by itself.

import {expect, test} from 'vitest';
import {launch} from '../harness/launch.ts';

test('while a call hangs the cursor still moves', async () => {
  const app = await launch();
  await app.goto('services erp');
  await app.faults('latency=30000');
  await app.press('ctrl+r');
  await app.pass(2);
  await app.press('j');
  expect(app.cursorLine()).toContain('srvapp2');
  await app.press('d');
  app.sees('srvapp2 › details', 'Overview');
  await app.escape();
  await app.press('/');
  await app.type('web');
  app.sees('services 3 of 4');
});

test('a slow API ends at its deadline, and says so', async () => {
  const app = await launch();
  await app.goto('services erp');
  await app.faults('latency=30000');
  await app.pass(60);
  app.sees('did not answer ecs:', 'srvapp2');
});

test('the network is gone and back: the rows stay with their age, then are fresh within one interval', async () => {
  const app = await launch();
  await app.goto('services erp');
  await app.pass(2);
  await app.faults('blackhole');
  await app.pass(60);
  app.sees('PROBLEM', 'srvapp2', /data .*old/);
  await app.faults('');
  await app.pass(20);
  app.doesNotSee('PROBLEM', 'old');
  app.sees('srvapp2', '5/6');
});

test('leaving does not wait for a call that hangs', async () => {
  const app = await launch();
  await app.faults('blackhole');
  await app.goto('services erp');
  await app.close();
  expect(app.terminal.isAlternate()).toBe(false);
});
