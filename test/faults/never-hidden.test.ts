// A trouble that lasts is on the screen for as long as it lasts: nothing that is known by heart may take it back.

import {expect, test, vi} from 'vitest';
import {startLoop} from '../harness/loop.ts';

test.each(['blackhole', 'expired', 'fail=1'])('PROBLEM and the age stay on the screen through ten minutes of %s', async fault => {
  // The SDK's pause before a second attempt: none.
  vi.spyOn(Math, 'random').mockReturnValue(0);
  const loop = await startLoop();
  await loop.type(':services erp');
  await loop.press('enter');
  await loop.pass(2_000);
  await loop.faults(fault);
  await loop.pass(35_000);
  const silent: string[] = [];
  for (let second = 0; second < 600; second += 1) {
    await loop.pass(1_000);
    const frame = loop.frame();
    if (!frame.includes('PROBLEM') || !/data \S+ old/.test(frame) || !frame.includes('✗')) silent.push(`${second}: ${frame}`);
  }
  expect(silent).toEqual([]);
  await loop.faults('');
  await loop.pass(10_000);
  expect(loop.frame()).not.toMatch(/PROBLEM|old|✗/);
  await loop.close();
  vi.restoreAllMocks();
});
