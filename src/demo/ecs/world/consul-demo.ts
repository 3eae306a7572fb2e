// consul-demo: services found through Consul, whose agent and registrator run on every instance. weather runs out of memory again and again.

import type {ContainerDefinition} from '@aws-sdk/client-ecs';
import {addCluster, addService, type Builder, tagsOf} from './builder.ts';
import {addFamily, awslogs, environment, image} from './definitions.ts';
import {addInstances} from './instances.ts';

const logGroup = 'consul-demo';

/** Builds the cluster. The Consul server itself is no container instance. */
export function buildConsulDemo(builder: Builder): void {
  const cluster = addCluster(builder, 'consul-demo', {tags: tagsOf({team: 'market-data', environment: 'demo'})});
  addInstances(builder, cluster, {
    type: 't2.medium',
    ami: 'ami-0a9c34d18f72b6e05',
    zones: ['a', 'b'],
    agentVersion: '1.29.1',
    dockerVersion: '18.09.9-ce',
    platform: {name: 'Amazon Linux', version: '2'},
    daysAgo: 120,
    attributes: {stack: 'demo'},
    tags: {Name: 'consul-demo', 'consul-join': '10.0.1.20'},
    hosts: index => ({zone: 'Asia/Shanghai', time: 'chrony-pool', diskPercent: index === 0 ? 91 : 66}),
  });
  addFamilies(builder);
  for (const name of ['consul-agent', 'registrator']) {
    addService(builder, cluster, {
      name,
      family: name,
      desired: 2,
      deployed: [[1, 2870]],
      more: {schedulingStrategy: 'DAEMON', deploymentConfiguration: {minimumHealthyPercent: 0, maximumPercent: 100}},
    });
  }
  // portal owns port 80 of its host: a successor can only start when it is gone.
  const fixedPort = {deploymentConfiguration: {minimumHealthyPercent: 50, maximumPercent: 100}};
  addService(builder, cluster, {
    name: 'portal',
    family: 'portal',
    desired: 2,
    deployed: [
      [1, 2860],
      [2, 640],
    ],
    more: fixedPort,
  });
  addService(builder, cluster, {
    name: 'stock-price',
    family: 'stock-price',
    desired: 2,
    deployed: [
      [1, 2860],
      [3, 312],
    ],
  });
  addService(builder, cluster, {
    name: 'weather',
    family: 'weather',
    desired: 1,
    deployed: [
      [1, 2860],
      [4, 5],
    ],
  });
}

function addFamilies(builder: Builder): void {
  const logged = (name: string, cpu: number, memory: number, more: Partial<ContainerDefinition>): ContainerDefinition => ({
    name,
    cpu,
    memory,
    essential: true,
    logConfiguration: awslogs(builder, logGroup, name),
    mountPoints: [],
    volumesFrom: [],
    ...more,
  });
  addFamily(builder, {
    family: 'consul-agent',
    revisions: 1,
    daysAgo: 120,
    more: {networkMode: 'host', volumes: [{name: 'consul-data', host: {sourcePath: '/opt/consul'}}]},
    containers: () => [
      logged('consul-agent', 64, 128, {
        image: 'consul:1.8.0',
        command: ['agent', '-retry-join=10.0.1.20', '-client=0.0.0.0'],
        portMappings: [8301, 8500].map(containerPort => ({containerPort, protocol: 'tcp'})),
        mountPoints: [{sourceVolume: 'consul-data', containerPath: '/consul/data', readOnly: false}],
      }),
    ],
  });
  addFamily(builder, {
    family: 'registrator',
    revisions: 1,
    daysAgo: 120,
    more: {networkMode: 'host', volumes: [{name: 'docker-socket', host: {sourcePath: '/var/run/docker.sock'}}]},
    containers: () => [
      logged('registrator', 32, 64, {
        image: 'gliderlabs/registrator:v7',
        command: ['-internal=false', 'consul://localhost:8500'],
        mountPoints: [{sourceVolume: 'docker-socket', containerPath: '/tmp/docker.sock', readOnly: true}],
      }),
    ],
  });
  addFamily(builder, {
    family: 'portal',
    revisions: 2,
    daysAgo: 27,
    containers: revision => [
      logged('portal', 128, 256, {
        image: image(builder, 'portal', `0.${revision}`),
        portMappings: [{containerPort: 80, hostPort: 80, protocol: 'tcp'}],
        environment: environment({SERVICE_80_NAME: 'portal', SERVICE_TAGS: 'http'}),
      }),
    ],
  });
  for (const [family, revisions, daysAgo, memory, port] of [
    ['stock-price', 3, 13, 256, 4568],
    ['weather', 4, 0.2, 200, 4567],
  ] as const) {
    addFamily(builder, {
      family,
      revisions,
      daysAgo,
      containers: revision => [
        logged(family, 100, memory, {
          image: image(builder, family, `1.${revision}`),
          portMappings: [{containerPort: port, hostPort: 0, protocol: 'tcp'}],
          environment: environment({
            [`SERVICE_${port}_NAME`]: family,
            [`SERVICE_${port}_CHECK_HTTP`]: '/health',
            [`SERVICE_${port}_CHECK_INTERVAL`]: '10s',
            SERVICE_TAGS: 'http',
          }),
        }),
      ],
    });
  }
}
