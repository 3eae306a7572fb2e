// The answer to a change is lost: it is never sent a second time, and reading settles whether it happened.

import {expect, test} from 'vitest';
import {launch, type Story} from '../harness/launch.ts';

async function scaleInto(faults: string): Promise<Story> {
  const app = await launch();
  await app.goto('services erp');
  await app.select('srvweb');
  await app.press('s', 'ctrl+u', '1', 'enter');
  await app.look();
  await app.faults(faults);
  await app.press('y');
  return app;
}

const results = (app: Story) => app.audit.map(({result}) => result);

test('a change that happened is found by reading', async () => {
  const app = await scaleInto('unknown=UpdateService');
  await app.pass(16);
  app.sees('outcome unknown');
  await app.escape();
  await app.pass(20);
  app.sees(/srvweb .*1\/1/);
  expect(results(app)).toEqual([undefined, 'unknown', 'arrived']);
  expect(app.calls('ecs:UpdateService')).toBe(1);
});

test('a change that never arrived is given up after a minute, and not sent again', async () => {
  const app = await scaleInto('blackhole');
  await app.pass(16);
  await app.faults('');
  await app.escape();
  await app.pass(90);
  app.sees(/srvweb .*2\/2/);
  expect(app.requests.filter(({operation}) => operation === 'UpdateService').length).toBeLessThan(2);
  expect(results(app).at(-1)).not.toBe('arrived');
});
