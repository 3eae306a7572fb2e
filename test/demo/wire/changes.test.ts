import {
  CreateServiceCommand,
  DeregisterTaskDefinitionCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  type ECSClient,
  ListContainerInstancesCommand,
  ListTagsForResourceCommand,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
  RunTaskCommand,
  StopTaskCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateContainerInstancesStateCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import {describe, expect, test} from 'vitest';
import {launch, refusal} from './fixture.ts';

const cluster = 'erp';

async function service(ecs: ECSClient, name: string) {
  const {services} = await ecs.send(new DescribeServicesCommand({cluster, services: [name]}));
  return services?.[0];
}

describe('UpdateService', () => {
  test.each([
    ['desiredCount', {desiredCount: 3}],
    ['deploymentConfiguration', {deploymentConfiguration: {minimumHealthyPercent: 50}}],
    ['enableExecuteCommand', {enableExecuteCommand: true}],
    ['the task definition it has', {taskDefinition: 'taskweb:8'}],
  ])('%s starts no deployment', async (_, change) => {
    const {ecs} = launch();
    const before = await service(ecs, 'srvweb');
    const {service: after} = await ecs.send(new UpdateServiceCommand({cluster, service: 'srvweb', ...change}));
    expect(after?.deployments?.[0]?.id).toBe(before?.deployments?.[0]?.id);
    expect(after).toMatchObject('taskDefinition' in change ? {} : change);
  });

  test.each([
    ['forceNewDeployment', {forceNewDeployment: true}],
    ['another task definition', {taskDefinition: 'taskweb:7'}],
    ['networkConfiguration', {networkConfiguration: {awsvpcConfiguration: {subnets: ['subnet-1']}}}],
    ['volumeConfigurations', {volumeConfigurations: []}],
  ])('%s starts a deployment and leaves the desired count alone', async (_, change) => {
    const {ecs} = launch();
    const before = await service(ecs, 'srvweb');
    const {service: after} = await ecs.send(new UpdateServiceCommand({cluster, service: 'srvweb', ...change}));
    expect(after?.deployments?.[0]).toMatchObject({status: 'PRIMARY', rolloutState: 'IN_PROGRESS'});
    expect(after?.deployments?.[0]?.id).not.toBe(before?.deployments?.[0]?.id);
    expect(after?.desiredCount).toBe(before?.desiredCount);
  });

  test('a deployment runs to its end as time goes on', async () => {
    const {ecs, clock} = launch({speed: 10});
    await ecs.send(new UpdateServiceCommand({cluster, service: 'srvweb', forceNewDeployment: true}));
    await clock.advance(120_000);
    expect(await service(ecs, 'srvweb')).toMatchObject({deployments: [{rolloutState: 'COMPLETED'}], runningCount: 2});
  });

  test('a desired count for a DAEMON service is refused', async () => {
    const {ecs} = launch();
    const call = ecs.send(new UpdateServiceCommand({cluster: 'consul-demo', service: 'consul-agent', desiredCount: 2}));
    expect(await refusal(call)).toEqual({
      name: 'InvalidParameterException',
      message: 'The daemon scheduling strategy does not support a desired count for services. Remove the desired count value and try again',
      status: 400,
    });
  });

  test('what cannot be found is named, and nothing is changed', async () => {
    const {ecs} = launch();
    expect(await refusal(ecs.send(new UpdateServiceCommand({cluster, service: 'none', desiredCount: 1})))).toMatchObject({
      name: 'ServiceNotFoundException',
    });
    const call = ecs.send(new UpdateServiceCommand({cluster, service: 'srvweb', desiredCount: 9, taskDefinition: 'taskweb:99'}));
    expect(await refusal(call)).toMatchObject({name: 'ClientException', message: 'TaskDefinition not found.'});
    expect((await service(ecs, 'srvweb'))?.desiredCount).toBe(2);
  });
});

test('CreateService makes a service that starts its tasks, once', async () => {
  const {ecs, clock} = launch();
  const create = new CreateServiceCommand({cluster, serviceName: 'fresh', taskDefinition: 'taskweb', desiredCount: 1});
  const {service: created} = await ecs.send(create);
  expect(created).toMatchObject({status: 'ACTIVE', desiredCount: 1, deployments: [{status: 'PRIMARY'}]});
  await clock.advance(180_000);
  expect(await service(ecs, 'fresh')).toMatchObject({status: 'ACTIVE', events: expect.any(Array)});
  expect(await refusal(ecs.send(create))).toMatchObject({message: 'Creation of service was not idempotent.'});
});

test('StopTask stops a task with the reason given, and its service replaces it', async () => {
  const {ecs, clock} = launch();
  const {taskArns = []} = await ecs.send(new ListTasksCommand({cluster, serviceName: 'srvweb'}));
  const [victim = ''] = taskArns;
  const {task} = await ecs.send(new StopTaskCommand({cluster, task: victim, reason: 'it hangs'}));
  expect(task).toMatchObject({taskArn: victim, desiredStatus: 'STOPPED'});
  await clock.advance(120_000);
  const {tasks} = await ecs.send(new DescribeTasksCommand({cluster, tasks: [victim]}));
  expect(tasks).toMatchObject([{lastStatus: 'STOPPED', stopCode: 'UserInitiated', stoppedReason: 'it hangs'}]);
  expect((await ecs.send(new ListTasksCommand({cluster, serviceName: 'srvweb'}))).taskArns).toHaveLength(taskArns.length);
  expect(await refusal(ecs.send(new StopTaskCommand({cluster, task: 'f'.repeat(32)})))).toMatchObject({
    name: 'InvalidParameterException',
    message: 'The referenced task was not found.',
  });
});

test('RunTask starts tasks, says what it cannot place, and takes ten at most', async () => {
  const {ecs} = launch();
  const run = {cluster, taskDefinition: 'taskweb:8', startedBy: 'me', tags: [{key: 'a', value: 'b'}]};
  const never = {...run, placementConstraints: [{type: 'memberOf' as const, expression: 'attribute:no == way'}]};
  expect(await ecs.send(new RunTaskCommand(never))).toMatchObject({tasks: [], failures: [{reason: expect.any(String)}]});
  const {tasks = [], failures} = await ecs.send(new RunTaskCommand(run));
  expect([...tasks, ...(failures ?? [])]).toHaveLength(1);
  for (const task of tasks) expect(task).toMatchObject({group: 'family:taskweb', startedBy: 'me', tags: run.tags});
  expect(await refusal(ecs.send(new RunTaskCommand({...run, count: 11})))).toMatchObject({name: 'InvalidParameterException'});
});

describe('UpdateContainerInstancesState', () => {
  test('drains, reports what is missing, and takes ten at most', async () => {
    const {ecs} = launch();
    const {containerInstanceArns: [first = ''] = []} = await ecs.send(new ListContainerInstancesCommand({cluster}));
    const drain = (containerInstances: string[]) =>
      ecs.send(new UpdateContainerInstancesStateCommand({cluster, containerInstances, status: 'DRAINING'}));
    expect(await drain([first, 'gone'])).toMatchObject({
      containerInstances: [{containerInstanceArn: first, status: 'DRAINING'}],
      failures: [{reason: 'MISSING'}],
    });
    const {containerInstanceArns} = await ecs.send(new ListContainerInstancesCommand({cluster, status: 'DRAINING'}));
    expect(containerInstanceArns).toEqual([first]);
    expect(await refusal(drain(Array.from({length: 11}, () => first)))).toMatchObject({name: 'InvalidParameterException'});
  });

  test('takes no other status', async () => {
    const {ecs} = launch();
    const call = ecs.send(new UpdateContainerInstancesStateCommand({cluster, containerInstances: ['x'], status: 'REGISTERING'}));
    expect(await refusal(call)).toMatchObject({message: 'Container instance status should be one of [ACTIVE,DRAINING]'});
  });
});

test('a revision is registered, described with its tags, and deregistered', async () => {
  const {ecs} = launch();
  const containerDefinitions = [{name: 'web', image: 'nginx', memory: 128}];
  const {taskDefinition} = await ecs.send(
    new RegisterTaskDefinitionCommand({family: 'taskweb', containerDefinitions, tags: [{key: 'team', value: 'web'}]}),
  );
  expect(taskDefinition).toMatchObject({revision: 9, status: 'ACTIVE', containerDefinitions: [{essential: true, cpu: 0}]});
  const read = () => ecs.send(new DescribeTaskDefinitionCommand({taskDefinition: 'taskweb', include: ['TAGS']}));
  expect(await read()).toMatchObject({taskDefinition: {revision: 9}, tags: [{key: 'team', value: 'web'}]});
  await ecs.send(new DeregisterTaskDefinitionCommand({taskDefinition: 'taskweb:9'}));
  expect((await read()).taskDefinition?.revision).toBe(8);
  const run = ecs.send(new UpdateServiceCommand({cluster, service: 'srvweb', taskDefinition: 'taskweb:9'}));
  expect(await refusal(run)).toMatchObject({name: 'ClientException', message: 'TaskDefinition is inactive'});
  const bare = ecs.send(new RegisterTaskDefinitionCommand({family: 'x', containerDefinitions: [{name: 'c', image: 'i'}]}));
  expect(await refusal(bare)).toMatchObject({name: 'ClientException'});
});

test('tags are set, replaced and removed', async () => {
  const {ecs} = launch();
  const resourceArn = 'arn:aws:ecs:ap-southeast-1:111122223333:cluster/erp';
  const tags = async () =>
    Object.fromEntries(((await ecs.send(new ListTagsForResourceCommand({resourceArn}))).tags ?? []).map(({key, value}) => [key, value]));
  await ecs.send(
    new TagResourceCommand({
      resourceArn,
      tags: [
        {key: 'one', value: '1'},
        {key: 'two', value: '2'},
      ],
    }),
  );
  await ecs.send(new TagResourceCommand({resourceArn, tags: [{key: 'one', value: '11'}]}));
  expect(await tags()).toMatchObject({one: '11', two: '2'});
  await ecs.send(new UntagResourceCommand({resourceArn, tagKeys: ['one']}));
  expect(await tags()).not.toHaveProperty('one');
  const missing = ecs.send(new ListTagsForResourceCommand({resourceArn: `${resourceArn}x`}));
  expect(await refusal(missing)).toMatchObject({name: 'ClusterNotFoundException'});
});
