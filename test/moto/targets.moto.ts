// Targets on moto: groups and registrations of a load balancer that nobody here wrote.

import {ECS} from '@aws-sdk/client-ecs';
import {describe, expect, inject, test} from 'vitest';
import {goTo} from '../pty/steps.ts';
import {openDashboard, runHeadless} from './dashboard.ts';
import {clientSettings} from './register-systems.ts';

const endpoint = inject('motoEndpoint');

describe.skipIf(endpoint === undefined)('targets on moto', () => {
  test('get targets tells each registration and the check of its group', async () => {
    const ecs = new ECS(clientSettings(endpoint ?? ''));
    const {containerInstanceArns} = await ecs.listContainerInstances({cluster: 'erp'});
    const {containerInstances = []} = await ecs.describeContainerInstances({cluster: 'erp', containerInstances: containerInstanceArns});
    const hosts = containerInstances.map(({ec2InstanceId}) => ec2InstanceId);

    const ended = await runHeadless(endpoint ?? '', ['get', 'targets', '--cluster', 'erp', '--service', 'srvweb', '-o', 'json']);
    expect(ended).toMatchObject({code: 0, stderr: ''});
    const rows: readonly {readonly id: string; readonly port: number}[] = JSON.parse(ended.stdout);
    expect(rows.map(({id}) => id).toSorted()).toEqual(hosts.toSorted());
    expect(rows.map(({port}) => port).toSorted()).toEqual([32_768, 32_769, 32_770, 32_771]);
    const healthCheck = {path: '/index.php', intervalSeconds: 15, unhealthyThreshold: 3, matcher: '200-299'};
    for (const row of rows) expect(row).toMatchObject({group: {name: 'targetweb', targetType: 'instance', healthCheck}});
  });

  test('the dashboard shows them, and the deregistration delay', async () => {
    const deck = openDashboard(endpoint ?? '', []);
    try {
      await deck.sees('erp');
      await goTo(deck, 'targets erp srvapp1', 'targetapp1');
      deck.type('d');
      await deck.sees('/index.php');
      await deck.until('the delay', screen => /Deregistration delay +300 s/.test(screen));
    } finally {
      await deck.end();
    }
  });
});
