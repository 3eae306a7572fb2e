// "Roll this deployment back, now": seen before it is gone, confirmed, followed to its end, and never sent twice.

import {DescribeServicesCommand, StopServiceDeploymentCommand, UpdateServiceCommand} from '@aws-sdk/client-ecs';
import {expect, test} from 'vitest';
import {launch, type Story} from '../harness/launch.ts';
import {dialogWords} from './dialog-words.ts';

const stops = (app: Story) => app.requests.filter(({operation}) => operation === 'StopServiceDeployment').map(({body}) => JSON.parse(body));

/** What became of the changes, as the rows' signs told. */
const ends = (app: Story) => app.dashboard.store.getState().changes.map(({state, note}) => [state, note]);

async function askOn(app: Story, service: string, cluster = 'discovery'): Promise<void> {
  await app.goto(`services ${cluster}`);
  await app.select(service);
  await app.press('B');
}

test('a canary: what is left and what comes back are told, and the row tells of it until it is back', async () => {
  const app = await launch();
  await askOn(app, 'checkout');
  for (const words of [
    'checkout: roll back checkout:43 → checkout:42',
    'checkout:43 is left: 3 of 3 tasks run, 10% of traffic',
    'checkout:42 comes back: 3 of 3 tasks run, 90% of traffic',
    'CANARY, now at PRODUCTION_TRAFFIC_SHIFT: all production traffic goes back',
    'the circuit breaker has counted no failure',
    'no alarm of it went off (checkout-5xx, checkout-latency-p99)',
    'image checkout: 2026.43 → 2026.42',
    'cannot be undone: to try checkout:43 again, deploy it anew (D)',
  ]) {
    expect(dialogWords(app)).toContain(words);
  }
  expect(stops(app)).toEqual([]);
  await app.look();
  await app.press('y');
  expect(stops(app)).toEqual([{serviceDeploymentArn: expect.stringContaining('/discovery/checkout/'), stopType: 'ROLLBACK'}]);
  await app.pass(6);
  app.sees(/checkout .*3\/3 rolling back to checkout:42/);
  await app.pass(60);
  app.sees(/checkout .*✓ 3\/3 +steady .*checkout:42/);
  expect(ends(app)).toEqual([['steady', 'back at checkout:42']]);
  expect(stops(app)).toHaveLength(1);
  expect(app.audit.map(({command, result}) => [command, result])).toEqual([
    ['service.roll-back', undefined],
    ['service.roll-back', 'accepted'],
  ]);
  await app.press('u');
  app.sees('the last change cannot be undone');
});

test('a rolling deployment, from its row: the tasks that are missing are started anew', async () => {
  const app = await launch({columns: 160});
  await app.goto('deployments simple-ecs-cluster simple-application');
  await app.pass(2);
  await app.press('B');
  expect(dialogWords(app)).toContain('simple-application: roll back simple-application:7 → simple-application:6');
  expect(dialogWords(app)).toContain('2 of 3 failures until the circuit breaker opens');
  expect(dialogWords(app)).toContain("ROLLING: its tasks are replaced within the service's percentages again");
  await app.look();
  await app.press('y');
  await app.pass(8);
  expect(app.cursorLine()).toMatch(/rollback in progress .*\d\/2 rolling back to simple-application:6/);
  await app.pass(90);
  expect(app.cursorLine()).toContain('rollback successful');
  expect(ends(app)).toEqual([['steady', 'back at simple-application:6']]);
  expect(stops(app)).toHaveLength(1);
});

test('nothing is asked where nothing is in progress, and each refusal has its sentence', async () => {
  const app = await launch();
  await askOn(app, 'srvweb', 'erp');
  expect(dialogWords(app)).toContain('no deployment of srvweb is in progress: that of taskweb:8 is over (successful)');
  app.doesNotSee('y  goes ahead');
  await app.escape();
  await askOn(app, 'checkout');
  await app.look();
  await app.press('y');
  await app.press('B');
  expect(dialogWords(app)).toContain('the rollback of checkout:43 is requested already');
  await app.escape();
  await app.pass(4);
  await app.press('B');
  expect(dialogWords(app)).toContain('checkout:43 is rolling back to checkout:42 already');
  expect(stops(app)).toHaveLength(1);
});

