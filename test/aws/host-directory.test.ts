import {expect, test} from 'vitest';
import {createHostDirectory} from '../../src/aws/host-directory.ts';
import {manualClock} from './manual-clock.ts';

const {signal} = new AbortController();

test('of hosts beyond the twenty thousand that were read last, the oldest are forgotten', async () => {
  const clock = manualClock();
  const asked: string[] = [];
  const ssm = async (ids: readonly string[]) => {
    asked.push(...ids);
    return ids.map(instanceId => ({instanceId}));
  };
  const directory = createHostDirectory(clock, {ec2: async () => [], ssm});
  const find = async (...ids: string[]) => {
    const answer = directory(ids, signal);
    await clock.advance(10);
    return answer;
  };
  await find('mi-first');
  await find(...Array.from({length: 19_999}, (_, index) => `mi-${index}`));
  expect(await find('mi-first')).toEqual([{instanceId: 'mi-first'}]);
  expect(asked).toHaveLength(20_000);
  await find('mi-one-more');
  expect(await find('mi-first')).toEqual([{instanceId: 'mi-first'}]);
  expect(asked.slice(20_000)).toEqual(['mi-one-more', 'mi-first']);
});
