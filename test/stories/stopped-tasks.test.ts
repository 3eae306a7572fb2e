// Why did it stop? Stopped tasks with their cause.

import {test} from 'vitest';
import {launch} from '../harness/launch.ts';

test('stopped tasks tell their cause, and their container the rest', async () => {
  const app = await launch();
  await app.goto('services consul-demo');
  await app.select('weather');
  await app.press('S');
  await app.pass(2);
  app.sees('weather › stopped tasks', 'exit 137 OutOfMemory', 'EssentialCo');
  await app.enter();
  await app.pass(1);
  app.sees('containers 1', '137', 'Container killed due to memory usage');
});
