import {subscribe, unsubscribe} from 'node:diagnostics_channel';
import {expect, onTestFinished, test} from 'vitest';
import {planAfterStart} from '../../src/after-start.ts';
import {startedChannel} from '../../src/bundle/names.ts';

test('what follows the start is done at once when it is asked for, and once', () => {
  let times = 0;
  const count = () => {
    times += 1;
  };
  subscribe(startedChannel, count);
  onTestFinished(() => void unsubscribe(startedChannel, count));
  const afterStart = planAfterStart();
  expect(times).toBe(0);
  afterStart();
  afterStart();
  expect(times).toBe(1);
});
