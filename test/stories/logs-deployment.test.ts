// The logs of a deployment by keys: the new revision's lines, beside the rate of the old one.

import {expect, test} from 'vitest';
import {launch, type Story} from '../harness/launch.ts';

async function logsOfDeployment(size: {columns?: number; rows?: number} = {}): Promise<Story> {
  const app = await launch(size);
  await app.goto('services simple-ecs-cluster');
  await app.select('simple-application');
  await app.press('b');
  await app.press('g', 'l');
  await app.pass(5);
  return app;
}

const tasksIn = (app: Story) => new Set(app.lines().flatMap(line => /^ .\d\d:\d\d:\d\d ([0-9a-f]{8}) /.exec(line)?.[1] ?? []));

test('l on a deployment shows the lines of its own tasks, and counts those of the old ones', async () => {
  const app = await logsOfDeployment({columns: 160, rows: 45});
  app.sees(
    'deployments › simple-application:7 logs',
    /new simple-application:7 \(\d tasks?\) +[\d.]+ lines\/min +[\d.]+ errors\/min/,
    /old simple-application:6 \(\d tasks?\) +[\d.]+ lines\/min +[\d.]+ errors\/min/,
  );
  const shown = tasksIn(app);
  expect(shown.size).toBeGreaterThan(0);
  await app.goto('services simple-ecs-cluster');
  await app.select('simple-application');
  await app.press('l');
  await app.pass(4);
  const all = tasksIn(app);
  expect(all.size).toBeGreaterThan(shown.size);
  expect(shown.isSubsetOf(all)).toBe(true);
});

test('patterns that the old revision never wrote are on top', async () => {
  const app = await logsOfDeployment();
  await app.press('P');
  await app.pass(1);
  const rows = app.lines().filter(line => /^(NEW| {3}) +\d+ /.test(line));
  expect(rows[0]).toMatch(/^NEW .*PageNotFound/);
  expect(rows.some(line => line.startsWith('   '))).toBe(true);
});

test('both sides fit on a narrow screen, and a redeployment of the same definition is told by its time', async () => {
  const app = await launch({columns: 80, rows: 24});
  await app.goto('services erp');
  await app.select('srvweb');
  await app.press('r');
  await app.look();
  await app.press('y');
  await app.pass(30);
  await app.press('b');
  await app.press('g', 'l');
  await app.pass(5);
  app.sees(/new .*:\d+ .*lines/, /old .*:\d+ .*lines/);
});

test('l works from the details and the JSON of a row, and Esc leads back there', async () => {
  const app = await launch();
  await app.goto('services erp');
  await app.select('srvweb');
  await app.press('d');
  app.sees('l logs');
  await app.press('l');
  await app.pass(4);
  app.sees('srvweb logs', 'following');
  await app.escape();
  app.sees('srvweb › details');
  await app.escape();
  await app.press('y', 'l');
  await app.pass(4);
  app.sees('srvweb logs', 'following');
});

test('the last lines of a stopped task are one key away from its details', async () => {
  const app = await launch();
  await app.goto('stopped consul-demo');
  await app.press('d');
  app.sees('OutOfMemory');
  await app.press('l');
  await app.pass(1);
  app.sees('FATAL ERROR');
});
