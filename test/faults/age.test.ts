// The age on the screen is that of the rows, whatever else could be read.

import {expect, test, vi} from 'vitest';
import {startLoop} from '../harness/loop.ts';

test('rows that cannot be described grow old on the screen, though their list is read again and again', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0); // The SDK's pause before a second attempt: none.
  const loop = await startLoop();
  await loop.type(':services erp');
  await loop.press('enter');
  await loop.pass(2_000);
  await loop.faults('deny=ecs:DescribeServices');
  await loop.pass(300_000);
  expect(loop.region.calls.get('ecs:ListServices')).toBeGreaterThan(10);
  expect(loop.frame()).toMatch(/data 4m\d*s? old|data 5m\d*s? old/);
  await loop.close();
  vi.restoreAllMocks();
});

test('a table of which no row is a problem is not called old while all is well', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
  const loop = await startLoop();
  await loop.press('!');
  for (let second = 0; second < 200; second += 1) {
    await loop.pass(1_000);
    expect(loop.frame()).not.toMatch(/old/);
  }
  await loop.close();
  vi.restoreAllMocks();
});
