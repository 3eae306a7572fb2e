// The log screen as a picture, reviewed when it changes: `vitest run test/screens -u` writes it anew.

import {expect, test} from 'vitest';
import {launch} from '../harness/launch.ts';

test.each([
  {columns: 80, rows: 24},
  {columns: 160, rows: 45},
])('logs at $columns×$rows', async size => {
  const app = await launch(size);
  await app.goto('services erp');
  await app.select('srvweb');
  await app.press('l');
  await app.pass(4);
  await app.press('k', 'k');
  await app.pass(3);
  await expect(`${app.screen()}\n`).toMatchFileSnapshot(`golden/logs-${size.columns}x${size.rows}.txt`);
});
