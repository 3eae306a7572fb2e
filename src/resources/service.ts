// The services of a cluster: the table that an incident is read from.

import {ageSince} from '../domain/format/age.ts';
import {familyOf, rawArnName, shortDefinition} from '../domain/format/arn.ts';
import {deservesInvestigation, isServiceSteady, rolloutWords, serviceVerdict} from '../domain/health/service-health.ts';
import {signed} from '../domain/health/verdict.ts';
import {type SafeText, safeText, text} from '../domain/safe-text.ts';
import type {Service, ServiceFinding} from '../domain/service.ts';
import {logReads, pagesOfIds, scopePart} from './reading.ts';
import {cloudMapReads} from './registration.ts';
import {defineResource} from './resource.ts';
import {serviceDetails} from './service-details.ts';
import {investigateRegistered} from './service-investigation.ts';

/** The declaration of services. */
export const service = defineResource<'service', ServiceFinding>({
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
      text: (row, finding, now) => signed(serviceVerdict(row, finding, now).tone, `${row.running}/${row.desired}`),
      sort: row => row.running,
      tone: (row, finding, now) => serviceVerdict(row, finding, now).tone,
    },
    {
      title: 'STATUS',
      width: 8,
      priority: 8,
      text: row => safeText(row.status.toLowerCase()),
      tone: row => (row.status === 'ACTIVE' ? 'plain' : 'busy'),
    },
    {
      title: 'PENDING',
      width: 7,
      align: 'right',
      priority: 7,
      text: row => text`${row.pending}`,
      sort: row => row.pending,
      tone: row => (row.pending > 0 ? 'busy' : 'quiet'),
    },
    {
      title: 'DEPLOYMENT',
      width: 12,
      most: 20,
      priority: 4,
      text: (row, finding) => rolloutWords(row, finding).note,
      tone: (row, finding) => rolloutWords(row, finding).tone,
    },
    {title: 'LAUNCH', width: 8, most: 16, priority: 6, text: launchWords},
    {title: 'DEFINITION', width: 14, most: 32, priority: 5, text: row => shortDefinition(row.taskDefinitionArn)},
    {
      title: 'AGE',
      width: 5,
      align: 'right',
      priority: 3,
      text: (row, _, now) => text`${ageSince(row.createdAt, now)}`,
      // Negative, so that ascending means the youngest first.
      sort: row => -row.createdAt,
    },
    {
      title: 'NOTE',
      width: 'fill',
      least: 38,
      priority: 2,
      text: (row, finding, now) => serviceVerdict(row, finding, now).note,
      tone: (row, finding, now) => serviceVerdict(row, finding, now).tone,
    },
  ],
  initialSort: {column: 'NAME', isDescending: false},
  list: (aws, scope, signal) => pagesOfIds(aws.ecs.listServices(scopePart(scope, 'cluster'), signal)),
  describe: (aws, scope, ids, signal) => aws.ecs.describeServices(scopePart(scope, 'cluster'), ids, signal),
  describeBatch: 10,
  id: row => row.arn,
  name: id => safeText(rawArnName(id)),
  isSteady: isServiceSteady,
  verdict: serviceVerdict,
  investigate: investigateRegistered,
  wantsInvestigation: deservesInvestigation,
  links: [
    {key: 'enter', title: 'tasks', kind: 'task', scope: inService},
    {key: 'e', title: 'events', kind: 'service-event', scope: inService},
    {key: 'b', title: 'deployments', kind: 'service-deployment', scope: inService},
    {key: 'H', title: 'targets', kind: 'target', scope: inService},
    {key: 'a', title: 'auto scaling', kind: 'scaling-activity', scope: inService},
    {key: 'N', title: 'registrations', kind: 'registration', scope: inService},
    {key: 'S', title: 'stopped tasks', kind: 'stopped-task', scope: inService},
    {key: 'f', title: 'task definition', kind: 'task-definition', scope: row => ({family: familyOf(row.taskDefinitionArn)})},
    {key: 'i', title: 'instances', kind: 'container-instance', scope: row => ({cluster: row.clusterArn})},
  ],
  logs: row => ({cluster: row.clusterArn, service: row.arn}),
  details: serviceDetails,
  raw: (aws, scope, id, signal) => aws.ecs.raw({kind: 'service', arn: id, cluster: scopePart(scope, 'cluster')}, signal),
  json: (row, finding) => ({...row, ...(finding && {finding})}),
});

function inService(row: Service) {
  return {cluster: row.clusterArn, service: row.arn};
}

/** `EC2`, `FARGATE`, `EXTERNAL`, or the capacity providers of its strategy. */
function launchWords(row: Service): SafeText {
  if (row.launchType !== undefined) return safeText(row.launchType);
  return safeText(row.capacityProviderStrategy.map(({provider}) => provider).join(' '));
}
