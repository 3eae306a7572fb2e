import {expect, test} from 'vitest';
import {toCluster} from '../../src/aws/cluster-mapper.ts';
import {toContainerInstance} from '../../src/aws/container-instance-mapper.ts';
import {createInterner} from '../../src/aws/mapping.ts';
import {toServiceDeployment} from '../../src/aws/service-deployment-mapper.ts';
import {toService} from '../../src/aws/service-mapper.ts';
import {toTaskDefinition} from '../../src/aws/task-definition-mapper.ts';
import {toTask, toTaskProtection} from '../../src/aws/task-mapper.ts';

const intern = createInterner();

test('every mapper bears an answer in which everything is absent', () => {
  expect(toCluster({}, intern)).toMatchObject({name: '', tags: {}, settings: {}});
  expect(toService({}, intern)).toMatchObject({schedulingStrategy: 'REPLICA', minimumHealthyPercent: 100, events: []});
  expect(toTask({containers: [{}]}, intern)).toMatchObject({health: 'UNKNOWN', containers: [{ports: []}]});
  expect(toContainerInstance({}, 'erp', intern)).toMatchObject({clusterArn: 'erp', remaining: {cpu: 0, memory: 0, ports: []}});
  expect(toTaskDefinition({containerDefinitions: [{}]}, undefined, intern)).toMatchObject({containers: [{isEssential: true}]});
  expect(toServiceDeployment({}, new Map(), intern)).toMatchObject({target: {requested: 0}, sources: []});
});

test('absent fields are absent, not undefined: 20,000 rows have to fit', () => {
  for (const row of [toService({}, intern), toTask({}, intern), toContainerInstance({}, 'erp', intern)]) {
    expect(Object.values(row)).not.toContain(undefined);
  }
});

test('a service keeps its eight newest events, newest first', () => {
  const events = Array.from({length: 12}, (_, second) => ({id: String(second), createdAt: new Date(second * 1_000), message: 'm'}));
  expect(toService({events}, intern).events.map(({id}) => id)).toEqual(['11', '10', '9', '8', '7', '6', '5', '4']);
});

test('a DAEMON service has its own defaults', () => {
  expect(toService({schedulingStrategy: 'DAEMON'}, intern)).toMatchObject({minimumHealthyPercent: 0, maximumPercent: 100});
});

test('numbers in strings become numbers, and a container reservation of 0 none', () => {
  const task = toTask({cpu: '256', memory: '512', containers: [{cpu: '0', memory: '128'}]}, intern);
  expect(task).toMatchObject({cpu: 256, memory: 512, containers: [{memory: 128}]});
  expect(task.containers[0]).not.toHaveProperty('cpu');
  expect(toTask({cpu: '.5 vCPU'}, intern)).not.toHaveProperty('cpu');
});

test('an awsvpc task has the address of its network interface', () => {
  const details = [
    {name: 'subnetId', value: 'subnet-1'},
    {name: 'privateIPv4Address', value: '10.0.0.7'},
  ];
  expect(toTask({attachments: [{type: 'ElasticNetworkInterface', details}]}, intern).address).toBe('10.0.0.7');
  const containers = [{networkInterfaces: [{privateIpv4Address: '10.0.0.8'}]}];
  expect(toTask({containers}, intern)).toMatchObject({address: '10.0.0.8', containers: [{address: '10.0.0.8'}]});
});

test('an instance tells its cluster by its ARN, or by the name that was asked for', () => {
  const prefix = 'arn:aws-cn:ecs:cn-north-1:1';
  const named = toContainerInstance({containerInstanceArn: `${prefix}:container-instance/erp/0a`}, 'other', intern);
  expect(named).toMatchObject({id: '0a', clusterArn: `${prefix}:cluster/erp`});
  const old = toContainerInstance({containerInstanceArn: `${prefix}:container-instance/0a`}, 'erp', intern);
  expect(old).toMatchObject({id: '0a', clusterArn: `${prefix}:cluster/erp`});
});

test('what an instance has left is told apart from what it registered', () => {
  const resources = (cpu: number, ports: string[]) => [
    {name: 'CPU', integerValue: cpu},
    {name: 'MEMORY', integerValue: 512},
    {name: 'PORTS', stringSetValue: ports},
    {name: 'PORTS_UDP', stringSetValue: []},
  ];
  const instance = toContainerInstance(
    {registeredResources: resources(2048, ['22']), remainingResources: resources(100, ['22', '80'])},
    'erp',
    intern,
  );
  expect(instance).toMatchObject({registered: {cpu: 2048, ports: [22]}, remaining: {cpu: 100, memory: 512, ports: [22, 80]}});
});

