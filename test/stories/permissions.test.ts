// What may be changed: nothing on a real account until someone allows it, and on production only with a typed name.

import {expect, test} from 'vitest';
import {launch} from '../harness/launch.ts';

const account = '111122223333';

test('a real account is read-only, and a refusal says how to lift it', async () => {
  const app = await launch({source: 'aws'});
  app.sees('READ-ONLY');
  await app.goto('services erp');
  for (const key of ['s', 'r']) {
    await app.press(key);
    app.sees('read-only: no change is sent', '--write');
  }
  expect(app.calls('ecs:UpdateService')).toBe(0);
});

test('on 80 columns the whole refusal can be read', async () => {
  const app = await launch({source: 'aws', columns: 80, rows: 24});
  await app.goto('services erp');
  await app.press('s');
  app.sees('no change is sent', '--write', 'in the configuration file.');
  await app.press('down');
  app.doesNotSee('no change is sent');
});

test('--read-only holds on the demo region too', async () => {
  const app = await launch({options: {mode: 'read-only'}});
  app.sees('DEMO', 'READ-ONLY');
  await app.goto('instances erp');
  await app.press('D');
  app.sees('read-only');
  expect(app.calls('ecs:UpdateContainerInstancesState')).toBe(0);
});

test('a production account says so in the frame and wants the name of the cluster typed', async () => {
  const app = await launch({config: {accounts: {[account]: {production: true, write: true}}}});
  await app.goto('services erp');
  app.sees('PROD');
  await app.select('srvweb');
  await app.press('r');
  app.sees('type erp to confirm');
  await app.look();
  await app.press('y', 'enter');
  expect(app.calls('ecs:UpdateService')).toBe(0);
  await app.press('ctrl+u');
  await app.type('erp');
  await app.look();
  await app.enter();
  expect(app.calls('ecs:UpdateService')).toBe(1);
});
