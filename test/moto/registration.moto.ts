// What was registered is what moto answers: without this, an empty table would say nothing about the dashboard.

import {ECS} from '@aws-sdk/client-ecs';
import {describe, expect, inject, test} from 'vitest';
import {clientSettings} from './register-systems.ts';
import {systems} from './systems.ts';

const endpoint = inject('motoEndpoint');

describe.skipIf(endpoint === undefined)('moto holds the five systems', () => {
  const ecs = new ECS(clientSettings(endpoint ?? ''));

  test.each(systems.map(system => [system.cluster, system] as const))('%s', async (cluster, system) => {
    const services = await ecs.listServices({cluster});
    const instances = await ecs.listContainerInstances({cluster});
    const tasks = await ecs.listTasks({cluster});
    const expected = system.services({subnets: [], securityGroups: []});
    expect(services.serviceArns).toHaveLength(expected.length);
    expect(instances.containerInstanceArns).toHaveLength(system.hosts.count);
    expect(tasks.taskArns).toHaveLength(expected.length * 2 + system.jobs.reduce((sum, job) => sum + (job.count ?? 1), 0));
  });

  test('the newest revision of taskweb is the eighth', async () => {
    const answer = await ecs.describeTaskDefinition({taskDefinition: 'taskweb'});
    expect(answer.taskDefinition?.revision).toBe(8);
  });
});