test('registries of a service and of its task sets, each once, and how it takes part in Service Connect', () => {
  const registry = (name: string) => ({registryArn: `arn:${name}`});
  const told = toService(
    {
      serviceRegistries: [registry('a'), {}],
      taskSets: [{serviceRegistries: [registry('a'), registry('b')]}],
      deployments: [
        {
          status: 'PRIMARY',
          serviceConnectConfiguration: {
            enabled: true,
            namespace: 'local-1',
            services: [
              {portName: 'http', discoveryName: 'orders', clientAliases: [{port: 8080}, {port: 80, dnsName: 'shop'}]},
              {portName: 'grpc', clientAliases: undefined},
            ],
          },
          serviceConnectResources: [{discoveryName: 'orders', discoveryArn: 'arn:orders'}],
        },
      ],
    },
    intern,
  );
  expect(told.serviceRegistries).toEqual(['arn:a', 'arn:b']);
  expect(told.serviceConnect).toEqual({
    namespace: 'local-1',
    endpoints: [
      {name: 'orders', registryArn: 'arn:orders', aliases: ['orders.local-1:8080', 'shop:80']},
      {name: 'grpc', aliases: []},
    ],
  });
  const off = {status: 'PRIMARY', serviceConnectConfiguration: {enabled: false}};
  expect(toService({deployments: [off]}, intern)).not.toHaveProperty('serviceConnect');
});

test('a deployment keeps how it moves traffic, where it pauses, and the hook that it waits at', () => {
  const timeoutConfiguration = {timeoutInMinutes: 30};
  const row = toServiceDeployment(
    {
      deploymentConfiguration: {
        strategy: 'CANARY',
        canaryConfiguration: {canaryPercent: 10},
        bakeTimeInMinutes: 5,
        lifecycleHooks: [
          {targetType: 'PAUSE', lifecycleStages: ['POST_TEST_TRAFFIC_SHIFT', 'POST_SCALE_UP'], timeoutConfiguration},
          {hookTargetArn: 'arn:aws:lambda:x:1:function:check', lifecycleStages: ['PRE_SCALE_UP']},
          {targetType: 'PAUSE', lifecycleStages: ['PRE_SCALE_UP']},
        ],
      },
      lifecycleHookDetails: [
        {hookId: 'h', targetType: 'PAUSE', status: 'AWAITING_ACTION', expiresAt: new Date(7), timeoutAction: 'ROLLBACK'},
      ],
      alarms: {status: 'TRIGGERED', alarmNames: ['a', 'b'], triggeredAlarmNames: ['b']},
      rollback: {reason: 'why', startedAt: new Date(8), serviceRevisionArn: 'r1'},
      targetServiceRevision: {arn: 'r2', requestedProductionTrafficWeight: 10, requestedTestTrafficWeight: 100},
    },
    new Map(),
    intern,
  );
  expect(row.pace).toEqual({
    bakeMinutes: 5,
    step: {percent: 10, bakeMinutes: 10},
    pauses: [
      {stage: 'POST_TEST_TRAFFIC_SHIFT', minutes: 30},
      {stage: 'POST_SCALE_UP', minutes: 30},
      {stage: 'PRE_SCALE_UP', minutes: 1440},
    ],
  });
  expect(row.hooks).toEqual([{id: 'h', type: 'PAUSE', status: 'AWAITING_ACTION', expiresAt: 7, timeoutAction: 'ROLLBACK'}]);
  expect(row.alarms).toEqual({status: 'TRIGGERED', names: ['a', 'b'], triggered: ['b']});
  expect(row).toMatchObject({rollbackReason: 'why', rollbackStartedAt: 8, rollbackRevisionArn: 'r1'});
  expect(row.target).toMatchObject({trafficWeight: 10, testTrafficWeight: 100});
});

test('a linear deployment has its own defaults, and one of all at once no steps', () => {
  const paceOf = (strategy: 'LINEAR' | 'BLUE_GREEN' | 'ROLLING') =>
    toServiceDeployment({deploymentConfiguration: {strategy}}, new Map(), intern).pace;
  expect(paceOf('LINEAR')).toEqual({step: {percent: 10, bakeMinutes: 6}, pauses: []});
  expect(paceOf('BLUE_GREEN')).toEqual({pauses: []});
  expect(paceOf('ROLLING')).toEqual({pauses: []});
});

test('the protection of a task, with its end where there is one', () => {
  expect(toTaskProtection({taskArn: 't', protectionEnabled: true, expirationDate: new Date(9)})).toEqual({
    taskArn: 't',
    isProtected: true,
    until: 9,
  });
  expect(toTaskProtection({})).toEqual({taskArn: '', isProtected: false});
});
