// The hosts of a cluster that runs on EC2 (or on machines of its own).

import type {ContainerInstance} from '../domain/container-instance.ts';
import {age} from '../domain/format/age.ts';
import {rawArnName} from '../domain/format/arn.ts';
import {bar} from '../domain/format/bar.ts';
import {shortMebibytes} from '../domain/format/quantity.ts';
import {instanceVerdict, isInstanceSteady} from '../domain/health/instance-health.ts';
import {signed} from '../domain/health/verdict.ts';
import {type SafeText, safeText, text} from '../domain/safe-text.ts';
import type {Tone} from '../domain/tone.ts';
import {instanceDetails} from './container-instance-details.ts';
import {logReads, pagesOfIds, scopePart} from './reading.ts';
import {defineResource} from './resource.ts';

const barCells = 5;

/** The declaration of container instances. */
export const containerInstance = defineResource<'container-instance'>({
  kind: 'container-instance',
  title: 'instances',
  singular: 'instance',
  aliases: ['instances', 'instance', 'container-instances', 'container-instance', 'ci', 'hosts'],
  needsScope: ['cluster'],
  takesScope: ['cluster'],
  reads: [
    'ecs:ListContainerInstances',
    'ecs:DescribeContainerInstances',
    'ec2:DescribeInstances',
    'ssm:DescribeInstanceInformation',
    ...logReads,
  ],
  columns: [
    {title: 'INSTANCE', width: 19, priority: 0, text: row => safeText(row.ec2InstanceId)},
    {
      title: 'STATUS',
      width: 10,
      most: 22,
      priority: 1,
      text: row => signed(instanceVerdict(row).tone, row.status.toLowerCase().replaceAll('_', ' ')),
      tone: row => instanceVerdict(row).tone,
    },
    {
      title: 'AGENT',
      width: 9,
      most: 12,
      priority: 5,
      text: row => signed(agentTone(row), row.isAgentConnected ? (row.agentVersion ?? 'connected') : 'lost'),
      tone: agentTone,
    },
    {title: 'DOCKER', width: 9, most: 14, priority: 10, text: row => safeText(row.dockerVersion ?? '')},
    {title: 'AMI', width: 21, priority: 12, text: row => safeText(row.ami ?? '')},
    {title: 'TYPE', width: 10, most: 14, priority: 7, text: row => safeText(row.instanceType ?? '')},
    {title: 'ZONE', width: 15, priority: 8, text: row => safeText(row.zone ?? '')},
    {
      title: 'CPU FREE',
      width: 15,
      priority: 6,
      text: row => gauge(row, 'cpu', String),
      sort: row => row.remaining.cpu,
      tone: row => roomTone(row, 'cpu'),
    },
    {
      title: 'MEMORY FREE',
      width: 17,
      priority: 3,
      text: row => gauge(row, 'memory', shortMebibytes),
      sort: row => row.remaining.memory,
      tone: row => roomTone(row, 'memory'),
    },
    {title: 'RUNNING', width: 7, align: 'right', priority: 4, text: row => text`${row.runningTasks}`, sort: row => row.runningTasks},
    {
      title: 'PENDING',
      width: 7,
      align: 'right',
      priority: 9,
      text: row => text`${row.pendingTasks}`,
      sort: row => row.pendingTasks,
      tone: row => (row.pendingTasks > 0 ? 'busy' : 'quiet'),
    },
    {
      title: 'AGE',
      width: 5,
      align: 'right',
      priority: 9,
      text: (row, _, now) => text`${age(now - row.registeredAt)}`,
      sort: row => -row.registeredAt,
    },
    {
      title: 'NOTE',
      width: 'fill',
      least: 20,
      priority: 2,
      text: row => instanceVerdict(row).note,
      tone: row => instanceVerdict(row).tone,
    },
  ],
  initialSort: {column: 'INSTANCE', isDescending: false},
  list: (aws, scope, signal) => pagesOfIds(aws.ecs.listContainerInstances(scopePart(scope, 'cluster'), signal)),
  describe: (aws, scope, ids, signal) => aws.ecs.describeContainerInstances(scopePart(scope, 'cluster'), ids, signal),
  describeBatch: 100,
  id: row => row.arn,
  name: id => safeText(rawArnName(id)),
  isSteady: isInstanceSteady,
  verdict: instanceVerdict,
  links: [
    {key: 'enter', title: 'tasks on it', kind: 'task', scope: row => ({cluster: row.clusterArn, instance: row.arn})},
    {key: 'S', title: 'stopped tasks', kind: 'stopped-task', scope: row => ({cluster: row.clusterArn, instance: row.arn})},
  ],
  logs: row => ({cluster: row.clusterArn, instance: row.arn}),
  details: instanceDetails,
  raw: (aws, scope, id, signal) => aws.ecs.raw({kind: 'container-instance', arn: id, cluster: scopePart(scope, 'cluster')}, signal),
  json: row => row,
});

/** What is free of what is registered, as a bar and in figures: a full bar is an empty host. */
function gauge({remaining, registered}: ContainerInstance, resource: 'cpu' | 'memory', amount: (count: number) => string): SafeText {
  const [free, whole] = [remaining[resource], registered[resource]];
  return text`${bar(free, whole, barCells)} ${amount(free)}/${amount(whole)}`;
}

function roomTone({remaining, registered}: ContainerInstance, resource: 'cpu' | 'memory'): Tone {
  return remaining[resource] < registered[resource] / 10 ? 'warn' : 'plain';
}

function agentTone(row: ContainerInstance): Tone {
  return row.isAgentConnected ? 'ok' : 'bad';
}
