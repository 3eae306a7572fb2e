// discovery: Fargate services that find each other through Cloud Map. Weighted DNS leads to the tasks of orders-blue and orders-green
// alike, which share one name; orders-green has an unhealthy one. checkout is on a canary that pauses once it has all traffic. A task of
// orders-blue is protected: it is in the middle of something.

import type {ContainerDefinition, Service} from '@aws-sdk/client-ecs';
import {arn} from '../scheduler/arns.ts';
import {clusterRecord, type Runtime, serviceRecord} from '../scheduler/runtime.ts';
import {meetFate} from '../scheduler/task-stop.ts';
import {addCluster, addService, type Builder, tagsOf} from './builder.ts';
import {addFamily, awslogs, environment, image, target, targetGroupArn} from './definitions.ts';
import {deployRevision, type Incident} from './incident.ts';

/** How long orders-blue imports orders of a partner, which must not be cut off. */
const protectedHours = 3;

/** Builds the cluster; its incidents are the canary deployment of checkout:43 and the task of orders-green that fails. */
export function buildDiscovery(builder: Builder): readonly Incident[] {
  const cluster = addCluster(builder, 'discovery', {
    capacityProviders: ['FARGATE', 'FARGATE_SPOT'],
    defaultCapacityProviderStrategy: [{capacityProvider: 'FARGATE', weight: 1, base: 0}],
    settings: [{name: 'containerInsights', value: 'enabled'}],
    tags: tagsOf({team: 'orders', environment: 'production'}),
  });
  addFamilies(builder);
  addService(builder, cluster, {
    name: 'ECS-Service-Discovery',
    family: 'ECS-Service-Discovery',
    desired: 2,
    deployed: [[1, 4300]],
    more: {...fargate(builder, 'srv-utcrh6wavdkggqtk'), launchType: 'FARGATE'},
  });
  for (const [name, deployed] of [
    [
      'orders-blue',
      [
        [8, 900],
        [11, 190],
      ],
    ],
    [
      'orders-green',
      [
        [9, 895],
        [12, 26],
      ],
    ],
  ] as const) {
    const strategy = [{capacityProvider: 'FARGATE', weight: 1, base: 1}];
    const service = addService(builder, cluster, {
      name,
      family: name,
      desired: 2,
      deployed,
      more: {
        ...fargate(builder, 'srv-b7yd2kqf5s3nxw4e'),
        capacityProviderStrategy: strategy,
        enableExecuteCommand: true,
        healthCheckGracePeriodSeconds: 240,
        loadBalancers: [target(builder, name, name, 8080)],
      },
    });
    const [first] = service.tasks;
    if (name === 'orders-blue' && first !== undefined) cluster.state.protectedUntil.set(first.id, builder.now + protectedHours * 3_600_000);
  }
  addService(builder, cluster, {
    name: 'checkout',
    family: 'checkout',
    desired: 3,
    deployed: [
      [41, 500],
      [42, 170],
    ],
    more: canary(builder),
  });
  return [
    {secondsBefore: 330, act: runtime => deployRevision(runtime, cluster.state, 'checkout', 'checkout:43')},
    {secondsBefore: 20, act: runtime => failOne(runtime, 'orders-green')},
  ];
}

/** The oldest task of the service that passes its health check passes it no more. */
function failOne(runtime: Runtime, name: string): void {
  const cluster = runtime.state.clusters.get('discovery');
  const service = cluster?.services.get(name);
  if (cluster === undefined || service === undefined) return;
  const tasks = Array.from(serviceRecord(clusterRecord(runtime, cluster), service).tasks);
  const oldest = tasks.find(record => record.isReady);
  if (oldest !== undefined && tasks.every(({task}) => task.healthStatus !== 'UNHEALTHY')) meetFate(runtime, oldest);
}

function fargate(builder: Builder, registry?: string): Partial<Service> {
  return {
    platformVersion: 'LATEST',
    platformFamily: 'Linux',
    networkConfiguration: {
      awsvpcConfiguration: {
        subnets: ['subnet-0a1b2c3d4e5f60718', 'subnet-0a1b2c3d4e5f60728'],
        securityGroups: ['sg-0f1e2d3c4b5a69788'],
        assignPublicIp: 'DISABLED',
      },
    },
    ...(registry !== undefined && {serviceRegistries: [{registryArn: arn(builder, 'servicediscovery', `service/${registry}`)}]}),
  };
}

