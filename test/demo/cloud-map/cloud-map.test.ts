// Cloud Map over the wire, by the SDK's own client, beside the tasks that it has entries of.

import {DescribeTasksCommand, ListTasksCommand, StopTaskCommand} from '@aws-sdk/client-ecs';
import {
  DeregisterInstanceCommand,
  GetInstanceCommand,
  GetInstancesHealthStatusCommand,
  GetNamespaceCommand,
  GetServiceCommand,
  ListInstancesCommand,
  RegisterInstanceCommand,
} from '@aws-sdk/client-servicediscovery';
import {expect, test} from 'vitest';
import {launch, refusal} from '../wire/fixture.ts';

const orders = 'srv-b7yd2kqf5s3nxw4e';

type Launched = ReturnType<typeof launch>;

async function tasksOf({ecs}: Launched, serviceName: string) {
  const {taskArns} = await ecs.send(new ListTasksCommand({cluster: 'discovery', serviceName}));
  return (await ecs.send(new DescribeTasksCommand({cluster: 'discovery', tasks: taskArns}))).tasks ?? [];
}

async function instancesOf({cloudMap}: Launched, ServiceId = orders) {
  return (await cloudMap.send(new ListInstancesCommand({ServiceId}))).Instances ?? [];
}

test('a service and its namespace tell under which name its instances are found', async () => {
  const {cloudMap} = launch();
  const {Service} = await cloudMap.send(new GetServiceCommand({Id: orders}));
  expect(Service).toMatchObject({Name: 'orders', DnsConfig: {RoutingPolicy: 'WEIGHTED'}, HealthCheckCustomConfig: {}});
  const {Namespace} = await cloudMap.send(new GetNamespaceCommand({Id: Service?.NamespaceId}));
  expect(Namespace).toMatchObject({Name: 'local-1', Type: 'DNS_PRIVATE'});
});

test('the instances of orders are the tasks of both colours, at their own addresses, with the health that ECS has of them', async () => {
  const on = launch();
  const all = [...(await tasksOf(on, 'orders-blue')), ...(await tasksOf(on, 'orders-green'))];
  // The successor of the unhealthy one is on its way, and no entry yet.
  const tasks = all.filter(({lastStatus}) => lastStatus === 'RUNNING' || lastStatus === 'ACTIVATING');
  expect(tasks.length).toBeLessThan(all.length);
  const instances = await instancesOf(on);
  expect(instances.map(({Id}) => Id).toSorted()).toEqual(tasks.map(({taskArn}) => taskArn?.split('/').at(-1)).toSorted());
  const {Status = {}} = await on.cloudMap.send(new GetInstancesHealthStatusCommand({ServiceId: orders}));
  for (const task of tasks) {
    const id = task.taskArn?.split('/').at(-1) ?? '';
    expect(instances.find(({Id}) => Id === id)?.Attributes).toMatchObject({
      AWS_INSTANCE_IPV4: task.containers?.[0]?.networkInterfaces?.[0]?.privateIpv4Address,
      ECS_CLUSTER_NAME: 'discovery',
      ECS_SERVICE_NAME: task.group?.replace('service:', ''),
    });
    expect(Status[id]).toBe(task.healthStatus === 'HEALTHY' ? 'HEALTHY' : 'UNHEALTHY');
  }
  expect(Object.values(Status)).toContain('UNHEALTHY');
});

test('a task leaves the registry as soon as it is asked to stop', async () => {
  const on = launch();
  const [task] = await tasksOf(on, 'orders-blue');
  await on.ecs.send(new StopTaskCommand({cluster: 'discovery', task: task?.taskArn}));
  expect((await instancesOf(on)).map(({Id}) => Id)).not.toContain(task?.taskArn?.split('/').at(-1));
});

test('what is registered by hand stays beside the tasks, and what is taken out by hand is gone', async () => {
  const on = launch();
  const before = (await instancesOf(on)).length;
  const Attributes = {AWS_INSTANCE_IPV4: '10.0.99.9'};
  await on.cloudMap.send(new RegisterInstanceCommand({ServiceId: orders, InstanceId: 'legacy', Attributes}));
  const [first] = await instancesOf(on);
  await on.cloudMap.send(new DeregisterInstanceCommand({ServiceId: orders, InstanceId: first?.Id}));
  const now = await instancesOf(on);
  expect(now).toHaveLength(before);
  expect(now.at(-1)).toEqual({Id: 'legacy', Attributes});
  const refused = await refusal(on.cloudMap.send(new GetInstanceCommand({ServiceId: orders, InstanceId: first?.Id})));
  expect(refused).toMatchObject({name: 'InstanceNotFound'});
});

test('pages are of 100 at most, and a token belongs to its own listing', async () => {
  const on = launch();
  const {cloudMap} = on;
  const first = await cloudMap.send(new ListInstancesCommand({ServiceId: orders, MaxResults: 3}));
  expect(first.Instances).toHaveLength(3);
  const rest = await cloudMap.send(new ListInstancesCommand({ServiceId: orders, MaxResults: 3, NextToken: first.NextToken}));
  expect([...(first.Instances ?? []), ...(rest.Instances ?? [])]).toEqual(await instancesOf(on));
  expect(rest.NextToken).toBeUndefined();
  for (const wrong of [{MaxResults: 101}, {MaxResults: 0}, {NextToken: 'made-up'}]) {
    expect(await refusal(cloudMap.send(new ListInstancesCommand({ServiceId: orders, ...wrong})))).toMatchObject({name: 'InvalidInput'});
  }
  expect(await refusal(cloudMap.send(new ListInstancesCommand({ServiceId: 'srv-gone'})))).toMatchObject({name: 'ServiceNotFound'});
  expect(await refusal(cloudMap.send(new GetNamespaceCommand({Id: 'ns-gone'})))).toMatchObject({name: 'NamespaceNotFound'});
});
