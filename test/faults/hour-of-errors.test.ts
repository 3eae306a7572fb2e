// An hour in which three calls of ten fail in every way there is, on a screen that nobody leaves.

import {expect, test, vi} from 'vitest';
import {startLoop} from '../harness/loop.ts';

/** What the hour is made of: each for a minute, in turn. */
const weather = ['fail=0.3', 'throttle=0.3', 'fail-batch=0.3', 'throttle=0.15,fail=0.15', 'fail=0.3,latency=700'];

test('the program lives, never shows old data as new, and is well right after it', {timeout: 60_000}, async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0); // The SDK's pause before a second attempt: none.
  const loop = await startLoop();
  await loop.type(':services erp');
  await loop.press('enter');
  for (let minute = 0; minute < 60; minute += 1) {
    await loop.faults(weather[minute % weather.length] ?? '');
    for (let second = 0; second < 60; second += 5) {
      await loop.pass(5_000);
      expect(loop.frame()).toMatch(/data (?:\d|[1-3]\d)s|data \S+ old/);
    }
  }
  await loop.faults('');
  await loop.pass(60_000);
  expect(loop.frame()).not.toMatch(/PROBLEM|THROTTLED|old|✗/);
  expect(loop.bugs).toEqual([]);
  expect(loop.hasQuit()).toBe(false);
  // It was asked all the time, and never pressed: a table of four services, its investigations, and the retries of both.
  expect(loop.requests.length).toBeGreaterThan(500);
  expect(loop.requests.length).toBeLessThan(60 * 80);
  await loop.close();
  vi.restoreAllMocks();
});
