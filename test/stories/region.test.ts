// Another Region: everything that was on the screen belongs to it alone.

import {expect, test} from 'vitest';
import {launch} from '../harness/launch.ts';

test('a Region switch begins at its clusters, and nothing of the other one stays', async () => {
  const app = await launch();
  await app.goto('services erp');
  await app.goto('region eu-west-1');
  await app.pass(1);
  app.sees('eu-west-1', 'clusters 5', '111122223333 OnCall');
  app.doesNotSee('ap-southeast-1', 'srvweb');
  await app.press('c');
  expect(app.terminal.clipboard().at(-1)).toContain(':eu-west-1:');
});

test('a change cannot be undone from another Region', async () => {
  const app = await launch();
  await app.goto('services erp');
  await app.press('r');
  await app.look();
  await app.press('y');
  await app.goto('region eu-west-1');
  await app.pass(1);
  await app.press('u');
  app.sees('was made in ap-southeast-1', 'cannot be undone');
});

test('a Region that is no Region is told, and the old one stays', async () => {
  const app = await launch();
  await app.goto('region nowhere!');
  app.sees('nowhere!', 'clusters 5');
  await app.escape();
  await app.pass(2);
  app.sees('ap-southeast-1');
});
