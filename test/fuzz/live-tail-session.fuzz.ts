// Hours of Live Tail: too long for the tests.

import {expect, test, vi} from 'vitest';
import {startLoop} from '../harness/loop.ts';

test('ended by AWS after three hours, it goes on without a seam', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0); // The SDK's pause before a second attempt: none.
  const loop = await startLoop({world: 'services=2,tasks=2,instances=2,clusters=1'});
  await loop.press('enter');
  await loop.pass(2_000);
  for (const key of ['l', 'L', 'L']) await loop.press(key);
  await loop.pass(3_000);
  const screen = () => loop.store.getState().screens.at(-1);
  expect(screen()).toMatchObject({type: 'logs', view: {liveTail: 'on'}});
  const opened = loop.region.calls.get('logs:StartLiveTail') ?? 0;
  for (let minutes = 0; minutes < 200; minutes += 1) await loop.passAtOnce(60_000);
  expect(loop.region.calls.get('logs:StartLiveTail')).toBe(2 * opened);
  expect(screen()).toMatchObject({view: {liveTail: 'on'}});
  expect(JSON.stringify(screen())).not.toMatch(/missing so far|broke/);
  await loop.close();
  vi.restoreAllMocks();
});
