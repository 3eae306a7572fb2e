// In which zone the containers of a cluster live: a fix of their hosts' zone does not reach them.

import {expect, test} from 'vitest';
import {launch} from '../harness/launch.ts';

test('the zone of each container, what sets it, and which differ from most', async () => {
  const app = await launch({columns: 160, rows: 30});
  await app.goto('timezones simple-ecs-cluster');
  await app.pass(2);
  app.sees('simple-ecs-cluster › services › timezones 4');
  app.sees(/simple-application .*✓ Asia\/Shanghai +-Duser\.timezo/, /simple-eureka .*! – +image .*not set/);
});

test('beside a zone that is asked for, every one that differs is in trouble', async () => {
  const app = await launch({columns: 160, rows: 30});
  await app.goto('timezones simple-ecs-cluster UTC');
  await app.pass(2);
  app.sees('UTC › timezones', /simple-application .*! Asia\/Shanghai .*differs from UTC/);
  await app.press('!');
  app.sees('timezones 2 of 4');
});

test('⏎ tells how to change it, and f leads to the task definition', async () => {
  const app = await launch({columns: 160, rows: 30});
  await app.goto('timezones simple-ecs-cluster');
  await app.pass(2);
  await app.enter();
  app.sees('Set by', '-Duser.timezone', 'A container does not see the zone of its host');
  await app.escape();
  await app.press('f');
  await app.pass(2);
  app.sees('simple-application › revisions');
  expect(app.calls('ecs:DescribeTaskDefinition')).toBeGreaterThan(0);
});
