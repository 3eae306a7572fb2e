// The five systems of the demo region in the words of the real API, for a server that nobody here wrote.
// Dynamic host ports are left out and not written as 0, which says the same to ECS: moto would take 0 for a real port.

import type {ContainerDefinition, CreateServiceRequest, RegisterTaskDefinitionRequest, RunTaskRequest} from '@aws-sdk/client-ecs';

/** Where tasks with an address of their own live: moto's default network. */
export interface Network {
  readonly subnets: string[];
  readonly securityGroups: string[];
}

/** One system: a cluster, its hosts, and what runs there. */
export interface System {
  readonly cluster: string;
  readonly hosts: {readonly count: number; readonly type: string};
  /** How often a family is registered, where its newest revision matters: `taskweb:8`. */
  readonly revisions?: Readonly<Record<string, number>>;
  readonly taskDefinitions: readonly RegisterTaskDefinitionRequest[];
  readonly services: (network: Network) => readonly Omit<CreateServiceRequest, 'cluster'>[];
  /** Tasks that no service owns. */
  readonly jobs: readonly Omit<RunTaskRequest, 'cluster'>[];
}

const loadBalancing = 'arn:aws:elasticloadbalancing:ap-southeast-1:123456789012:targetgroup';

function logging(group: string, prefix: string): NonNullable<ContainerDefinition['logConfiguration']> {
  return {
    logDriver: 'awslogs',
    options: {'awslogs-group': group, 'awslogs-region': 'ap-southeast-1', 'awslogs-stream-prefix': prefix},
  };
}

function springService(name: string): RegisterTaskDefinitionRequest {
  return {
    family: name,
    networkMode: 'bridge',
    containerDefinitions: [
      {
        name,
        image: `111122223333.dkr.ecr.ap-southeast-1.amazonaws.com/${name}:1.4.2`,
        cpu: 512,
        memory: 1024,
        essential: true,
        portMappings: [{containerPort: 3000, protocol: 'tcp'}],
        environment: [
          {name: 'SPRING_PROFILES_ACTIVE', value: 'aws'},
          {name: 'EUREKA_URL', value: 'http://simple-alb.example/simple-eureka/eureka/'},
          {name: 'JAVA_OPTS', value: '-Xmx768m'},
        ],
        logConfiguration: logging('simple-ecs-cluster-log', name),
      },
    ],
  };
}

const springCloud: System = {
  cluster: 'simple-ecs-cluster',
  hosts: {count: 4, type: 't2.medium'},
  taskDefinitions: ['simple-application', 'simple-config-server', 'simple-eureka'].map(springService),
  services: () =>
    ['simple-application', 'simple-config-server', 'simple-eureka'].map(name => ({
      serviceName: name,
      taskDefinition: name,
      desiredCount: 2,
      launchType: 'EC2',
      deploymentConfiguration: {minimumHealthyPercent: 50, maximumPercent: 200},
      loadBalancers: [{targetGroupArn: `${loadBalancing}/${name}/73e2d6bc24d8a067`, containerName: name, containerPort: 3000}],
    })),
  jobs: [],
};

const erp: System = {
  cluster: 'erp',
  hosts: {count: 4, type: 'm4.large'},
  revisions: {taskweb: 8},
  taskDefinitions: [
    {
      family: 'taskweb',
      containerDefinitions: [
        {
          name: 'web',
          image: '111122223333.dkr.ecr.ap-southeast-1.amazonaws.com/erp-web:2016.12',
          memory: 512,
          essential: true,
          portMappings: [{containerPort: 80, protocol: 'tcp'}],
          logConfiguration: logging('erp', 'web'),
        },
      ],
    },
  ],
  services: () =>
    [
      {name: 'srvweb', desired: 2, target: 'targetweb'},
      {name: 'srvapp1', desired: 2, target: 'targetapp1'},
      {name: 'srvapp2', desired: 6, target: 'targetapp2'},
    ].map(({name, desired, target}) => ({
      serviceName: name,
      taskDefinition: 'taskweb:8',
      desiredCount: desired,
      launchType: 'EC2',
      placementStrategy: [{type: 'spread', field: 'attribute:ecs.availability-zone'}],
      loadBalancers: [{targetGroupArn: `${loadBalancing}/${target}/6d0ecf831eec9f09`, containerName: 'web', containerPort: 80}],
    })),
  jobs: [],
};

