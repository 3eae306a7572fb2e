// Credentials expire in the middle of the work: the last data stay, the next step is on the screen, and a login is seen.

import {expect, test} from 'vitest';
import {launch} from '../harness/launch.ts';

test('expired credentials keep the rows and say what to do; renewed ones are seen within ten seconds', async () => {
  const app = await launch();
  await app.goto('services erp');
  await app.pass(2);
  await app.faults('expired');
  await app.pass(25);
  app.sees('PROBLEM', 'srvapp2', /data \d+s old/, /expired/);
  const before = app.requests.length;
  await app.pass(20);
  expect(app.requests.length - before).toBeLessThan(20);

  await app.faults('');
  await app.pass(10);
  app.doesNotSee('PROBLEM', 'expired');
  app.sees('srvapp2');
});

test('expired from the start, the screen says so and fills in when they are renewed', async () => {
  const app = await launch({faults: 'expired'});
  app.sees('PROBLEM', 'account unknown');
  await app.faults('');
  await app.pass(40);
  app.sees('clusters 5', '111122223333 OnCall');
  app.doesNotSee('PROBLEM', 'account unknown');
});
