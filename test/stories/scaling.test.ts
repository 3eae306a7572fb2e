// Scaling a service: asked, previewed on fresh state, confirmed, followed, taken back, and refused when the world has moved.

import {DescribeServicesCommand, UpdateServiceCommand} from '@aws-sdk/client-ecs';
import {expect, test} from 'vitest';
import {launch, type Story} from '../harness/launch.ts';

async function desiredOf(app: Story, cluster: string, service: string): Promise<number | undefined> {
  const {services} = await app.colleague.send(new DescribeServicesCommand({cluster, services: [service]}));
  return services?.[0]?.desiredCount;
}

async function askForScale(app: Story, cluster: string, service: string, count: string): Promise<void> {
  await app.goto(`services ${cluster}`);
  await app.select(service);
  await app.press('s');
  await app.type(count);
  await app.enter();
}

test('scaling shows what it would do, asks, follows it to the end and can be undone', async () => {
  const app = await launch();
  await askForScale(app, 'consul-demo', 'stock-price', '4');
  app.sees('stock-price: 2 → 4 tasks', 'now: 2 desired, 2 running, 0 pending', 'there is room for 2 more tasks');
  expect(app.calls('ecs:UpdateService')).toBe(0);

  await app.look();
  await app.press('y');
  app.sees('stock-price: 2 → 4 tasks: accepted', '↻');
  expect(await desiredOf(app, 'consul-demo', 'stock-price')).toBe(4);
  await app.pass(60);
  app.sees('✓ 4/4');
  app.doesNotSee('↻');

  await app.press('u');
  app.sees('stock-price: 4 → 2 tasks', '2 tasks will be stopped');
  await app.look();
  await app.press('y');
  await app.pass(120);
  expect(await desiredOf(app, 'consul-demo', 'stock-price')).toBe(2);
  app.sees(/stock-price .*✓ 2\/2/);
});

test('a change that was taken back leaves no sign of progress on its row', async () => {
  const app = await launch();
  await askForScale(app, 'erp', 'srvweb', '+1');
  await app.look();
  await app.press('y');
  await app.pass(6);
  app.sees('↻ 2/3');
  await app.press('u');
  await app.look();
  await app.press('y');
  await app.pass(30);
  app.sees(/srvweb .*✓ 2\/2/);
  app.doesNotSee('of 3 running');
});

test('a y that comes too soon, or is held down, confirms nothing', async () => {
  const app = await launch();
  await askForScale(app, 'erp', 'srvweb', '3');
  await app.press('y');
  app.sees('too soon');
  await app.paste('yyyy');
  await app.enter();
  expect(app.calls('ecs:UpdateService')).toBe(0);
  await app.escape();
  app.sees('erp › services 4');
  expect(app.calls('ecs:UpdateService')).toBe(0);
});

test('it is refused when the desired count changed since the preview, and says how', async () => {
  const app = await launch();
  await askForScale(app, 'erp', 'srvweb', '3');
  await app.colleague.send(new UpdateServiceCommand({cluster: 'erp', service: 'srvweb', desiredCount: 5}));
  await app.look();
  await app.press('y');
  app.sees('srvweb has changed since the preview: desired count 2 → 5', 'Nothing was sent');
  expect(await desiredOf(app, 'erp', 'srvweb')).toBe(5);
  expect(app.audit).toEqual([]);
});

test('zero wants its own phrase, typed and not pasted, ended by Enter', async () => {
  const app = await launch();
  await askForScale(app, 'erp', 'srvweb', '0');
  app.sees('every task of srvweb stops', 'type zero srvweb to confirm');
  await app.look();
  await app.press('y', 'enter');
  await app.press('ctrl+u');
  await app.paste('zero srvweb');
  app.sees('pasted text does not count');
  await app.look();
  await app.enter();
  expect(app.calls('ecs:UpdateService')).toBe(0);

  await app.type('zero srvweb');
  expect(app.calls('ecs:UpdateService')).toBe(0);
  await app.look();
  await app.enter();
  expect(await desiredOf(app, 'erp', 'srvweb')).toBe(0);
});

test('what is no number is told in the question, and a DAEMON service says why it has none', async () => {
  const app = await launch();
  await app.goto('services erp');
  await app.select('srvweb');
  await app.press('s', 'ctrl+u');
  await app.type('many');
  await app.enter();
  app.sees('many', '✗');
  await app.escape();

  await app.select('srvcache');
  await app.press('s');
  app.sees('srvcache is a DAEMON service');
});

test('each change is in the audit log before it is sent and after', async () => {
  const app = await launch();
  await askForScale(app, 'erp', 'srvweb', '3');
  await app.look();
  await app.press('y');
  expect(app.audit.map(({phase, summary, result}) => [phase, summary, result])).toEqual([
    ['intent', 'srvweb: 2 → 3 tasks', undefined],
    ['outcome', 'srvweb: 2 → 3 tasks', 'accepted'],
  ]);
  expect(app.audit[0]?.actor).toMatchObject({account: '111122223333', region: 'ap-southeast-1', isDemo: true});
});

test('without an audit log nothing is changed', async () => {
  const app = await launch({isAuditBroken: true});
  await askForScale(app, 'erp', 'srvweb', '3');
  await app.look();
  await app.press('y');
  app.sees('no space left on the device');
  expect(await desiredOf(app, 'erp', 'srvweb')).toBe(2);
});
