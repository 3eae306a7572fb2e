// The clusters of the account and Region: where every walk begins.

import type {Cluster, ClusterFinding} from '../domain/cluster.ts';
import {rawArnName} from '../domain/format/arn.ts';
import {percent} from '../domain/format/quantity.ts';
import {clusterVerdict, isClusterSteady} from '../domain/health/cluster-health.ts';
import {signed} from '../domain/health/verdict.ts';
import {type SafeText, safeText, text} from '../domain/safe-text.ts';
import {clusterSections} from './cluster-details.ts';
import {investigateCluster} from './cluster-investigation.ts';
import {readClusterHour} from './cluster-metrics.ts';
import {attempt, pagesOfIds} from './reading.ts';
import {defineResource} from './resource.ts';
import {problemSection} from './sections.ts';
import {utilizationSection} from './utilization-section.ts';

/** The declaration of clusters. */
export const cluster = defineResource<'cluster', ClusterFinding>({
  kind: 'cluster',
  title: 'clusters',
  singular: 'cluster',
  aliases: ['clusters', 'cluster', 'cl'],
  needsScope: [],
  takesScope: [],
  reads: [
    'ecs:ListClusters',
    'ecs:DescribeClusters',
    'ecs:ListContainerInstances',
    'ecs:DescribeContainerInstances',
    'ecs:ListServices',
    'ecs:DescribeServices',
    'ecs:ListTasks',
    'ecs:DescribeTasks',
    'ecs:DescribeTaskDefinition',
    'elasticloadbalancing:DescribeTargetHealth',
    'cloudwatch:GetMetricData',
  ],
  columns: [
    {title: 'NAME', width: 20, most: 48, priority: 0, text: row => safeText(row.name)},
    {
      title: 'STATUS',
      width: 10,
      most: 14,
      priority: 1,
      text: (row, finding) => signed(clusterVerdict(row, finding).tone, row.status.toLowerCase()),
      tone: (row, finding) => clusterVerdict(row, finding).tone,
    },
    {title: 'SERVICES', width: 8, align: 'right', priority: 5, text: row => text`${row.services}`, sort: row => row.services},
    {
      title: 'TASKS',
      width: 8,
      align: 'right',
      priority: 3,
      text: row => (row.pendingTasks > 0 ? text`${row.runningTasks}+${row.pendingTasks}` : text`${row.runningTasks}`),
      sort: row => row.runningTasks,
      tone: row => (row.pendingTasks > 0 ? 'busy' : 'plain'),
    },
    {title: 'INSTANCES', width: 9, align: 'right', priority: 6, text: row => text`${row.instances}`, sort: row => row.instances},
    {
      title: 'CPU',
      width: 4,
      align: 'right',
      priority: 4,
      text: (row, finding) => reserved(row, finding, 'cpu'),
      sort: (_, finding) => share(finding, 'cpu'),
      tone: (_, finding) => reservationTone(share(finding, 'cpu')),
    },
    {
      title: 'MEM',
      width: 4,
      align: 'right',
      priority: 4,
      text: (row, finding) => reserved(row, finding, 'memory'),
      sort: (_, finding) => share(finding, 'memory'),
      tone: (_, finding) => reservationTone(share(finding, 'memory')),
    },
    {title: 'PROVIDERS', width: 16, most: 40, priority: 7, text: row => safeText(row.capacityProviders.join(' '))},
    {
      title: 'NOTE',
      width: 'fill',
      least: 20,
      priority: 2,
      text: (row, finding) => clusterVerdict(row, finding).note,
      tone: (row, finding) => clusterVerdict(row, finding).tone,
    },
  ],
  initialSort: {column: 'NAME', isDescending: false},
  list: (aws, _, signal) => pagesOfIds(aws.ecs.listClusters(signal)),
  describe: (aws, _, ids, signal) => aws.ecs.describeClusters(ids, signal),
  describeBatch: 100,
  id: row => row.arn,
  name: id => safeText(rawArnName(id)),
  isSteady: isClusterSteady,
  verdict: clusterVerdict,
  investigate: investigateCluster,
  wantsInvestigation: row => row.status === 'ACTIVE' && (row.instances > 0 || row.services > 0),
  links: [
    {key: 'enter', title: 'services', kind: 'service', scope: row => ({cluster: row.arn})},
    {key: 'P', title: 'capacity providers', kind: 'capacity-provider', scope: row => ({cluster: row.arn})},
    {key: 'i', title: 'instances', kind: 'container-instance', scope: row => ({cluster: row.arn})},
    {key: 'T', title: 'tasks', kind: 'task', scope: row => ({cluster: row.arn})},
    {key: 'A', title: 'alarms', kind: 'alarm', scope: row => ({cluster: row.arn})},
    {key: 'S', title: 'stopped tasks', kind: 'stopped-task', scope: row => ({cluster: row.arn})},
  ],
  async *details(aws, row, finding, signal, now) {
    yield clusterSections(row, finding);
    const second = finding ? {value: finding} : await attempt(investigateCluster(aws, row, signal, now));
    const sections = second.problem
      ? [...clusterSections(row, undefined), ...problemSection(text`Instances and services`, second.problem)]
      : clusterSections(row, second.value);
    yield sections;
    const {value: courses, problem} = await attempt(readClusterHour(aws, row, signal));
    const title = text`Instances, last hour`;
    if (problem) yield [...sections, ...problemSection(title, problem)];
    else if (courses) yield [...sections, ...utilizationSection(title, courses, now)];
  },
  raw: (aws, _, id, signal) => aws.ecs.raw({kind: 'cluster', arn: id}, signal),
  json: (row, finding) => ({...row, ...(finding && {finding})}),
});

/** Percent reserved of what is registered; `…` until it was read, `n/a` where the cluster has no instances of its own. */
function reserved(row: Cluster, finding: ClusterFinding | undefined, resource: 'cpu' | 'memory'): SafeText {
  if (row.instances === 0) return text`n/a`;
  if (!finding) return text`…`;
  const {capacity} = finding;
  if (!capacity) return text`n/a`;
  return resource === 'cpu'
    ? text`${percent(capacity.cpuReserved, capacity.cpuRegistered)}`
    : text`${percent(capacity.memoryReserved, capacity.memoryRegistered)}`;
}

/** The reserved share, 0 to 1; −1 where there is none, so that it sorts below. */
function share(finding: ClusterFinding | undefined, resource: 'cpu' | 'memory'): number {
  const capacity = finding?.capacity;
  if (!capacity) return -1;
  const whole = resource === 'cpu' ? capacity.cpuRegistered : capacity.memoryRegistered;
  return whole === 0 ? -1 : (resource === 'cpu' ? capacity.cpuReserved : capacity.memoryReserved) / whole;
}

function reservationTone(reservedShare: number) {
  if (reservedShare < 0) return 'quiet';
  return reservedShare >= 0.9 ? 'warn' : 'plain';
}
