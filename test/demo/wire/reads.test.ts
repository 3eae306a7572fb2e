import {
  DescribeCapacityProvidersCommand,
  DescribeClustersCommand,
  DescribeContainerInstancesCommand,
  DescribeServiceDeploymentsCommand,
  DescribeServiceRevisionsCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  GetTaskProtectionCommand,
  ListAttributesCommand,
  ListContainerInstancesCommand,
  ListServiceDeploymentsCommand,
  ListServicesCommand,
  ListTaskDefinitionFamiliesCommand,
  ListTaskDefinitionsCommand,
  ListTasksCommand,
  paginateListServices,
  paginateListTaskDefinitions,
  paginateListTasks,
} from '@aws-sdk/client-ecs';
import {describe, expect, test} from 'vitest';
import {launch, refusal} from './fixture.ts';

const names = (length: number) => Array.from({length}, (_, index) => `name-${index}`);
const erp = (kind: string, name: string) => `arn:aws:ecs:ap-southeast-1:111122223333:${kind}/erp/${name}`;

describe('pages', () => {
  const {ecs} = launch({world: {services: 130, tasks: 260, instances: 20, clusters: 1}});
  const cluster = 'generated-1';

  test('services come 10 at a time unless asked for more, and 100 at most', async () => {
    expect((await ecs.send(new ListServicesCommand({cluster}))).serviceArns).toHaveLength(10);
    const pages: number[] = [];
    for await (const {serviceArns = []} of paginateListServices({client: ecs, pageSize: 100}, {cluster})) pages.push(serviceArns.length);
    expect(pages).toEqual([100, 30]);
    expect(await refusal(ecs.send(new ListServicesCommand({cluster, maxResults: 101})))).toMatchObject({name: 'InvalidParameterException'});
  });

  test('every running task is listed once', async () => {
    const arns: string[] = [];
    for await (const {taskArns = []} of paginateListTasks({client: ecs}, {cluster})) arns.push(...taskArns);
    const {clusters} = await ecs.send(new DescribeClustersCommand({clusters: [cluster]}));
    expect(new Set(arns).size).toBe(arns.length);
    expect(arns).toHaveLength((clusters?.[0]?.runningTasksCount ?? 0) + (clusters?.[0]?.pendingTasksCount ?? 0));
  });

  test('a token is good for its own listing only', async () => {
    const {nextToken} = await ecs.send(new ListServicesCommand({cluster}));
    const invalid = {name: 'InvalidParameterException', message: 'Invalid token', status: 400};
    expect(await refusal(ecs.send(new ListTasksCommand({cluster, nextToken})))).toEqual(invalid);
    expect(await refusal(ecs.send(new ListServicesCommand({cluster, nextToken: 'x'})))).toEqual(invalid);
  });
});

