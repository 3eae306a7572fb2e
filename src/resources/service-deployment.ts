// The history of a service's deployments, which ECS keeps for 90 days.

import {age, ageSince} from '../domain/format/age.ts';
import {rawArnName} from '../domain/format/arn.ts';
import {deploymentVerdict, isDeploymentSteady} from '../domain/health/deployment-health.ts';
import {revisionName} from '../domain/health/deployment-words.ts';
import {signed} from '../domain/health/verdict.ts';
import type {LogMembers, RevisionMembers} from '../domain/log-members.ts';
import {safeText, text} from '../domain/safe-text.ts';
import type {ServiceDeployment, ServiceRevisionShare} from '../domain/service-deployment.ts';
import {logReads, pagesOfIds, scopePart} from './reading.ts';
import {defineResource} from './resource.ts';
import {deploymentSections} from './service-deployment-details.ts';

/** The declaration of service deployments. */
export const serviceDeployment = defineResource<'service-deployment'>({
  kind: 'service-deployment',
  title: 'deployments',
  singular: 'deployment',
  aliases: ['deployments', 'deployment', 'service-deployments', 'service-deployment', 'dep'],
  needsScope: ['cluster', 'service'],
  takesScope: ['cluster', 'service'],
  reads: ['ecs:ListServiceDeployments', 'ecs:DescribeServiceDeployments', 'ecs:DescribeServiceRevisions', ...logReads],
  columns: [
    {title: 'ID', width: 10, most: 24, priority: 0, text: row => safeText(row.id)},
    {
      title: 'STATUS',
      width: 15,
      most: 24,
      priority: 1,
      text: row => signed(deploymentVerdict(row).tone, row.status.toLowerCase().replaceAll('_', ' ')),
      tone: row => deploymentVerdict(row).tone,
    },
    {title: 'DEFINITION', width: 14, most: 32, priority: 3, text: row => revisionName(row.target)},
    {
      title: 'TASKS',
      width: 7,
      align: 'right',
      priority: 4,
      text: row => text`${row.target.running}/${row.target.requested}`,
      sort: row => row.target.running,
    },
    {
      title: 'TRAFFIC',
      width: 7,
      align: 'right',
      priority: 6,
      text: row => (row.target.trafficWeight === undefined ? text`` : text`${row.target.trafficWeight}%`),
      sort: row => row.target.trafficWeight ?? -1,
    },
    {title: 'STRATEGY', width: 10, priority: 7, text: row => safeText(row.strategy.toLowerCase().replace('_', '/'))},
    {
      title: 'TOOK',
      width: 5,
      align: 'right',
      priority: 5,
      text: (row, _, now) => text`${age(spanOf(row, now))}`,
      sort: row => spanOf(row, row.createdAt),
    },
    {
      title: 'AGE',
      width: 5,
      align: 'right',
      priority: 4,
      text: (row, _, now) => text`${ageSince(row.createdAt, now)}`,
      sort: row => -row.createdAt,
    },
    {
      title: 'NOTE',
      width: 'fill',
      least: 20,
      priority: 2,
      text: (row, _, now) => deploymentVerdict(row, now).note,
      tone: row => deploymentVerdict(row).tone,
    },
  ],
  initialSort: {column: 'AGE', isDescending: false},
  list: (aws, scope, signal) =>
    pagesOfIds(aws.ecs.listServiceDeployments(scopePart(scope, 'cluster'), scopePart(scope, 'service'), signal)),
  describe: (aws, _, ids, signal) => aws.ecs.describeServiceDeployments(ids, signal),
  describeBatch: 20,
  id: row => row.arn,
  name: id => safeText(rawArnName(id)),
  isSteady: isDeploymentSteady,
  verdict: (row, _, now) => deploymentVerdict(row, now),
  links: [],
  logs: deploymentMembers,
  async *details(_, row, __, ___, now) {
    yield deploymentSections(row, now);
  },
  raw: (aws, _, id, signal) => aws.ecs.raw({kind: 'service-deployment', arn: id}, signal),
  json: row => row,
});

/** Its lines are those of the tasks that it brought, and of those that it replaces. */
function deploymentMembers({clusterArn, serviceArn, target, sources, createdAt, startedAt}: ServiceDeployment): LogMembers {
  const deployment = {target: membersOf(target), sources: sources.map(membersOf), since: startedAt ?? createdAt};
  return {cluster: clusterArn, service: serviceArn, deployment};
}

function membersOf({revisionArn, taskDefinitionArn}: ServiceRevisionShare): RevisionMembers {
  return {id: rawArnName(revisionArn), ...(taskDefinitionArn !== undefined && {taskDefinitionArn})};
}

function spanOf({startedAt, createdAt, finishedAt}: ServiceDeployment, now: number): number {
  return (finishedAt ?? now) - (startedAt ?? createdAt);
}
