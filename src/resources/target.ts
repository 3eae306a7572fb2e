// The targets of a service at its load balancers: which of its tasks get traffic, and why the others do not.

import {hostAndPort} from '../domain/format/address.ts';
import {shortDefinition, targetGroupName} from '../domain/format/arn.ts';
import {isTargetSteady, targetVerdict, unhealthyCause} from '../domain/health/target-health.ts';
import {signed} from '../domain/health/verdict.ts';
import {type SafeText, safeText, text} from '../domain/safe-text.ts';
import {partsOfTargetKey, type Target} from '../domain/target.ts';
import {logReads} from './reading.ts';
import {defineResource} from './resource.ts';
import {targetDetails} from './target-details.ts';
import {readTargets} from './target-reading.ts';

/** The declaration of targets. */
export const target = defineResource<'target'>({
  kind: 'target',
  title: 'targets',
  singular: 'target',
  aliases: ['targets', 'target', 'target-health', 'tg'],
  needsScope: ['cluster', 'service'],
  takesScope: ['cluster', 'service', 'task'],
  reads: [
    'ecs:DescribeServices',
    'elasticloadbalancing:DescribeTargetHealth',
    'elasticloadbalancing:DescribeTargetGroups',
    'elasticloadbalancing:DescribeTargetGroupAttributes',
    'ecs:ListTasks',
    'ecs:DescribeTasks',
    'ecs:DescribeContainerInstances',
    ...logReads,
  ],
  columns: [
    {title: 'TARGET', width: 10, most: 12, priority: 0, text: nameWords},
    {
      title: 'HEALTH',
      width: 11,
      most: 13,
      priority: 1,
      text: row => signed(targetVerdict(row).tone, row.state),
      // The worst first: with many targets it is the few that are looked for.
      sort: row => order.indexOf(row.state),
      tone: row => targetVerdict(row).tone,
    },
    {title: 'GROUP', width: 14, most: 32, priority: 3, text: row => targetGroupName(row.targetGroupArn)},
    {title: 'PORT', width: 5, align: 'right', priority: 4, text: row => text`${row.port ?? ''}`, sort: row => row.port ?? 0},
    {title: 'DEFINITION', width: 20, most: 32, priority: 5, text: row => (row.task ? shortDefinition(row.task.taskDefinitionArn) : text``)},
    {title: 'ADDRESS', width: 19, most: 39, priority: 6, text: row => safeText(row.id)},
    {title: 'ZONE', width: 15, priority: 7, text: row => safeText(row.zone ?? row.task?.zone ?? '')},
    {title: 'REASON', width: 'fill', least: 29, priority: 2, text: reasonWords, tone: row => targetVerdict(row).tone},
  ],
  initialSort: {column: 'HEALTH', isDescending: false},
  async *list(aws, scope, signal) {
    const rows = await readTargets(aws, scope, signal);
    yield {ids: rows.map(({key}) => key), rows};
  },
  async describe(aws, scope, ids, signal) {
    const rows = (await readTargets(aws, scope, signal)).filter(({key}) => ids.includes(key));
    const known = new Set(rows.map(({key}) => key));
    return {rows, failures: ids.filter(id => !known.has(id)).map(arn => ({arn, reason: 'MISSING'}))};
  },
  describeBatch: 1000,
  id: row => row.key,
  name(key) {
    const {id, port} = partsOfTargetKey(key);
    return hostAndPort(id, port);
  },
  isSteady: isTargetSteady,
  verdict: targetVerdict,
  links: [
    {key: 'T', title: 'tasks', kind: 'task', scope: ({clusterArn, serviceArn}) => ({cluster: clusterArn, service: serviceArn})},
    {
      key: 'S',
      title: 'stopped tasks',
      kind: 'stopped-task',
      scope: ({clusterArn, serviceArn}) => ({cluster: clusterArn, service: serviceArn}),
    },
    {key: 'e', title: 'events', kind: 'service-event', scope: ({clusterArn, serviceArn}) => ({cluster: clusterArn, service: serviceArn})},
  ],
  logs: ({clusterArn, serviceArn, task}) =>
    task === undefined ? {cluster: clusterArn, service: serviceArn} : {cluster: clusterArn, tasks: [task.arn]},
  details: (aws, row, _, signal) => targetDetails(aws, row, signal),
  raw(aws, _, key, signal) {
    const {targetGroupArn, ...place} = partsOfTargetKey(key);
    return aws.loadBalancing.rawTarget(targetGroupArn, place, signal);
  },
  json: row => row,
});

const order = ['unhealthy', 'unavailable', 'unused', 'unhealthy.draining', 'initial', 'draining', 'healthy'];

/** The task's id, whose first characters tell it from the others; where no task was found, the place that was registered. */
function nameWords(row: Target): SafeText {
  return row.task === undefined ? hostAndPort(row.id, row.port) : safeText(row.task.id);
}

/** The part of the reason that tells targets apart has to fit: the details have AWS's own words. */
function reasonWords(row: Target): SafeText {
  return row.state === 'unhealthy' ? safeText(unhealthyCause(row)) : safeText(row.description ?? row.reason ?? '');
}
