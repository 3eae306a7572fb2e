// Going from mark to mark in the logs by keys.

import {expect, test} from 'vitest';
import {flood, logsOf} from './opened-logs.ts';

test('\' and " go from mark to mark, and on from the other end', async () => {
  const app = await logsOf('srvweb', 'erp');
  await app.press("'");
  app.sees('no line is marked: m marks the one under the cursor');
  await app.press('k', 'm');
  const newest = app.cursorLine();
  await app.press("'");
  app.sees('this is the only marked line');
  await app.press('pageup', 'pageup', 'm');
  const oldest = app.cursorLine();
  await app.press("'");
  expect(app.cursorLine()).toBe(newest);
  app.doesNotSee('no newer mark');
  await app.press("'");
  expect(app.cursorLine()).toBe(oldest);
  app.sees('no newer mark, on from the oldest');
  await app.press('"');
  expect(app.cursorLine()).toBe(newest);
  app.sees('no older mark, on from the newest');
});

test('a jump stops the following, and the mark stays under the cursor while lines come', async () => {
  const app = await logsOf('srvweb', 'erp');
  await app.press('pageup', 'm', 'f');
  app.sees('following');
  await app.press('"');
  const marked = app.cursorLine();
  expect(marked).toContain('●');
  await app.pass(5);
  expect(app.cursorLine()).toBe(marked);
  app.sees(/\d+ new, f follows/);
});

test('a marked line that the filter hides is shown among all lines', async () => {
  const app = await logsOf('srvweb', 'erp');
  await app.press('pageup', 'm');
  const marked = app.cursorLine();
  await app.press('/');
  await app.type('no.such.words');
  await app.enter();
  await app.press('"');
  app.sees('the marked line is hidden by the filter: all are shown');
  expect(app.cursorLine()).toBe(marked);
});

test('marks outlive another range', async () => {
  const app = await logsOf('srvweb', 'erp');
  await app.press('pageup', 'm');
  const marked = app.cursorLine();
  await app.press('4');
  await app.pass(8);
  await app.press('"');
  expect(app.cursorLine()).toBe(marked);
});

test('a marked line that was dropped is said to be, and is looked up again', async () => {
  const app = await logsOf('srvweb', 'erp', {mostLogBytes: 200_000});
  await app.press('pageup', 'm');
  const time = /\d\d:\d\d:\d\d/.exec(app.cursorLine())?.[0] ?? '';
  await app.press('f');
  await flood(app);
  await app.press('"');
  app.sees(`the line marked at ${time} was dropped from memory: read again`);
  await app.pass(3);
  app.sees(`around 2026-11-20 ${time}`, new RegExp(`●.${time}`));
  expect(app.cursorLine()).toContain(time);
  await app.press('f');
  app.sees('following');
});