describe('batches', () => {
  const {ecs} = launch();
  const cluster = 'erp';

  test.each([
    ['no services', new DescribeServicesCommand({cluster, services: []}), 'Services cannot be empty.'],
    ['11 services', new DescribeServicesCommand({cluster, services: names(11)}), 'service names can have at most 10 items.'],
    ['no tasks', new DescribeTasksCommand({cluster, tasks: []}), 'Tasks cannot be empty.'],
    ['101 tasks', new DescribeTasksCommand({cluster, tasks: names(101)}), 'taskIds can have at most 100 items.'],
    ['101 clusters', new DescribeClustersCommand({clusters: names(101)}), 'clusters can have at most 100 items.'],
    [
      '101 instances',
      new DescribeContainerInstancesCommand({cluster, containerInstances: names(101)}),
      'instanceIds can have at most 100 items.',
    ],
    [
      '21 deployments',
      new DescribeServiceDeploymentsCommand({serviceDeploymentArns: names(21)}),
      'serviceDeploymentArns can have at most 20 items.',
    ],
    ['101 protections', new GetTaskProtectionCommand({cluster, tasks: names(101)}), 'taskIds can have at most 100 items.'],
  ])('%s are refused', async (_, command, message) => {
    // The commands' types have nothing in common that `send` takes.
    const send = ecs.send.bind(ecs) as (command: unknown) => Promise<unknown>;
    expect(await refusal(send(command))).toEqual({name: 'InvalidParameterException', message, status: 400});
  });

  test('what is missing is a failure beside what was found', async () => {
    const {services, failures} = await ecs.send(
      new DescribeServicesCommand({cluster, services: ['srvweb', 'gone', erp('service', 'srvapp1')]}),
    );
    expect(services?.map(({serviceName}) => serviceName)).toEqual(['srvweb', 'srvapp1']);
    expect(failures).toEqual([{arn: erp('service', 'gone'), reason: 'MISSING'}]);
    const tasks = await ecs.send(new DescribeTasksCommand({cluster, tasks: [erp('task', '0'.repeat(32))]}));
    expect(tasks).toMatchObject({tasks: [], failures: [{arn: erp('task', '0'.repeat(32)), reason: 'MISSING'}]});
    const clusters = await ecs.send(new DescribeClustersCommand({}));
    expect(clusters).toMatchObject({clusters: [], failures: [{reason: 'MISSING'}]});
  });

  test("another cluster's ARN does not find a service of the same name", async () => {
    const arn = erp('service', 'srvweb').replace('/erp/', '/batch/');
    expect((await ecs.send(new DescribeServicesCommand({cluster, services: [arn]}))).failures).toEqual([{arn, reason: 'MISSING'}]);
  });

  test('an unknown cluster or service is an error by its name', async () => {
    const missing = {name: 'ClusterNotFoundException', message: 'Cluster not found.', status: 400};
    expect(await refusal(ecs.send(new ListTasksCommand({cluster: 'none'})))).toEqual(missing);
    expect(await refusal(ecs.send(new ListTasksCommand({})))).toEqual(missing);
    expect(await refusal(ecs.send(new ListTasksCommand({cluster, serviceName: 'none'})))).toMatchObject({name: 'ServiceNotFoundException'});
    expect(await refusal(ecs.send(new DescribeTaskDefinitionCommand({taskDefinition: 'none'})))).toEqual({
      name: 'ClientException',
      message: 'Unable to describe task definition.',
      status: 400,
    });
  });
});

describe('filters and includes', () => {
  const {ecs} = launch();
  const cluster = 'erp';

  test('tasks by service, instance, family and startedBy', async () => {
    const {taskArns = []} = await ecs.send(new ListTasksCommand({cluster, serviceName: 'srvweb'}));
    const {tasks = []} = await ecs.send(new DescribeTasksCommand({cluster, tasks: taskArns}));
    expect(tasks.map(({group}) => group)).toEqual(tasks.map(() => 'service:srvweb'));
    const [task] = tasks;
    const {taskArn = '', containerInstanceArn, startedBy} = task ?? {};
    for (const filter of [{containerInstance: containerInstanceArn}, {family: 'taskweb'}, {startedBy}]) {
      expect((await ecs.send(new ListTasksCommand({cluster, ...filter}))).taskArns).toContain(taskArn);
    }
    expect((await ecs.send(new ListTasksCommand({cluster, family: 'task'}))).taskArns).toEqual([]);
    expect((await ecs.send(new ListTasksCommand({cluster, desiredStatus: 'PENDING'}))).taskArns).toEqual([]);
    const both = ecs.send(new ListTasksCommand({cluster, startedBy, serviceName: 'srvweb'}));
    expect(await refusal(both)).toMatchObject({name: 'InvalidParameterException'});
  });

  test('stopped tasks are listed apart', async () => {
    const {taskArns = []} = await ecs.send(new ListTasksCommand({cluster: 'consul-demo', desiredStatus: 'STOPPED'}));
    const {tasks = []} = await ecs.send(new DescribeTasksCommand({cluster: 'consul-demo', tasks: taskArns}));
    expect(tasks.length).toBeGreaterThan(0);
    for (const {desiredStatus, containers} of tasks)
      expect({desiredStatus, containers: containers?.length}).toMatchObject({desiredStatus: 'STOPPED'});
  });

  test('container instances by an expression', async () => {
    const list = async (filter: string) =>
      (await ecs.send(new ListContainerInstancesCommand({cluster, filter}))).containerInstanceArns ?? [];
    expect(await list('attribute:ecs.instance-type == m4.large')).toHaveLength(4);
    expect(await list('attribute:ecs.instance-type == t2.nano')).toHaveLength(0);
    const disconnected = await list('agentConnected == false');
    expect(disconnected.length).toBe(1);
    expect(await refusal(list('attribute:x ==='))).toMatchObject({name: 'InvalidParameterException'});
  });

  test('attributes by name', async () => {
    const {attributes = []} = await ecs.send(
      new ListAttributesCommand({cluster, targetType: 'container-instance', attributeName: 'ecs.instance-type'}),
    );
    expect(attributes.map(({value}) => value)).toEqual(['m4.large', 'm4.large', 'm4.large', 'm4.large']);
  });

  test('tags, settings and statistics only when they are asked for', async () => {
    const bare = await ecs.send(new DescribeClustersCommand({clusters: [cluster]}));
    expect(bare.clusters).toMatchObject([{statistics: [], settings: [], tags: []}]);
    const {clusters} = await ecs.send(new DescribeClustersCommand({clusters: [cluster], include: ['STATISTICS', 'SETTINGS', 'TAGS']}));
    const statistics = clusters?.[0]?.statistics?.find(({name}) => name === 'runningEC2TasksCount');
    expect(statistics?.value).toBe(String(clusters?.[0]?.runningTasksCount));
    expect((await ecs.send(new DescribeServicesCommand({cluster, services: ['srvweb']}))).services?.[0]).not.toHaveProperty('tags');
  });
});

