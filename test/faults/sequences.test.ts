// Any sequence of faults and keys: the program lives, answers, sends no change that nobody confirmed, and recovers.

import fc from 'fast-check';
import {expect, test} from 'vitest';
import {launch} from '../harness/launch.ts';

const faults = fc.constantFrom(
  '',
  'throttle=0.5',
  'latency=3000',
  'blackhole',
  'expired',
  'fail-batch=0.5',
  'deny=ecs:Describe*',
  'deny=sts:*',
  'unknown=UpdateService',
);

const keys = fc.constantFrom(
  'j',
  'k',
  'G',
  'g',
  'enter',
  'escape',
  'd',
  'y',
  'e',
  's',
  'r',
  '!',
  'p',
  '/',
  'space',
  'ctrl+r',
  ':',
  'tab',
  '?',
  '-',
);

const step = fc.oneof(
  fc.record({type: fc.constant('fault' as const), faults}),
  fc.record({type: fc.constant('key' as const), key: keys}),
  fc.record({type: fc.constant('time' as const), seconds: fc.integer({min: 1, max: 6})}),
);

test('faults and keys in any order', {timeout: 30_000}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, {minLength: 5, maxLength: 25}), async steps => {
      const app = await launch();
      await app.goto('services erp');
      for (const one of steps) {
        if (one.type === 'fault') await app.faults(one.faults);
        else if (one.type === 'key') await app.press(one.key);
        else await app.pass(one.seconds);
      }
      await app.faults('');
      for (let left = 0; left < 3; left += 1) await app.escape();
      if (app.screen().includes('PAUSED')) await app.press('p');
      await app.goto('clusters');
      await app.pass(75);
      app.sees('simple-ecs-cluster', 'consul-demo');
      app.doesNotSee('PROBLEM', 'THROTTLED');
      // Every change that went out was recorded before.
      const sent = app.requests.filter(({operation}) => operation === 'UpdateService').length;
      expect(app.audit.filter(({phase}) => phase === 'intent').length).toBeGreaterThanOrEqual(sent);
      await app.close();
    }),
    {numRuns: 5, seed: 20_261_120},
  );
});
