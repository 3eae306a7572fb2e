// Having a service run another revision: the way back during an incident, seen before it is gone.

import {DescribeServicesCommand} from '@aws-sdk/client-ecs';
import {expect, test} from 'vitest';
import {launch, type Story} from '../harness/launch.ts';

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