describe('task definitions', () => {
  const {ecs} = launch();

  test('families, revisions newest first, and the newest by the bare name', async () => {
    const {families = []} = await ecs.send(new ListTaskDefinitionFamiliesCommand({familyPrefix: 'task', status: 'ACTIVE'}));
    expect(families).toContain('taskweb');
    const {taskDefinitionArns = []} = await ecs.send(new ListTaskDefinitionsCommand({familyPrefix: 'taskweb', sort: 'DESC'}));
    expect(taskDefinitionArns[0]).toMatch(/task-definition\/taskweb:8$/);
    const {taskDefinition} = await ecs.send(new DescribeTaskDefinitionCommand({taskDefinition: 'taskweb'}));
    expect(taskDefinition).toMatchObject({revision: 8, registeredAt: expect.any(Date)});
  });

  test('all of them are listed page by page in order of family and revision', async () => {
    const arns: string[] = [];
    for await (const page of paginateListTaskDefinitions({client: ecs, pageSize: 3}, {})) arns.push(...(page.taskDefinitionArns ?? []));
    const keys = arns
      .map(arn => arn.slice(arn.lastIndexOf('/') + 1))
      .map(key => key.replace(/\d+$/, revision => revision.padStart(6, '0')));
    expect(keys).toEqual(keys.toSorted());
    expect(new Set(keys).size).toBe(keys.length);
  });
});

test('the history of a service leads from its deployments to their revisions', async () => {
  const {ecs} = launch();
  const {serviceDeployments = []} = await ecs.send(
    new ListServiceDeploymentsCommand({cluster: 'simple-ecs-cluster', service: 'simple-application'}),
  );
  const arns = serviceDeployments.map(({serviceDeploymentArn = ''}) => serviceDeploymentArn);
  expect(arns.length).toBeGreaterThan(0);
  const described = await ecs.send(new DescribeServiceDeploymentsCommand({serviceDeploymentArns: [...arns, `${arns[0]}0`]}));
  expect(described.serviceDeployments).toHaveLength(arns.length);
  expect(described.failures).toEqual([{arn: `${arns[0]}0`, reason: 'MISSING'}]);
  const revision = described.serviceDeployments?.[0]?.targetServiceRevision?.arn ?? '';
  const {serviceRevisions} = await ecs.send(new DescribeServiceRevisionsCommand({serviceRevisionArns: [revision]}));
  expect(serviceRevisions).toMatchObject([{taskDefinition: expect.stringContaining('task-definition/simple-application:')}]);
  const after = await ecs.send(
    new ListServiceDeploymentsCommand({cluster: 'simple-ecs-cluster', service: 'simple-application', createdAt: {after: new Date(4e12)}}),
  );
  expect(after.serviceDeployments).toEqual([]);
});

test('capacity providers come ten at a time', async () => {
  const {ecs} = launch();
  const {capacityProviders = [], failures} = await ecs.send(new DescribeCapacityProvidersCommand({capacityProviders: ['FARGATE', 'none']}));
  expect(capacityProviders.map(({name}) => name)).toEqual(['FARGATE']);
  expect(failures).toMatchObject([{reason: 'MISSING'}]);
  expect(await refusal(ecs.send(new DescribeCapacityProvidersCommand({maxResults: 11})))).toMatchObject({
    name: 'InvalidParameterException',
  });
});
