// Having a service run another revision: the way back during an incident, seen before it is gone.

import {DescribeServicesCommand, UpdateServiceCommand} from '@aws-sdk/client-ecs';
import {expect, test} from 'vitest';
import {launch, type Story} from '../harness/launch.ts';
import {dialogWords} from './dialog-words.ts';

async function definitionOf(app: Story, cluster: string, service: string): Promise<string | undefined> {
  const {services} = await app.colleague.send(new DescribeServicesCommand({cluster, services: [service]}));
  return services?.[0]?.taskDefinition?.replace(/^.*\//, '');
}

async function askForRevision(app: Story, cluster: string, service: string): Promise<void> {
  await app.goto(`services ${cluster}`);
  await app.select(service);
  await app.press('D');
}

test('a deployment that fails is taken back: the revision before it is proposed, and what differs is told', async () => {
  const app = await launch();
  await askForRevision(app, 'simple-ecs-cluster', 'simple-application');
  app.sees('Revision to run instead of simple-application:7');
  await app.enter();
  app.sees('simple-application: simple-application:7 → simple-application:6', ': 1.7.0 → 1.6.0', 'a deployment is in progress');
  expect(app.calls('ecs:UpdateService')).toBe(0);
  await app.look();
  await app.press('y');
  const sent = app.requests.filter(({operation}) => operation === 'UpdateService').map(({body}) => JSON.parse(body));
  expect(sent).toEqual([
    {cluster: expect.stringContaining('/simple-ecs-cluster'), service: 'simple-application', taskDefinition: 'simple-application:6'},
  ]);
  expect(await definitionOf(app, 'simple-ecs-cluster', 'simple-application')).toBe('simple-application:6');
  await app.pass(600);
  app.sees(/simple-application .*✓/);
});

test('it can be undone, with the number that ran before', async () => {
  const app = await launch();
  await askForRevision(app, 'erp', 'srvweb');
  await app.enter();
  app.sees('srvweb: taskweb:8 → taskweb:7');
  await app.look();
  await app.press('y');
  expect(await definitionOf(app, 'erp', 'srvweb')).toBe('taskweb:7');
  await app.press('u');
  app.sees('srvweb: taskweb:7 → taskweb:8');
  await app.look();
  await app.press('y');
  expect(await definitionOf(app, 'erp', 'srvweb')).toBe('taskweb:8');
});

test('a revision that is not there, or that runs already, is refused before anything is asked', async () => {
  const app = await launch();
  await askForRevision(app, 'erp', 'srvweb');
  await app.type('999');
  await app.enter();
  app.sees('taskweb:999');
  app.doesNotSee('y = yes');
  await app.escape();
  await app.press('D');
  await app.type('8');
  await app.enter();
  app.sees('srvweb is at taskweb:8 already');
  expect(app.calls('ecs:UpdateService')).toBe(0);
});

test('from the row of a deployment: the revision that it brought is proposed, and it can be undone', async () => {
  const app = await launch({columns: 160});
  await app.goto('deployments erp srvweb');
  await app.pass(2);
  await app.press('G');
  const [, oldest = ''] = /(taskweb:\d)/.exec(app.cursorLine()) ?? [];
  expect(oldest).not.toBe('taskweb:8');
  await app.press('D');
  app.sees('Revision that srvweb is to run', oldest);
  await app.enter();
  app.sees(`srvweb: taskweb:8 → ${oldest}`, '2 tasks will be replaced');
  await app.look();
  await app.press('y');
  const sent = app.requests.filter(({operation}) => operation === 'UpdateService').map(({body}) => JSON.parse(body));
  expect(sent).toEqual([{cluster: expect.stringContaining('/erp'), service: 'srvweb', taskDefinition: oldest}]);
  await app.pass(10);
  app.sees(/\d\/2 new tasks running/, 'deployments 4');
  await app.press('u');
  app.sees(`srvweb: ${oldest} → taskweb:8`);
  await app.look();
  await app.press('y');
  expect(await definitionOf(app, 'erp', 'srvweb')).toBe('taskweb:8');
});

test('from there too a service that somebody deployed since the preview is left alone', async () => {
  const app = await launch();
  await app.goto('deployments erp srvweb');
  await app.pass(2);
  await app.press('G', 'D', 'enter');
  await app.colleague.send(new UpdateServiceCommand({cluster: 'erp', service: 'srvweb', taskDefinition: 'taskweb:5'}));
  await app.look();
  await app.press('y');
  expect(dialogWords(app)).toContain('has changed since the preview: task definition taskweb:8 → taskweb:5');
  expect(app.calls('ecs:UpdateService')).toBe(1);
});
