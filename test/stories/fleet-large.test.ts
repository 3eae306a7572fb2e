// A fleet of 300 hosts, by keys, from the check to the report.

import {expect, test} from 'vitest';
import {launch} from '../harness/launch.ts';
import {answer, confirm, sends, until} from './fleet-steps.ts';

test('x', async () => {
  const app = await launch({columns: 160, rows: 45, world: 'services=10,tasks=400,instances=300,clusters=1'});
  await app.pass(1);
  console.log(app.screen());
  await app.enter();
  await app.press(':');
  await app.type('time');
  await app.enter();
  await answer(app, '');
  let t = Date.now();
  await until(app, 'finished');
  console.log(Date.now() - t, app.screen());
  await app.press('t');
  await answer(app, 'Asia/Shanghai', 'amazon', 'step');
  await until(app, 'to confirm');
  console.log(Date.now() - t, app.screen());
  const name = /type (\S+) to confirm/.exec(app.screen())?.[1] ?? '';
  await confirm(app, name);
  t = Date.now();
  await until(app, /finished|stopped/, 3000);
  console.log(Date.now() - t, app.screen());
  console.log(
    sends(app)
      .map(s => `${s.stage} ${s.hosts.length}`)
      .join(', '),
  );
}, 200_000);
