// AWS throttles: rows stay with their age, fewer calls are made, and it is over when it is over.

import {expect, test} from 'vitest';
import {launch} from '../harness/launch.ts';

test('in a throttle storm the rows stay, the frame says so with their age, and calls become fewer', async () => {
  const app = await launch();
  await app.goto('services erp');
  await app.pass(2);
  await app.faults('throttle=1');
  await app.pass(30);
  app.sees('srvapp2', 'THROTTLED', /data \d+s old/, 'erp › services 4');
  const before = app.requests.length;
  await app.pass(30);
  expect(app.requests.length - before).toBeLessThan(20);
  app.sees('srvapp2', 'services could not be read: AWS throttled ecs:DescribeServices');

  await app.faults('');
  await app.pass(70);
  app.doesNotSee('THROTTLED', 'old');
  app.sees('srvapp2', '5/6');
});

test('a storm that goes on is asked at most once an interval, with pauses that grow up to a minute', async () => {
  const app = await launch();
  await app.goto('services erp');
  await app.pass(2);
  await app.faults('throttle=1');
  await app.pass(15);
  const polls: number[] = [];
  for (let second = 0; second < 240; second += 5) {
    const before = app.requests.length;
    await app.pass(5);
    polls.push(app.requests.length - before);
  }
  // A poll is two attempts at each of: the rows, the list, one look behind a verdict, and who we are.
  expect(Math.max(...polls)).toBeLessThanOrEqual(8);
  expect(polls.slice(24).filter(calls => calls === 0).length).toBeGreaterThan(polls.slice(0, 6).filter(calls => calls === 0).length);
  app.sees('AWS throttled', /data \dm\d*s? old/, 'srvapp2');
});

test('a change whose target cannot be read again is not sent, and not tried by itself', async () => {
  const app = await launch();
  await app.goto('services erp');
  await app.select('srvweb');
  await app.press('r');
  await app.look();
  await app.faults('throttle=1');
  await app.press('y');
  app.sees('AWS throttled ecs:DescribeServices');
  await app.faults('');
  await app.pass(30);
  expect(app.calls('ecs:UpdateService')).toBe(0);
  expect(app.audit).toEqual([]);
});

test('minutes in which three calls of ten fail end with the screen alive and fresh', async () => {
  const app = await launch({faults: 'throttle=0.2,fail-batch=0.1'});
  await app.goto('services erp');
  await app.pass(120);
  await app.faults('');
  await app.pass(70);
  app.sees('srvapp2', 'services 4');
  app.doesNotSee('✗', 'old');
});