function canary(builder: Builder): Partial<Service> {
  const rule = (id: string) =>
    arn(builder, 'elasticloadbalancing', `listener-rule/app/albcheckout/3f8a1c6e9d2b7054/5b0d7e4a2c91f836/${id}`);
  return {
    ...fargate(builder),
    launchType: 'FARGATE',
    healthCheckGracePeriodSeconds: 60,
    loadBalancers: [
      {
        ...target(builder, 'checkout-a', 'checkout', 8080),
        advancedConfiguration: {
          alternateTargetGroupArn: targetGroupArn(builder, 'checkout-b'),
          productionListenerRule: rule('9c4e7b2a1d60f385'),
          testListenerRule: rule('1e5a8d3f7c20b946'),
          roleArn: `arn:aws:iam::${builder.account}:role/ecsInfrastructureRole`,
        },
      },
    ],
    deploymentConfiguration: {
      strategy: 'CANARY',
      canaryConfiguration: {canaryPercent: 10, canaryBakeTimeInMinutes: 8},
      bakeTimeInMinutes: 5,
      // With all traffic on the new revision somebody is to look, before the old tasks' last minutes begin.
      lifecycleHooks: [
        {
          targetType: 'PAUSE',
          lifecycleStages: ['POST_PRODUCTION_TRAFFIC_SHIFT'],
          timeoutConfiguration: {timeoutInMinutes: 30, action: 'ROLLBACK'},
        },
      ],
      minimumHealthyPercent: 100,
      maximumPercent: 200,
      deploymentCircuitBreaker: {enable: true, rollback: true},
      alarms: {alarmNames: ['checkout-5xx', 'checkout-latency-p99'], enable: true, rollback: true},
    },
  };
}

function addFamilies(builder: Builder): void {
  const family = (name: string, revisions: number, daysAgo: number, port: number, more: Partial<ContainerDefinition>) =>
    addFamily(builder, {
      family: name,
      revisions,
      daysAgo,
      more: {
        networkMode: 'awsvpc',
        cpu: '256',
        memory: '512',
        taskRoleArn: `arn:aws:iam::${builder.account}:role/${name}-task`,
        executionRoleArn: `arn:aws:iam::${builder.account}:role/ecsTaskExecutionRole`,
        runtimePlatform: {cpuArchitecture: 'X86_64', operatingSystemFamily: 'LINUX'},
      },
      containers: revision => [
        {
          name,
          image: image(builder, name.toLowerCase(), `2026.${revision}`),
          cpu: 0,
          essential: true,
          portMappings: [{containerPort: port, hostPort: port, protocol: 'tcp'}],
          logConfiguration: awslogs(builder, `/ecs/${name}`, 'ecs'),
          mountPoints: [],
          volumesFrom: [],
          ...more,
        },
      ],
    });
  const check = (port: number) => ({
    healthCheck: {
      command: ['CMD-SHELL', `curl -f http://localhost:${port}/health || exit 1`],
      interval: 30,
      timeout: 5,
      retries: 3,
      startPeriod: 120,
    },
  });
  const secret = (name: string) => [{name, valueFrom: arn(builder, 'secretsmanager', `secret:orders/${name.toLowerCase()}-Qx7RtA`)}];
  family('ECS-Service-Discovery', 1, 180, 80, {image: 'nginx:1.25', environment: environment({NAMESPACE: 'local-1'})});
  family('orders-blue', 11, 8, 8080, {
    ...check(8080),
    environment: environment({COLOUR: 'blue', PEERS: 'orders.local-1'}),
    secrets: secret('DATABASE_URL'),
  });
  family('orders-green', 12, 1, 8080, {
    ...check(8080),
    environment: environment({COLOUR: 'green', PEERS: 'orders.local-1'}),
    secrets: secret('DATABASE_URL'),
  });
  family('checkout', 43, 0.1, 8080, {environment: environment({ORDERS_URL: 'http://orders.local-1:8080'}), secrets: secret('PAYMENT_KEY')});
}
