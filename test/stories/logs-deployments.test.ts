// The logs of several marked deployments by keys.

import {expect, test} from 'vitest';
import {launch, type Story} from '../harness/launch.ts';

const tasksIn = (app: Story) => new Set(app.lines().flatMap(line => /^ .\d\d:\d\d:\d\d ([0-9a-f]{8}) /.exec(line)?.[1] ?? []));

async function deployments(): Promise<Story> {
  const app = await launch({columns: 160, rows: 45});
  await app.goto('services simple-ecs-cluster');
  await app.select('simple-application');
  await app.press('b');
  return app;
}

test('l on several marked deployments shows the lines of all their tasks, also of those that one of them replaces', async () => {
  const app = await deployments();
  await app.press('g', 'l');
  await app.pass(5);
  const brought = tasksIn(app);
  await app.escape();
  await app.press('*', 'l');
  await app.pass(5);
  app.sees('4 deployments logs', '6 streams in 1 group');
  const all = tasksIn(app);
  expect(brought.isSubsetOf(all)).toBe(true);
  expect(all.size).toBeGreaterThan(brought.size);
  // What is new to one deployment is old to the next: nothing is compared.
  app.doesNotSee(/^ *new .*lines\/min/m, /old .*lines\/min/);
  await app.press('P');
  await app.pass(1);
  app.sees(/^NEW .*PageNotFound/m);
});

test('one marked deployment that was replaced since shows its own tasks', async () => {
  const app = await deployments();
  await app.press('g', 'j', 'space', 'l');
  await app.pass(5);
  app.sees('simple-application:6 logs', /new simple-application:6 \(2 tasks\)/);
  expect(tasksIn(app).size).toBeGreaterThan(0);
});
