// simple-ecs-cluster: Spring Cloud behind one public load balancer. A rolling deployment is failing its health check right now.

import type {ContainerDefinition} from '@aws-sdk/client-ecs';
import {addCluster, addService, type Builder, tagsOf} from './builder.ts';
import {addFamily, awslogs, environment, image, parameterSecret, target} from './definitions.ts';
import type {Incident} from './incident.ts';
import {deployRevision} from './incident.ts';
import {addInstances} from './instances.ts';

const logGroup = 'simple-ecs-cluster-log';

/** Builds the cluster; its incident is the deployment of the broken revision 7. */
export function buildSimpleCluster(builder: Builder): readonly Incident[] {
  const cluster = addCluster(builder, 'simple-ecs-cluster', {tags: tagsOf({team: 'platform', environment: 'staging'})});
  addInstances(builder, cluster, {
    type: 't2.medium',
    ami: 'ami-0d2f7a1c9e4b83650',
    zones: ['a', 'b', 'a', 'b'],
    agentVersion: '1.68.2',
    dockerVersion: '20.10.17',
    platform: {name: 'Amazon Linux', version: '2'},
    daysAgo: 41,
    attributes: {stack: 'staging'},
    tags: {Name: 'simple-ecs-cluster', team: 'platform'},
    hosts: index => ({zone: index % 2 === 0 ? 'Asia/Shanghai' : 'UTC', diskPercent: 52 + 6 * index}),
  });
  addFamilies(builder);
  const breaker = {
    deploymentConfiguration: {
      minimumHealthyPercent: 50,
      maximumPercent: 200,
      deploymentCircuitBreaker: {enable: true, rollback: true},
    },
    healthCheckGracePeriodSeconds: 300,
    placementStrategy: [{type: 'spread' as const, field: 'attribute:ecs.availability-zone'}],
    roleArn: `arn:aws:iam::${builder.account}:role/ecsServiceRole`,
  };
  for (const [name, desired, port, deployed] of [
    [
      'simple-config-server',
      1,
      8888,
      [
        [2, 720],
        [3, 210],
      ],
    ],
    [
      'simple-eureka',
      2,
      8761,
      [
        [1, 720],
        [2, 209],
      ],
    ],
    [
      'simple-application',
      2,
      3000,
      [
        [4, 720],
        [5, 208],
        [6, 51],
      ],
    ],
  ] as const) {
    const loadBalancers = [target(builder, name, name, port)];
    addService(builder, cluster, {name, family: name, desired, deployed, more: {...breaker, loadBalancers}});
  }
  return [{secondsBefore: 540, act: runtime => deployRevision(runtime, cluster.state, 'simple-application', 'simple-application:7')}];
}

function addFamilies(builder: Builder): void {
  const balancer = `http://simple-ecs-alb-1483920576.${builder.region}.elb.amazonaws.com`;
  const spring = (name: string, port: number, cpu: number, memory: number, more: Partial<ContainerDefinition>) => (revision: number) => [
    {
      name,
      image: image(builder, name, `1.${revision}.0`),
      cpu,
      memory,
      essential: true,
      portMappings: [{containerPort: port, hostPort: 0, protocol: 'tcp' as const}],
      logConfiguration: awslogs(builder, logGroup, name),
      mountPoints: [],
      volumesFrom: [],
      ...more,
    },
  ];
  const common = {SPRING_PROFILES_ACTIVE: 'aws', EUREKA_URL: `${balancer}/simple-eureka/eureka/`};
  addFamily(builder, {
    family: 'simple-application',
    revisions: 7,
    daysAgo: 0.01,
    containers: spring('simple-application', 3000, 512, 1024, {
      environment: environment({...common, JAVA_OPTS: '-Xms512m -Xmx768m -Duser.timezone=Asia/Shanghai'}),
      secrets: [parameterSecret(builder, 'DB_PASSWORD', '/simple-ecs-cluster/simple-application/db-password')],
    }),
  });
  addFamily(builder, {
    family: 'simple-config-server',
    revisions: 3,
    daysAgo: 9,
    containers: spring('simple-config-server', 8888, 256, 512, {
      environment: environment(common),
      secrets: [parameterSecret(builder, 'GIT_TOKEN', '/simple-ecs-cluster/simple-config-server/git-token')],
    }),
  });
  addFamily(builder, {
    family: 'simple-eureka',
    revisions: 2,
    daysAgo: 9,
    containers: spring('simple-eureka', 8761, 256, 512, {environment: environment(common)}),
  });
}
