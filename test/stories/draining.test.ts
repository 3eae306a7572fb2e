// Draining an instance moves its tasks away; activating it takes that back.

import {expect, test} from 'vitest';
import {launch} from '../harness/launch.ts';

test('draining says which tasks move and where they find no room; activating ends it', async () => {
  const app = await launch();
  await app.goto('instances simple-ecs-cluster');
  await app.pass(2);
  await app.press('D');
  app.sees('Drain', 'activating it takes it back');
  await app.look();
  await app.press('y');
  await app.pass(6);
  expect(app.cursorLine()).toContain('draining');

  await app.press('D');
  app.sees('is draining already');
  await app.press('u');
  app.sees('Activate', 'activate i-');
  await app.look();
  await app.press('y');
  await app.pass(6);
  expect(app.cursorLine()).toContain('active');
  expect(app.calls('ecs:UpdateContainerInstancesState')).toBe(2);
});

test('an instance whose agent is gone is seen at once', async () => {
  const app = await launch();
  await app.goto('instances erp');
  await app.pass(2);
  app.sees('✗ lost', 'agent disconnected');
  await app.press('!');
  app.sees('instances 1 of 4');
});
