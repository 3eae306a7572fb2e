// The services of a cluster: the table that an incident is read from.

import {ageSince} from '../domain/format/age.ts';
import {familyOf, rawArnName, shortDefinition} from '../domain/format/arn.ts';
import {deservesInvestigation, isServiceSteady, rolloutWords, serviceVerdict} from '../domain/health/service-health.ts';
import {utilizationTone, utilizationWords} from '../domain/health/utilization.ts';
import {signed} from '../domain/health/verdict.ts';
import type {MetricPoint} from '../domain/metric.ts';
import {type SafeText, safeText, text} from '../domain/safe-text.ts';
import type {Service, ServiceFinding, ServiceMeasured} from '../domain/service.ts';
import type {Tone} from '../domain/tone.ts';
import {logReads, pagesOfIds, scopePart} from './reading.ts';
import {cloudMapReads} from './registration.ts';
import {type Column, defineResource} from './resource.ts';
import {serviceDetails} from './service-details.ts';
import {investigateRegistered} from './service-investigation.ts';
import {serviceMeasures} from './service-measures.ts';

/** The declaration of services. */
export const service = defineResource<'service', ServiceFinding, ServiceMeasured>({
  kind: 'service',
  title: 'services',
  singular: 'service',
  aliases: ['services', 'service', 'svc'],
  needsScope: ['cluster'],
  takesScope: ['cluster'],
  reads: [
    'ecs:ListServices',
    'ecs:DescribeServices',
    'ecs:ListTasks',
    'ecs:DescribeTasks',
    'ecs:DescribeTaskDefinition',
    'ecs:ListContainerInstances',
    'ecs:DescribeContainerInstances',
    'ecs:ListServiceDeployments',
    'ecs:DescribeServiceDeployments',
    'ecs:DescribeServiceRevisions',
    'ecs:GetTaskProtection',
    'application-autoscaling:DescribeScalableTargets',
    'application-autoscaling:DescribeScalingPolicies',
    'application-autoscaling:DescribeScheduledActions',
    'elasticloadbalancing:DescribeTargetHealth',
    'cloudwatch:GetMetricData',
    'cloudwatch:DescribeAlarms',
    ...cloudMapReads,
    ...logReads,
  ],
  columns: [
    {title: 'NAME', width: 21, most: 48, priority: 0, text: row => safeText(row.name)},
    {
      title: 'TASKS',
      width: 7,
      most: 11,
      priority: 1,
      text: (row, finding, now, measured) => signed(verdict(row, finding, now, measured).tone, `${row.running}/${row.desired}`),
      sort: row => row.running,
      tone: (row, finding, now, measured) => verdict(row, finding, now, measured).tone,
    },
    {
      title: 'STATUS',
      width: 8,
      priority: 9,
      text: row => safeText(row.status.toLowerCase()),
      tone: row => (row.status === 'ACTIVE' ? 'plain' : 'busy'),
    },
    {
      title: 'PENDING',
      width: 7,
      align: 'right',
      priority: 8,
      text: row => text`${row.pending}`,
      sort: row => row.pending,
      tone: row => (row.pending > 0 ? 'busy' : 'quiet'),
    },
    {
      title: 'DEPLOYMENT',
      width: 12,
      most: 20,
      priority: 5,
      text: (row, finding) => rolloutWords(row, finding).note,
      tone: (row, finding) => rolloutWords(row, finding).tone,
    },
    {title: 'LAUNCH', width: 8, most: 16, priority: 7, text: launchWords},
    {title: 'DEFINITION', width: 14, most: 32, priority: 6, text: row => shortDefinition(row.taskDefinitionArn)},
    figureColumn('CPU', 'cpu'),
    figureColumn('MEM', 'memory'),
    {
      title: 'AGE',
      width: 5,
      align: 'right',
      priority: 4,
      text: (row, _, now) => text`${ageSince(row.createdAt, now)}`,
      // Negative, so that ascending means the youngest first.
      sort: row => -row.createdAt,
    },
    {
      title: 'NOTE',
      width: 'fill',
      least: 33,
      priority: 2,
      text: (row, finding, now, measured) => verdict(row, finding, now, measured).note,
      tone: (row, finding, now, measured) => verdict(row, finding, now, measured).tone,
    },
  ],
  initialSort: {column: 'NAME', isDescending: false},
  list: (aws, scope, signal) => pagesOfIds(aws.ecs.listServices(scopePart(scope, 'cluster'), signal)),
  describe: (aws, scope, ids, signal) => aws.ecs.describeServices(scopePart(scope, 'cluster'), ids, signal),
  describeBatch: 10,
  id: row => row.arn,
  name: id => safeText(rawArnName(id)),
  isSteady: isServiceSteady,
  verdict,
  measures: serviceMeasures,
  investigate: investigateRegistered,
  wantsInvestigation: deservesInvestigation,
  links: [
    {key: 'enter', title: 'tasks', kind: 'task', scope: inService},
    {key: 'e', title: 'events', kind: 'service-event', scope: inService},
    {key: 'b', title: 'deployments', kind: 'service-deployment', scope: inService},
    {key: 'H', title: 'targets', kind: 'target', scope: inService},
    {key: 'a', title: 'auto scaling', kind: 'scaling-activity', scope: inService},
    {key: 'N', title: 'registrations', kind: 'registration', scope: inService},
    {key: 'A', title: 'alarms', kind: 'alarm', scope: inService},
    {key: 'S', title: 'stopped tasks', kind: 'stopped-task', scope: inService},
    {key: 'f', title: 'task definition', kind: 'task-definition', scope: row => ({family: familyOf(row.taskDefinitionArn)})},
    {key: 'i', title: 'instances', kind: 'container-instance', scope: row => ({cluster: row.clusterArn})},
  ],
  logs: row => ({cluster: row.clusterArn, service: row.arn}),
  details: serviceDetails,
  raw: (aws, scope, id, signal) => aws.ecs.raw({kind: 'service', arn: id, cluster: scopePart(scope, 'cluster')}, signal),
  json: (row, finding, measured) => ({...row, ...(finding && {finding}), ...(measured && {measured})}),
});