function small(name: string, extra: Partial<ContainerDefinition> = {}): RegisterTaskDefinitionRequest {
  return {family: name, containerDefinitions: [{name, image: `${name}:latest`, cpu: 100, memory: 200, essential: true, ...extra}]};
}

const weatherEnvironment = {
  SERVICE_4567_NAME: 'weather',
  SERVICE_4567_CHECK_HTTP: '/health',
  SERVICE_4567_CHECK_INTERVAL: '10s',
  SERVICE_TAGS: 'http',
};

const consul: System = {
  cluster: 'consul-demo',
  hosts: {count: 2, type: 't2.medium'},
  taskDefinitions: [
    small('consul-agent'),
    small('registrator'),
    small('portal', {portMappings: [{containerPort: 80, hostPort: 80, protocol: 'tcp'}]}),
    small('stock-price', {portMappings: [{containerPort: 4567, protocol: 'tcp'}]}),
    small('weather', {
      portMappings: [{containerPort: 4567, protocol: 'tcp'}],
      environment: Object.entries(weatherEnvironment).map(([name, value]) => ({name, value})),
    }),
  ],
  services: () => [
    // moto wants a count for a DAEMON service, which ECS would refuse.
    {serviceName: 'consul-agent', taskDefinition: 'consul-agent', schedulingStrategy: 'DAEMON', desiredCount: 2, launchType: 'EC2'},
    {serviceName: 'registrator', taskDefinition: 'registrator', schedulingStrategy: 'DAEMON', desiredCount: 2, launchType: 'EC2'},
    ...['portal', 'stock-price', 'weather'].map(name => ({
      serviceName: name,
      taskDefinition: name,
      desiredCount: 2,
      launchType: 'EC2' as const,
    })),
  ],
  jobs: [],
};

function fargate(name: string): RegisterTaskDefinitionRequest {
  return {
    family: name,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '256',
    memory: '512',
    containerDefinitions: [
      {
        name,
        image: `111122223333.dkr.ecr.ap-southeast-1.amazonaws.com/${name.toLowerCase()}:7`,
        cpu: 256,
        memory: 512,
        essential: true,
        portMappings: [{containerPort: 80, protocol: 'tcp'}],
        logConfiguration: logging('discovery', name),
      },
    ],
  };
}

const discoveryNames = ['ECS-Service-Discovery', 'orders-blue', 'orders-green', 'checkout'];

const discovery: System = {
  cluster: 'discovery',
  hosts: {count: 0, type: ''},
  taskDefinitions: discoveryNames.map(fargate),
  services: network =>
    discoveryNames.map(name => ({
      serviceName: name,
      taskDefinition: name,
      desiredCount: 2,
      launchType: 'FARGATE',
      networkConfiguration: {awsvpcConfiguration: network},
      serviceRegistries: [{registryArn: `arn:aws:servicediscovery:ap-southeast-1:123456789012:service/srv-${name.toLowerCase()}`}],
    })),
  jobs: [],
};

const batch: System = {
  cluster: 'batch',
  hosts: {count: 2, type: 'm4.large'},
  taskDefinitions: [small('nightly-report'), small('price-import')],
  services: () => [],
  jobs: [
    {taskDefinition: 'nightly-report', count: 2, startedBy: 'scheduler', placementStrategy: [{type: 'binpack', field: 'memory'}]},
    {taskDefinition: 'price-import', count: 1, startedBy: 'scheduler', placementConstraints: [{type: 'distinctInstance'}]},
  ],
};

/** All five. */
export const systems: readonly System[] = [springCloud, erp, consul, discovery, batch];
