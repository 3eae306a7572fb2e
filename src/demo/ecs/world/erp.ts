// erp: a web application split into three services on one task definition. The sixth task of srvapp2 finds no memory,
// since the one instance that has some has lost its agent.

import type {HostFacts} from '../../hosts/host-facts.ts';
import {addCluster, addGroupProvider, addService, type Builder, tagsOf} from './builder.ts';
import {addFamily, awslogs, environment, image, target} from './definitions.ts';
import {addInstances} from './instances.ts';

/** Nobody started ntpd on two of them after the last restart. The last one has lost its network. */
const hosts: readonly Partial<HostFacts>[] = [
  {time: 'ntpd-stopped', offset: 40.31, zone: 'UTC', diskPercent: 74},
  {time: 'ntpd', zone: 'Asia/Shanghai', diskPercent: 78},
  {time: 'ntpd-stopped', offset: -39.64, zone: 'Asia/Shanghai', diskPercent: 93},
  {time: 'ntpd', zone: 'Asia/Shanghai', ssmAgent: 'lost'},
];

/** Builds the cluster. */
export function buildErp(builder: Builder): void {
  addGroupProvider(builder, 'erp-asg');
  const cluster = addCluster(builder, 'erp', {capacityProviders: ['erp-asg'], tags: tagsOf({team: 'erp', environment: 'production'})});
  const instances = addInstances(builder, cluster, {
    type: 'm4.large',
    ami: 'ami-1c6627af3e90d5b28',
    zones: ['a', 'a', 'b', 'b'],
    agentVersion: '1.14.0',
    dockerVersion: '1.12.6',
    platform: {name: 'Amazon Linux AMI', version: '2016.09'},
    daysAgo: 388,
    capacityProviderName: 'erp-asg',
    attributes: {stack: 'erp'},
    tags: {Name: 'erp', 'aws:autoscaling:groupName': 'erp-asg'},
    hosts: index => hosts[index] ?? {},
  });
  addFamilies(builder);
  // The session cache leaves room for three tasks of the application on each instance.
  addService(builder, cluster, {
    name: 'srvcache',
    family: 'taskcache',
    desired: instances.length,
    deployed: [[2, 8760]],
    more: {schedulingStrategy: 'DAEMON', deploymentConfiguration: {minimumHealthyPercent: 50, maximumPercent: 100}},
  });
  const lost = instances.at(-1);
  if (lost !== undefined) {
    lost.instance.instance.agentConnected = false;
    for (const {task} of lost.tasks) task.connectivity = 'DISCONNECTED';
  }
  for (const [name, group, desired, running] of [
    ['srvweb', 'targetweb', 2, 2],
    ['srvapp1', 'targetapp1', 2, 2],
    ['srvapp2', 'targetapp2', 6, 5],
  ] as const) {
    addService(builder, cluster, {
      name,
      family: 'taskweb',
      desired,
      running,
      deployed: [
        [6, 1400],
        [7, 400],
        [8, 74],
      ],
      more: {
        deploymentConfiguration: {minimumHealthyPercent: 50, maximumPercent: 200},
        loadBalancers: [target(builder, group, 'web', 80)],
        roleArn: `arn:aws:iam::${builder.account}:role/ecsServiceRole`,
        healthCheckGracePeriodSeconds: 30,
        placementStrategy: [
          {type: 'spread', field: 'attribute:ecs.availability-zone'},
          {type: 'spread', field: 'instanceId'},
        ],
      },
    });
  }
}

function addFamilies(builder: Builder): void {
  addFamily(builder, {
    family: 'taskweb',
    revisions: 8,
    daysAgo: 3,
    containers: revision => [
      {
        name: 'web',
        image: image(builder, 'erp-web', `2.${revision}`),
        cpu: 128,
        memory: 512,
        essential: true,
        portMappings: [{containerPort: 80, hostPort: 0, protocol: 'tcp'}],
        environment: environment({APP_ENV: 'production', TZ: 'Asia/Shanghai', CACHE_HOST: '172.17.0.1:11211'}),
        logConfiguration: awslogs(builder, 'taskweb'),
        mountPoints: [],
        volumesFrom: [],
      },
    ],
  });
  addFamily(builder, {
    family: 'taskcache',
    revisions: 2,
    daysAgo: 370,
    containers: () => [
      {
        name: 'memcached',
        image: 'memcached:1.4.33',
        cpu: 256,
        memory: 6144,
        essential: true,
        command: ['memcached', '-m', '5632'],
        portMappings: [{containerPort: 11_211, hostPort: 11_211, protocol: 'tcp'}],
        logConfiguration: awslogs(builder, 'taskcache'),
        mountPoints: [],
        volumesFrom: [],
      },
    ],
  });
}
