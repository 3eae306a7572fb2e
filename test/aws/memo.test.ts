import {expect, test} from 'vitest';
import {createMemo} from '../../src/aws/memo.ts';
import {manualClock} from './manual-clock.ts';

const {signal} = new AbortController();

test('an answer is kept for its time, and read again after it', async () => {
  const clock = manualClock();
  const memo = createMemo<number>(clock, 1_000);
  let reads = 0;
  const get = () => memo.get('a', signal, () => Promise.resolve(++reads));
  expect([await get(), await get()]).toEqual([1, 1]);
  await clock.advance(1_001);
  expect(await get()).toBe(2);
});

test('of answers that are kept for good, the oldest go when there are thousands', async () => {
  const memo = createMemo<string>(manualClock(), Number.POSITIVE_INFINITY);
  const asked: string[] = [];
  const get = (key: string) =>
    memo.get(key, signal, () => {
      asked.push(key);
      return Promise.resolve(key);
    });
  for (let number = 0; number < 6_000; number += 1) await get(`definition:${number}`);
  await get('definition:5999');
  expect(asked).toHaveLength(6_000);
  await get('definition:0');
  expect(asked.at(-1)).toBe('definition:0');
});
