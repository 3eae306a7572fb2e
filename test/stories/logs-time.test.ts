// Going to a time in the logs by keys.

import {expect, test} from 'vitest';
import {logsOf} from './opened-logs.ts';

test('T goes to a time that is kept, and reads around one that is not; f is at the newest again', async () => {
  const app = await logsOf('srvweb', 'erp');
  await app.press('T');
  app.sees(':at ', '2026-11-25 14:05 or -20m');
  await app.type('-2m');
  app.sees('the lines of 2026-11-20 11:58:0');
  await app.enter();
  expect(app.cursorLine()).toMatch(/▸11:58:0/);
  app.sees('f follows');
  app.doesNotSee('around');
  const calls = app.calls('logs:FilterLogEvents');
  await app.goto('at 09:30');
  await app.pass(3);
  app.sees('around 2026-11-20 09:30:00', /\d+ new, f follows/);
  expect(app.cursorLine()).toMatch(/▸09:30:0/);
  expect(app.calls('logs:FilterLogEvents') - calls).toBeLessThan(8);
  await app.press('g', 'k');
  await app.pass(2);
  expect(app.cursorLine()).toMatch(/▸09:2/);
  await app.press('f');
  app.sees('following');
  expect(app.cursorLine()).toMatch(/▸12:00:/);
});

test('scrolling on from a time reads the lines after it, one after the other', async () => {
  const app = await logsOf('srvweb', 'erp');
  await app.goto('at 10:00');
  await app.pass(3);
  const [, kept = '0'] = /(\d+) lines read/.exec(app.screen()) ?? [];
  // Under a filter the end of what was read is near.
  await app.press('/');
  await app.type('no such words');
  await app.enter();
  await app.press('j');
  await app.pass(2);
  await app.escape();
  const [, more = '0'] = /(\d+) lines read/.exec(app.screen()) ?? [];
  expect(Number(more)).toBeGreaterThan(Number(kept));
});

test('what is no time, or yet to come, is said; and elsewhere there are no lines to go to', async () => {
  const app = await logsOf('srvweb', 'erp');
  await app.press('T');
  await app.type('noon');
  await app.enter();
  app.sees('when? type :at 14:05');
  await app.escape();
  await app.goto('at 2027-01-01 00:00');
  app.sees('2027-01-01 00:00:00 is yet to come');
  await app.escape();
  await app.escape();
  await app.goto('at 10:00');
  app.sees('open some with l first');
});
