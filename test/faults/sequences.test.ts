// A few of the random sequences on the screen itself: the program lives, answers, sends no change that nobody confirmed, and
// recovers. Many more go without the screen, in test/fuzz.

import fc from 'fast-check';
import {expect, test} from 'vitest';
import {faultSequence, type Step} from '../fuzz/fault-steps.ts';
import {launch, type Story} from '../harness/launch.ts';

async function take(app: Story, step: Step): Promise<void> {
  switch (step.type) {
    case 'faults':
      return app.faults(step.spec);
    case 'key':
      return app.press(step.key);
    case 'time':
      return app.pass(step.seconds);
    case 'change':
      await app.goto('services erp');
      await app.press(step.key);
      await app.faults(step.spec);
      return app.press('y');
  }
}

test('faults and keys in any order', {timeout: 30_000}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(faultSequence, {minLength: 1, maxLength: 3}), async sequences => {
      const app = await launch();
      await app.goto('services erp');
      for (const step of sequences.flat()) await take(app, step);
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
