// `c` puts the exact ARN on the clipboard of the person's own terminal.

import {expect, test} from 'vitest';
import {launch} from '../harness/launch.ts';

test('the ARN of the row, of the details and of the JSON', async () => {
  const app = await launch();
  await app.goto('services erp');
  await app.select('srvweb');
  const arn = 'arn:aws:ecs:ap-southeast-1:111122223333:service/erp/srvweb';
  await app.press('c');
  app.sees(`copied ${arn}`);
  await app.press('d', 'c');
  await app.escape();
  await app.press('y', 'c');
  expect(app.terminal.clipboard()).toEqual([arn, arn, arn]);
});

test('the confirmation goes by itself', async () => {
  const app = await launch();
  await app.press('c');
  app.sees('copied');
  await app.pass(5);
  app.doesNotSee('copied');
});
