// Parts of an answer are missing: the other rows live.

import {expect, test} from 'vitest';
import {launch} from '../harness/launch.ts';

test('one of many batches fails: the others update, and it is said how many rows could not be read', async () => {
  const app = await launch({world: 'services=60,tasks=60,instances=10,clusters=1', rows: 30});
  await app.enter();
  await app.pass(3);
  await app.faults('fail-batch=0.7');
  await app.press('ctrl+r');
  await app.pass(2);
  app.sees(/\d+ of \d+ services could not be read/);
  expect(app.lines().filter(line => /\d+\/\d+/.test(line)).length).toBeGreaterThan(20);
  await app.faults('');
  await app.pass(60);
  app.doesNotSee('could not be read');
});

test('a row that AWS cannot describe says that it is missing', async () => {
  const app = await launch({hidden: 'srvweb'});
  await app.goto('services erp');
  await app.pass(2);
  app.sees('services 4', /srvweb .*MISSING/i, '5/6');
  await app.select('srvweb');
  await app.press('d');
  app.sees('srvweb cannot be read: MISSING');
});
