// batch: jobs run by rules and by hand, with every kind of placement. nightly-report cannot be placed at all.

import type {ContainerDefinition} from '@aws-sdk/client-ecs';
import {addCluster, addGroupProvider, addService, type Builder, tagsOf} from './builder.ts';
import {addFamily, awslogs, environment, image} from './definitions.ts';
import {addInstances, type InstanceType} from './instances.ts';

/** Builds the cluster; its jobs are in the script. */
export function buildBatch(builder: Builder): void {
  addGroupProvider(builder, 'batch-asg');
  const cluster = addCluster(builder, 'batch', {
    capacityProviders: ['batch-asg'],
    defaultCapacityProviderStrategy: [{capacityProvider: 'batch-asg', weight: 1, base: 0}],
    tags: tagsOf({team: 'data', environment: 'production'}),
  });
  const groups: readonly (readonly [type: InstanceType, ami: string, zones: readonly string[]])[] = [
    ['m5.large', 'ami-0b8f1c2d3e4a59687', ['a', 'b']],
    ['c5.xlarge', 'ami-0e7d6c5b4a3f21908', ['a', 'c']],
  ];
  for (const [type, ami, zones] of groups) {
    addInstances(builder, cluster, {
      type,
      ami,
      zones,
      agentVersion: '1.95.0',
      dockerVersion: '25.0.8',
      platform: {name: 'Amazon Linux', version: '2023'},
      daysAgo: 16,
      capacityProviderName: 'batch-asg',
      attributes: {stack: 'staging'},
      tags: {Name: 'batch', 'aws:autoscaling:groupName': 'batch-asg'},
    });
  }
  addFamilies(builder);
  // RunTask of a task that no instance can take fails at once and leaves nothing behind, so a pending job cannot be one.
  // As a service of one task it stays wanted, and ECS says again and again why it cannot be placed.
  addService(builder, cluster, {
    name: 'nightly-report',
    family: 'nightly-report',
    desired: 1,
    running: 0,
    deployed: [[3, 31]],
    more: {
      launchType: 'EC2',
      deploymentConfiguration: {minimumHealthyPercent: 0, maximumPercent: 100},
      placementConstraints: [{type: 'memberOf', expression: 'attribute:stack == prod'}],
    },
  });
}

function addFamilies(builder: Builder): void {
  const family = (name: string, revisions: number, cpu: number, memory: number, more: Partial<ContainerDefinition> = {}) =>
    addFamily(builder, {
      family: name,
      revisions,
      daysAgo: 12,
      containers: revision => [
        {
          name,
          image: image(builder, name, `2.${revision}`),
          cpu,
          memory,
          essential: true,
          environment: environment({BUCKET: 'example-batch-data', TZ: 'UTC'}),
          logConfiguration: awslogs(builder, '/batch/jobs', name),
          mountPoints: [],
          volumesFrom: [],
          ...more,
        },
      ],
    });
  family('image-resize', 4, 512, 1024);
  family('report-export', 2, 256, 768);
  family('index-rebuild', 5, 512, 2048);
  family('mail-digest', 3, 128, 256);
  family('invoice-sync', 6, 128, 256);
  family('ledger-archive', 4, 256, 512);
  family('nightly-report', 3, 512, 2048);
}