test('what somebody else did since the preview is told, and nothing is sent', async () => {
  const app = await launch();
  await askOn(app, 'checkout');
  const {services} = await app.colleague.send(new DescribeServicesCommand({cluster: 'discovery', services: ['checkout']}));
  const arn = services?.[0]?.currentServiceDeployment;
  await app.colleague.send(new StopServiceDeploymentCommand({serviceDeploymentArn: arn, stopType: 'ROLLBACK'}));
  await app.look();
  await app.press('y');
  expect(dialogWords(app)).toContain('checkout has changed since the preview: status IN_PROGRESS → ROLLBACK_REQUESTED');
  expect(stops(app)).toEqual([]);
});

test('a deployment that began since the preview is not the one that was meant', async () => {
  const app = await launch();
  await askOn(app, 'checkout');
  await app.colleague.send(new UpdateServiceCommand({cluster: 'discovery', service: 'checkout', taskDefinition: 'checkout:41'}));
  await app.look();
  await app.press('y');
  expect(dialogWords(app)).toMatch(/checkout has changed since the preview: deployment \w+ → \w+/);
  expect(stops(app)).toEqual([]);
});

test('in production the name of the cluster is typed', async () => {
  const app = await launch({source: 'aws', config: {accounts: {'111122223333': {production: true, write: true}}}});
  await askOn(app, 'checkout');
  await app.look();
  await app.press('y');
  await app.enter();
  expect(stops(app)).toEqual([]);
  expect(dialogWords(app)).toContain('type discovery to go on');
  await app.look();
  await app.press('ctrl+u');
  await app.type('discovery');
  await app.look();
  await app.enter();
  expect(stops(app)).toHaveLength(1);
});

test('read-only says so before anything is read', async () => {
  const app = await launch({source: 'aws'});
  await app.goto('services discovery');
  await app.select('checkout');
  const reads = app.calls('ecs:DescribeServiceDeployments');
  await app.press('B');
  app.sees('read-only');
  expect(app.calls('ecs:DescribeServiceDeployments')).toBe(reads);
  expect(app.calls('ecs:StopServiceDeployment')).toBe(0);
});

test('an answer that is lost is settled by reading, and the rollback is not requested again', async () => {
  const app = await launch();
  await askOn(app, 'checkout');
  await app.look();
  await app.faults('unknown=StopServiceDeployment');
  await app.press('y');
  await app.pass(16);
  app.sees('outcome unknown');
  await app.escape();
  await app.faults('');
  await app.pass(60);
  expect(ends(app)).toEqual([['steady', 'back at checkout:42']]);
  expect(app.audit.map(({result}) => result)).toEqual([undefined, 'unknown', 'arrived']);
  expect(app.calls('ecs:StopServiceDeployment')).toBe(1);
});

test('a role that may not stop deployments is told so', async () => {
  const app = await launch({faults: 'deny=ecs:StopServiceDeployment'});
  await askOn(app, 'checkout');
  await app.look();
  await app.press('y');
  expect(dialogWords(app)).toContain('denied: ecs:StopServiceDeployment');
});

test('a revision that sets off an alarm is taken back by ECS, which tells why', async () => {
  const app = await launch({columns: 200});
  await app.goto('services discovery');
  await app.select('checkout');
  await app.press('D');
  await app.type('40');
  await app.enter();
  expect(dialogWords(app)).toContain('checkout: checkout:43 → checkout:40');
  await app.look();
  await app.press('y');
  await app.clock.advance(95_000);
  await app.press('b');
  await app.pass(3);
  app.sees('rolling back to checkout:42 (3/3 tasks): Service deployment rolled back because of alarm(s) in ALARM state: checkout-5xx');
  await app.press('d');
  app.sees('went off: checkout-5xx', 'comes back');
});
