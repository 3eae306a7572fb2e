// One Region is out: what is in the others is not touched by it.

import {expect, test} from 'vitest';
import {launch} from '../harness/launch.ts';

test('a Region that is out says so, and the others answer as if nothing were', async () => {
  const app = await launch({faults: 'region-out=eu-west-1'});
  await app.goto('region eu-west-1');
  await app.pass(15);
  app.sees('PROBLEM', 'eu-west-1', 'did not answer');
  await app.goto('region us-east-1');
  await app.pass(3);
  app.sees('us-east-1', 'clusters 5');
  app.doesNotSee('PROBLEM', 'did not answer');
});

test('a Region that goes out under the work keeps its rows, is not pressed, and comes back by itself', async () => {
  const app = await launch();
  await app.goto('services erp');
  await app.pass(2);
  await app.faults('region-out=ap-southeast-1');
  await app.pass(60);
  app.sees('PROBLEM', 'srvapp2', /data .*old/);
  const before = app.requests.length;
  await app.pass(120);
  // Each attempt takes its deadline of ten seconds; what is asked is what is visible, and who we are.
  expect(app.requests.length - before).toBeLessThan(60);
  await app.faults('');
  await app.pass(20);
  app.doesNotSee('PROBLEM', 'old');
});
