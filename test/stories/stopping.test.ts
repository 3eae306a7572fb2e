// Stopping a task wants its service's name typed. Nothing that a hand can do by accident stops one.

import {expect, test} from 'vitest';
import {launch, type Story} from '../harness/launch.ts';

async function askToStop(): Promise<Story> {
  const app = await launch();
  await app.goto('tasks erp srvweb');
  await app.press('K');
  app.sees('stop task', 'of srvweb', 'service srvweb starts another task in its place', 'cannot be undone', 'type srvweb to confirm');
  await app.look();
  return app;
}

test.each([
  ['Enter', '\r'],
  ['y', 'y'],
  ['a held y', 'yyyyyyyy'],
  ['the pasted name', 'srvweb'],
  ['the pasted name with a line break', 'srvweb\r'],
  ['a pasted text', 'please look at srvweb, it is slow\r\ny\r\n'],
])('%s alone never stops it', async (_, bytes) => {
  const app = await askToStop();
  await app.paste(bytes);
  await app.look();
  await app.enter();
  expect(app.calls('ecs:StopTask')).toBe(0);
  await app.escape();
  app.sees('tasks 2');
});

test('the typed name and Enter stop it, and its service starts another', async () => {
  const app = await askToStop();
  await app.type('srvwrb');
  await app.press('backspace', 'backspace');
  await app.type('eb');
  expect(app.calls('ecs:StopTask')).toBe(0);
  await app.look();
  await app.enter();
  expect(app.calls('ecs:StopTask')).toBe(1);
  expect(app.audit.map(({command, phase}) => `${command} ${phase}`)).toEqual(['task.stop intent', 'task.stop outcome']);
  await app.pass(12);
  // ListTasks names it no longer, but its containers have 30 seconds to end.
  app.sees('stopping→stop');
  await app.pass(90);
  app.sees('tasks 2');
  await app.press('S');
  await app.pass(2);
  app.sees('stopped by hand');
});
