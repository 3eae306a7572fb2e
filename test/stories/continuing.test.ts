// A deployment that waits at a hook: told where it is seen, continued by C, left by B.

import {ContinueServiceDeploymentCommand, DescribeServiceDeploymentsCommand, DescribeServicesCommand} from '@aws-sdk/client-ecs';
import {expect, test} from 'vitest';
import {type LaunchOptions, launch, type Story} from '../harness/launch.ts';
import {dialogWords} from './dialog-words.ts';

/** The canary of checkout, once it has all traffic and waits for somebody. */
async function atThePause(options: LaunchOptions = {}): Promise<Story> {
  const app = await launch(options);
  await app.clock.advance(200_000);
  await app.goto('services discovery');
  await app.pass(3);
  await app.select('checkout');
  return app;
}

/** What became of the changes, as the rows' signs told. */
const ends = (app: Story) => app.dashboard.store.getState().changes.map(({state, note}) => [state, note]);

const sent = (app: Story) =>
  app.requests.filter(({operation}) => operation === 'ContinueServiceDeployment').map(({body}) => JSON.parse(body));

test('the note says what it waits for, and C has it go on from there', async () => {
  const app = await atThePause({columns: 200});
  app.sees(/checkout .*3\/3 waits /);
  app.sees('checkout:43 waits at POST_PRODUCTION_TRAFFIC_SHIFT for a hook: C continues, B rolls back, else it rolls back in 29m');
  await app.press('C');
  for (const words of [
    'checkout: go on from POST_PRODUCTION_TRAFFIC_SHIFT with checkout:43',
    'waits at POST_PRODUCTION_TRAFFIC_SHIFT for a hook since 12:02',
    'unless somebody acts it rolls back at 12:32',
    'next: both revisions run on for 5 min, then the tasks of checkout:42 stop',
    'checkout:43: 3 of 3 tasks run, 100% of traffic',
    'checkout:42: 3 of 3 tasks run, 0% of traffic',
    'cannot be undone; B goes back to checkout:42 while the deployment lasts',
  ]) {
    expect(dialogWords(app)).toContain(words);
  }
  expect(sent(app)).toEqual([]);
  await app.look();
  await app.press('y');
  expect(sent(app)).toEqual([
    {serviceDeploymentArn: expect.stringContaining('/checkout/'), hookId: expect.stringMatching(/^ecs-pause-/), action: 'CONTINUE'},
  ]);
  await app.pass(6);
  expect(ends(app)).toEqual([['steady', expect.stringMatching(/^it went on: /)]]);
  await app.pass(20);
  app.sees('bake time, 100% of traffic, bake time: at most 4m');
  await app.clock.advance(345_000);
  await app.pass(12);
  app.sees(/checkout .*✓ 3\/3 .*steady/);
  expect(sent(app)).toHaveLength(1);
});

test('in the deployments it is told too, and the details say what comes next', async () => {
  const app = await atThePause({columns: 160});
  await app.press('b');
  await app.pass(2);
  app.sees('waits at POST_PRODUCTION_TRAFFIC_SHIFT for a hook: C continues, B rolls back');
  await app.press('d');
  app.sees('Waits since', 'If nobody acts', 'it rolls back in', 'both revisions run on for 5 min', 'awaiting action');
  await app.escape();
  await app.press('C');
  await app.look();
  await app.press('y');
  await app.pass(6);
  expect(ends(app)).toEqual([['steady', expect.stringMatching(/^it went on: /)]]);
});

test('B rolls back from there', async () => {
  const app = await atThePause();
  await app.press('B');
  expect(dialogWords(app)).toContain('now at POST_PRODUCTION_TRAFFIC_SHIFT, waiting at a hook');
  expect(dialogWords(app)).toContain('checkout:43 is left: 3 of 3 tasks run, 100% of traffic');
  await app.look();
  await app.press('y');
  await app.pass(60);
  expect(ends(app)).toEqual([['steady', 'back at checkout:42']]);
  expect(sent(app)).toEqual([]);
});

test('where nothing waits there is nothing to continue', async () => {
  const app = await launch();
  await app.goto('services discovery');
  await app.select('checkout');
  await app.press('C');
  expect(dialogWords(app)).toContain('the deployment of checkout:43 waits at no hook (it is at PRODUCTION_TRAFFIC_SHIFT)');
  await app.escape();
  await app.select('orders-blue');
  await app.press('C');
  expect(dialogWords(app)).toContain('no deployment of orders-blue is in progress');
  expect(sent(app)).toEqual([]);
});

test('a hook that somebody else answered since the preview is not answered again', async () => {
  const app = await atThePause();
  await app.press('C');
  const {services} = await app.colleague.send(new DescribeServicesCommand({cluster: 'discovery', services: ['checkout']}));
  const arn = services?.[0]?.currentServiceDeployment ?? '';
  const read = await app.colleague.send(new DescribeServiceDeploymentsCommand({serviceDeploymentArns: [arn]}));
  const hookId = read.serviceDeployments?.[0]?.lifecycleHookDetails?.[0]?.hookId;
  await app.colleague.send(new ContinueServiceDeploymentCommand({serviceDeploymentArn: arn, hookId}));
  await app.look();
  await app.press('y');
  expect(dialogWords(app)).toMatch(/checkout has changed since the preview: hook ecs-pause-\w+ → none/);
  expect(sent(app)).toEqual([]);
});

test('an answer that is lost is settled by reading, and not sent again', async () => {
  const app = await atThePause();
  await app.press('C');
  await app.look();
  await app.faults('unknown=ContinueServiceDeployment');
  await app.press('y');
  await app.pass(16);
  await app.escape();
  await app.faults('');
  await app.pass(20);
  expect(ends(app)).toEqual([['steady', expect.stringMatching(/^it went on: /)]]);
  expect(app.audit.map(({result}) => result)).toEqual([undefined, 'unknown', 'arrived']);
  expect(app.calls('ecs:ContinueServiceDeployment')).toBe(1);
});
