// The log screen as pictures, reviewed when they change: `vitest run test/screens -u` writes them anew.

import {describe, expect, test} from 'vitest';
import {launch, type Story} from '../harness/launch.ts';

const sizes = [
  {columns: 80, rows: 24},
  {columns: 160, rows: 45},
];

async function openService(app: Story): Promise<void> {
  await app.goto('services erp');
  await app.select('srvweb');
  await app.press('l');
  await app.pass(4);
}

async function openDeployment(app: Story): Promise<void> {
  await app.goto('services simple-ecs-cluster');
  await app.select('simple-application');
  await app.press('b');
  await app.press('g', 'l');
  await app.pass(5);
}

/** How each state is come to. */
const states: Readonly<Record<string, (app: Story) => Promise<void>>> = {
  async logs(app) {
    await openService(app);
    await app.press('k', 'k');
    await app.pass(3);
  },
  async 'logs-time'(app) {
    await openService(app);
    await app.goto('at 09:30');
    await app.pass(4);
  },
  'logs-deployment': openDeployment,
  async 'logs-patterns'(app) {
    await openDeployment(app);
    await app.press('P');
    await app.pass(1);
  },
  async 'logs-filter'(app) {
    await openService(app);
    await app.press('/');
    await app.type('php7:error');
    await app.enter();
    await app.press('N', 'm', 'w');
  },
};

describe.each(Object.entries(states))('%s', (name, open) => {
  test.each(sizes)('at $columns×$rows', async size => {
    const app = await launch(size);
    await open(app);
    await expect(`${app.screen()}\n`).toMatchFileSnapshot(`golden/${name}-${size.columns}x${size.rows}.txt`);
  });
});
