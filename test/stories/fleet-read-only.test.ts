// In read-only mode nothing is sent to hosts, no check either: a command of Systems Manager is a shell of root.

import {expect, test} from 'vitest';
import {launch} from '../harness/launch.ts';
import {sends} from './fleet-steps.ts';

test.each([
  ['t on an instance', ['t']],
  ['R on an instance', ['R']],
  [':time', [':', 't', 'i', 'm', 'e', 'enter']],
  [':run', [':', ...'run disk-report', 'enter'].map(key => (key === ' ' ? 'space' : key))],
])('%s says why, and what to do', async (_, keys) => {
  const app = await launch({columns: 160, rows: 30, options: {mode: 'read-only'}});
  await app.goto('instances erp');
  await app.pass(2);
  await app.press(...keys);
  app.sees('read-only: nothing is sent to hosts, no check either, because Run Command is a root shell', '--write');
  expect(sends(app)).toEqual([]);
  expect(app.dashboard.store.getState().dialog).toBeUndefined();
});

test('the help says which keys cannot be used now', async () => {
  const app = await launch({columns: 160, rows: 60, options: {mode: 'read-only'}});
  await app.goto('instances erp');
  await app.press('?');
  app.sees('On hosts, by Systems Manager', /clock and zone.*not now: read-only/, /run a playbook.*not now: read-only/);
});
