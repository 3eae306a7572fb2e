import {test} from 'vitest';
import {launch} from '../harness/launch.ts';

test('look', async () => {
  const app = await launch();
  console.log(app.screen());
  await app.pass(3);
  console.log(app.screen());
  let t = performance.now();
  await app.goto('services erp');
  console.log(app.screen(), performance.now() - t);
  await app.select('srvapp2');
  await app.press('d');
  console.log(app.screen());
  await app.escape();
  await app.enter();
  console.log(app.screen());
  await app.enter();
  console.log(app.screen());
  await app.press('?');
  console.log(app.screen());
  t = performance.now();
  await app.pass(10);
  console.log(performance.now() - t);
});
