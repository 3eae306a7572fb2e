import {expect, onTestFinished, test, vi} from 'vitest';
import {startLoop} from '../harness/loop.ts';

const services = 60;

test('somebody who looks at one service after the other keeps few tables of them', async () => {
  const random = vi.spyOn(Math, 'random').mockReturnValue(0);
  onTestFinished(() => random.mockRestore());
  const loop = await startLoop({world: `services=${services},tasks=${2 * services},instances=10,clusters=1`});
  onTestFinished(() => loop.close());
  await loop.pass(2_000);
  await loop.press('enter');
  await loop.pass(5_000);
  for (let number = 0; number < services; number += 1) {
    for (const key of ['enter', 'escape', 'e', 'escape', 'j']) {
      await loop.press(key);
      await loop.pass(2_000);
    }
  }
  expect(loop.bugs).toEqual([]);
  const kept = Object.keys(loop.store.getState().tables).length;
  expect(kept).toBeGreaterThan(10);
  expect(kept).toBeLessThan(32);
});
