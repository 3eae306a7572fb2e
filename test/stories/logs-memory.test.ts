// Logs whose memory is full: what was dropped is said, and how it can be read again.

import {expect, test} from 'vitest';
import {flood, logsOf} from './opened-logs.ts';

test('when the oldest lines are dropped it is said, above the lines and before the first one', async () => {
  const app = await logsOf('srvweb', 'erp', {mostLogBytes: 200_000});
  app.doesNotSee('dropped');
  await flood(app);
  app.sees(/dropped the oldest [\d,]+ lines, before \d\d:\d\d:\d\d: memory is full, T reads them again/);
  await app.press('g');
  app.sees('older lines were dropped');
});

test('beyond dropped lines no older ones are put before the hole: T is named, and reads them', async () => {
  const app = await logsOf('srvweb', 'erp', {mostLogBytes: 200_000});
  await flood(app);
  await app.press('g', 'k');
  await app.pass(3);
  app.sees(/memory is full \(\d+ lines\): T reads older ones apart/, 'older lines were dropped');
  await app.press('g');
  expect(app.cursorLine()).toMatch(/flood|12:00:/);
  await app.goto('at 11:58');
  await app.pass(3);
  expect(app.cursorLine()).toMatch(/▸11:58:0/);
});
