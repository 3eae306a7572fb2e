// Details and raw JSON. Secret values stay masked until they are asked for.

import {RegisterTaskDefinitionCommand} from '@aws-sdk/client-ecs';
import {expect, test} from 'vitest';
import {launch, type Story} from '../harness/launch.ts';

async function withSecret(): Promise<Story> {
  const app = await launch();
  const environment = [
    {name: 'DB_PASSWORD', value: 'correct-horse'},
    {name: 'STAGE', value: 'test'},
  ];
  const containerDefinitions = [{name: 'web', image: 'web:1', memory: 64, environment}];
  await app.colleague.send(new RegisterTaskDefinitionCommand({family: 'vault', containerDefinitions}));
  await app.goto('revisions vault');
  app.sees('vault:1');
  return app;
}

test('the details tell a service by sections, with the numbers behind its trouble', async () => {
  const app = await launch({rows: 50});
  await app.goto('services erp');
  await app.select('srvapp2');
  await app.press('d');
  app.sees('srvapp2 › details', 'Overview', '5 running, 0 pending, 6 desired', '512 MiB needed', 'Deployments', 'Recent events');
  await app.press('G');
  app.doesNotSee('Overview');
  await app.press('g');
  app.sees('Overview');
  await app.escape();
  expect(app.cursorLine()).toContain('srvapp2');
});

test('a secret value is masked in the details until v, and again after it', async () => {
  const app = await withSecret();
  await app.press('d');
  await app.press('G');
  app.sees('DB_PASSWORD', 'STAGE', 'test');
  app.doesNotSee('correct-horse');
  await app.press('v');
  app.sees('correct-horse');
  await app.press('v');
  app.doesNotSee('correct-horse');
});

test('the raw JSON masks the same values', async () => {
  const app = await withSecret();
  await app.press('y');
  app.sees('› JSON', '"family": "vault"', 'DB_PASSWORD');
  app.doesNotSee('correct-horse');
  await app.press('v');
  app.sees('correct-horse');
  await app.escape();
  app.sees('revisions 1');
});
