// Registrations on moto: a namespace, services and instances of a Cloud Map that nobody here wrote.

import {ECS} from '@aws-sdk/client-ecs';
import {ServiceDiscovery} from '@aws-sdk/client-servicediscovery';
import {describe, expect, inject, test} from 'vitest';
import {goTo} from '../pty/steps.ts';
import {openDashboard, runHeadless} from './dashboard.ts';
import {clientSettings, present} from './register-systems.ts';

const endpoint = inject('motoEndpoint') ?? '';
/** A cluster of its own: others count what is in those of the demo's systems. */
const cluster = 'registrations';

/** Registers a service that is found as `moto-orders.moto-1`: one of its two tasks, one that is long gone, and a server of other hands. */
async function register(): Promise<{readonly tasks: readonly string[]}> {
  const [ecs, cloudMap] = [new ECS(clientSettings(endpoint)), new ServiceDiscovery(clientSettings(endpoint))];
  await cloudMap.createHttpNamespace({Name: 'moto-1', CreatorRequestId: 'moto-1'});
  const {Namespaces} = await cloudMap.listNamespaces({});
  const namespace = present(Namespaces?.find(({Name}) => Name === 'moto-1')?.Id, 'a namespace');
  const created = await cloudMap.createService({
    Name: 'moto-orders',
    NamespaceId: namespace,
    HealthCheckCustomConfig: {FailureThreshold: 1},
  });
  const registry = present(created.Service, 'a service');
  const [definition] = (await ecs.listTaskDefinitions({familyPrefix: 'orders-blue'})).taskDefinitionArns ?? [];
  await ecs.createCluster({clusterName: cluster});
  const described = await ecs.describeServices({cluster: 'discovery', services: ['orders-blue']});
  const network = present(described.services?.[0]?.networkConfiguration, 'a network');
  await ecs.createService({
    cluster,
    serviceName: 'moto-orders',
    taskDefinition: present(definition, 'a task definition'),
    desiredCount: 2,
    launchType: 'FARGATE',
    networkConfiguration: network,
    serviceRegistries: [{registryArn: present(registry.Arn, 'an ARN')}],
  });
  const run = await ecs.runTask({
    cluster,
    taskDefinition: present(definition, 'a task definition'),
    count: 2,
    launchType: 'FARGATE',
    group: 'service:moto-orders',
    networkConfiguration: network,
  });
  const tasks = present(run.tasks, 'tasks').map(({taskArn}) => present(taskArn, 'an ARN').split('/').at(-1) ?? '');
  const attributes = {ECS_CLUSTER_NAME: cluster, ECS_SERVICE_NAME: 'moto-orders'};
  const add = (id: string | undefined, Attributes: Record<string, string>) =>
    cloudMap.registerInstance({ServiceId: present(registry.Id, 'an id'), InstanceId: present(id, 'a task'), Attributes});
  await add(tasks[0], {...attributes, AWS_INSTANCE_IPV4: '10.9.9.1'});
  await add('f'.repeat(32), {...attributes, AWS_INSTANCE_IPV4: '10.9.9.2'});
  await add('legacy', {AWS_INSTANCE_IPV4: '10.9.9.3'});
  await cloudMap.updateInstanceCustomHealthStatus({ServiceId: present(registry.Id, 'an id'), InstanceId: 'legacy', Status: 'UNHEALTHY'});
  return {tasks};
}

describe.skipIf(endpoint === '')('registrations on moto', () => {
  test('get registrations and the dashboard tell who is registered, what is left over and what is of other hands', async () => {
    const {tasks} = await register();
    const ended = await runHeadless(endpoint, ['get', 'registrations', '--cluster', cluster, '--service', 'moto-orders', '-o', 'json']);
    expect(ended).toMatchObject({code: 0, stderr: ''});
    const rows: readonly {readonly match: string; readonly address?: string; readonly task?: {readonly id: string}}[] = JSON.parse(
      ended.stdout,
    );
    const found = (match: string) => rows.filter(row => row.match === match);
    expect(found('task')).toMatchObject([{address: '10.9.9.1', task: {id: tasks[0]}, registry: {name: 'moto-orders.moto-1'}}]);
    expect(found('gone')).toMatchObject([{address: '10.9.9.2'}]);
    expect(found('foreign')).toMatchObject([{address: '10.9.9.3', entry: {health: 'UNHEALTHY'}}]);
    expect(found('missing')).toMatchObject([{task: {id: tasks[1]}}]);

    const deck = openDashboard(endpoint, []);
    try {
      await deck.sees(cluster);
      await goTo(deck, `registrations ${cluster} moto-orders`, '10.9.9.2');
      await deck.until('the entry that is left over', screen => /10\.9\.9\.2 +✗ stale/.test(screen));
    } finally {
      await deck.end();
    }
  });
});
