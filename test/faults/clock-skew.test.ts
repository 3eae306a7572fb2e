// The machine's clock is an hour off: AWS refuses signatures, and the screen names the clock.

import {expect, test} from 'vitest';
import {launch} from '../harness/launch.ts';

test('reading goes on by the time that AWS tells, and is fresh', async () => {
  const app = await launch({faults: 'skew=3600'});
  await app.goto('services erp');
  await app.pass(30);
  app.sees('services 4', '5/6', '111122223333 OnCall');
  app.doesNotSee('PROBLEM', 'old');
});

test.each([
  ['behind', '3600'],
  ['ahead of', '-3600'],
])("a change that is refused for a clock %s AWS's says so, and how to set it", async (direction, skew) => {
  const app = await launch({faults: `skew=${skew}`});
  await app.goto('services erp');
  await app.select('srvweb');
  await app.press('r');
  await app.look();
  await app.press('y');
  app.sees(`this machine's clock is 60 min ${direction} AWS's`, 'chronyc');
  app.doesNotSee('signature', 'Signature');
  expect(app.audit.map(({result}) => result)).toEqual([undefined, 'failed']);
});
