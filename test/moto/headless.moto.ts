// The command line against moto: rows as JSON, a change, and the exit codes that scripts read.

import {ECS} from '@aws-sdk/client-ecs';
import {describe, expect, inject, test} from 'vitest';
import {runHeadless} from './dashboard.ts';
import {clientSettings} from './register-systems.ts';
import {systems} from './systems.ts';

const endpoint = inject('motoEndpoint');

describe.skipIf(endpoint === undefined)('the command line on moto', () => {
  const ecs = new ECS(clientSettings(endpoint ?? ''));
  const run = (...args: string[]) => runHeadless(endpoint ?? '', args);

  test('get services answers rows that a script can read', async () => {
    const ended = await run('get', 'services', '--cluster', 'simple-ecs-cluster', '-o', 'json');
    expect(ended).toMatchObject({code: 0});
    expect(JSON.stringify(JSON.parse(ended.stdout))).toContain('simple-config-server');
    expect(ended.stdout).not.toContain('\u001b');
  });

  test('get clusters lists all five', async () => {
    const ended = await run('get', 'clusters', '-o', 'json');
    expect(ended).toMatchObject({code: 0});
    const listed: readonly {readonly name: string}[] = JSON.parse(ended.stdout);
    expect(listed.map(({name}) => name)).toEqual(expect.arrayContaining(systems.map(({cluster}) => cluster)));
  });

  test('a change is refused without --write, and moto has not seen it', async () => {
    const ended = await run('scale', 'checkout', '4', '--cluster', 'discovery', '--yes');
    expect(ended).toMatchObject({code: 3});
    const answer = await ecs.describeServices({cluster: 'discovery', services: ['checkout']});
    expect(answer.services?.[0]?.desiredCount).toBe(2);
  });

  test('scale arrives', async () => {
    const ended = await run('scale', 'checkout', '4', '--cluster', 'discovery', '--yes', '--write');
    expect(ended).toMatchObject({code: 0});
    const answer = await ecs.describeServices({cluster: 'discovery', services: ['checkout']});
    expect(answer.services?.[0]?.desiredCount).toBe(4);
  });

  test.each(['rollback', 'continue'])('%s: moto keeps no history of deployments, which is said, and nothing is sent', async verb => {
    const ended = await run(verb, 'srvweb', '--cluster', 'erp', '--yes', '--write');
    expect(ended).toMatchObject({code: 1, stdout: ''});
    expect(ended.stderr).toMatch(/does not have ecs:(List|Describe)ServiceDeployments/);
    expect(ended.stderr).not.toMatch(/\n\s+at /);
  });

  test('an operation that moto lacks ends in one sentence and exit code 1', async () => {
    const ended = await run('get', 'deployments', '--cluster', 'erp', '--service', 'srvweb', '-o', 'json');
    expect(ended).toMatchObject({code: 1});
    expect(ended.stderr).toMatch(/ListServiceDeployments/);
    expect(ended.stderr).not.toMatch(/\n\s+at /);
  });
});