function verdict(row: Service, finding: ServiceFinding | undefined, now: number, measured: ServiceMeasured | undefined) {
  return serviceVerdict(row, finding, now, measured?.alarms);
}

/** `…` until it was read, `!` where it cannot be. */
function figure(measured: ServiceMeasured | undefined, point: MetricPoint | undefined, now: number): SafeText {
  if (measured === undefined) return text`…`;
  const words = utilizationWords(point, now);
  return words === '' && measured.isUnread ? text`!` : words;
}

function figureTone(measured: ServiceMeasured | undefined, point: MetricPoint | undefined, now: number): Tone {
  return measured?.isUnread === true && utilizationWords(point, now) === '' ? 'warn' : utilizationTone(point, now);
}

function inService(row: Service) {
  return {cluster: row.clusterArn, service: row.arn};
}

/** A share of what its tasks have reserved, as CloudWatch measured it. */
function figureColumn(title: string, part: 'cpu' | 'memory'): Column<Service, ServiceFinding, ServiceMeasured> {
  return {
    title,
    width: 4,
    align: 'right',
    priority: 3,
    isMeasured: true,
    text: (_, __, now, measured) => figure(measured, measured?.[part], now),
    sort: (_, __, measured) => measured?.[part]?.value,
    tone: (_, __, now, measured) => figureTone(measured, measured?.[part], now),
  };
}

/** `EC2`, `FARGATE`, `EXTERNAL`, or the capacity providers of its strategy. */
function launchWords(row: Service): SafeText {
  if (row.launchType !== undefined) return safeText(row.launchType);
  return safeText(row.capacityProviderStrategy.map(({provider}) => provider).join(' '));
}
