// Whole screens as pictures, to be reviewed when they change: UPDATE_GOLDEN=1 writes them anew.

import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {launch, type Story} from '../harness/launch.ts';

const folder = new URL('golden/', import.meta.url);

const sizes = [
  {columns: 80, rows: 24},
  {columns: 120, rows: 40},
  {columns: 160, rows: 45},
  {columns: 200, rows: 50},
] as const;

/** How each screen is reached from the clusters. */
const screens: Readonly<Record<string, (app: Story) => Promise<void>>> = {
  clusters: app => app.pass(3),
  services: app => services(app),
  async tasks(app) {
    await app.goto('tasks erp');
    await app.pass(3);
  },
  async containers(app) {
    await app.goto('tasks simple-ecs-cluster simple-eureka');
    await app.enter();
    await app.pass(3);
  },
  async instances(app) {
    await app.goto('instances erp');
    await app.pass(3);
  },
  async details(app) {
    await services(app);
    await app.select('srvapp2');
    await app.press('d');
    await app.pass(1);
  },
  async targets(app) {
    await app.goto('targets simple-ecs-cluster simple-application');
    await app.pass(3);
  },
  async 'target-details'(app) {
    await app.goto('targets simple-ecs-cluster simple-application');
    await app.pass(3);
    await app.press('d');
    await app.pass(1);
  },
  async 'service-hour'(app) {
    await app.goto('services discovery');
    await app.pass(3);
    await app.select('checkout');
    await app.press('d');
    await app.pass(1);
    // As far as a person scrolls to it on a small terminal.
    for (let page = 0; page < 4 && !app.screen().includes('last 5 minutes'); page += 1) await app.press('pagedown');
  },
  async alarms(app) {
    await app.goto('alarms erp');
    await app.pass(3);
  },
  async scaling(app) {
    await app.goto('scaling erp srvweb');
    await app.pass(3);
  },
  async registrations(app) {
    await app.goto('registrations consul-demo stock-price');
    await app.pass(3);
  },
  async 'registration-details'(app) {
    await app.goto('registrations consul-demo stock-price');
    await app.pass(3);
    await app.press('d');
    await app.pass(1);
  },
  async deployments(app) {
    await atThePause(app);
  },
  async 'deployment-details'(app) {
    await atThePause(app);
    await app.press('d');
    await app.pass(1);
  },
  async 'roll-back'(app) {
    await app.goto('services discovery');
    await app.pass(3);
    await app.select('checkout');
    await app.press('B');
  },
  async continue(app) {
    await atThePause(app);
    await app.press('C');
  },
  async help(app) {
    await services(app);
    await app.press('?');
  },
  async confirm(app) {
    await services(app);
    await app.select('srvweb');
    await app.press('s', 'ctrl+u', '4', 'enter');
  },
};

async function services(app: Story): Promise<void> {
  await app.goto('services erp');
  await app.pass(3);
}

/** The deployments of checkout, of which the newest waits at a hook. */
async function atThePause(app: Story): Promise<void> {
  await app.clock.advance(200_000);
  await app.goto('deployments discovery checkout');
  await app.pass(3);
}

function golden(name: string, shown: string): string {
  const file = new URL(`${name}.txt`, folder);
  if (process.env.UPDATE_GOLDEN || !existsSync(file)) {
    if (process.env.CI) throw new Error(`there is no golden screen ${name}: write it with UPDATE_GOLDEN=1`);
    mkdirSync(folder, {recursive: true});
    writeFileSync(file, shown);
  }
  return readFileSync(file, 'utf8');
}

describe.each(Object.entries(screens))('%s', (name, reach) => {
  test.each(sizes)('at $columns×$rows', async ({columns, rows}) => {
    const app = await launch({columns, rows});
    await reach(app);
    const shown = `${app.screen()}\n`;
    expect(shown).toBe(golden(`${name}-${columns}x${rows}`, shown));
  });
});
