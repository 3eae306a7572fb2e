// The registrations of a service in Cloud Map and Consul: who gets traffic under its names, and which entry points at nothing.

import {shortDefinition} from '../domain/format/arn.ts';
import {isRegistrationSteady, placeWords, registrationVerdict} from '../domain/health/registration-health.ts';
import {signed} from '../domain/health/verdict.ts';
import {partsOfRegistrationKey, type Registration} from '../domain/registration.ts';
import {type SafeText, safeText, text} from '../domain/safe-text.ts';
import type {Tone} from '../domain/tone.ts';
import {logReads} from './reading.ts';
import {registrationDetails, registryKindWords} from './registration-details.ts';
import {readRegistrations} from './registration-reading.ts';
import {defineResource} from './resource.ts';

/** IAM actions that tell what Cloud Map has. */
export const cloudMapReads = [
  'servicediscovery:GetService',
  'servicediscovery:GetNamespace',
  'servicediscovery:ListInstances',
  'servicediscovery:GetInstancesHealthStatus',
] as const;

/** The declaration of registrations. */
export const registration = defineResource<'registration'>({
  kind: 'registration',
  title: 'registrations',
  singular: 'registration',
  aliases: ['registrations', 'registration', 'registry', 'reg'],
  needsScope: ['cluster', 'service'],
  takesScope: ['cluster', 'service', 'task'],
  reads: [
    'ecs:DescribeServices',
    ...cloudMapReads,
    'servicediscovery:GetInstance',
    'ecs:ListTasks',
    'ecs:DescribeTasks',
    'ecs:DescribeTaskDefinition',
    'ecs:ListContainerInstances',
    'ecs:DescribeContainerInstances',
    'ec2:DescribeInstances',
    'ssm:DescribeInstanceInformation',
    ...logReads,
  ],
  columns: [
    {title: 'ADDRESS', width: 16, most: 21, priority: 0, text: addressWords},
    {
      title: 'STATE',
      width: 12,
      priority: 1,
      text: (row, _, now) => signed(registrationVerdict(row, now).tone, registrationVerdict(row, now).state),
      // What points at nothing first, then who is not found.
      sort: rank,
      tone: (row, _, now) => registrationVerdict(row, now).tone,
    },
    {title: 'HEALTH', width: 9, priority: 4, text: healthWords, tone: healthTone},
    {title: 'UNDER', width: 14, most: 22, priority: 3, text: row => safeText(row.registry.name)},
    {title: 'TASK', width: 10, priority: 5, text: row => safeText(row.task?.id ?? '')},
    {title: 'DEFINITION', width: 15, priority: 6, text: row => (row.task ? shortDefinition(row.task.taskDefinitionArn) : text``)},
    {title: 'REGISTRY', width: 9, priority: 7, text: row => registryKindWords(row.registry.kind)},
    {
      title: 'NOTE',
      width: 'fill',
      least: 20,
      priority: 2,
      text: (row, _, now) => registrationVerdict(row, now).note,
      tone: (row, _, now) => registrationVerdict(row, now).tone,
    },
  ],
  initialSort: {column: 'STATE', isDescending: false},
  async *list(aws, scope, signal) {
    const rows = await readRegistrations(aws, scope, signal);
    yield {ids: rows.map(({key}) => key), rows};
  },
  async describe(aws, scope, ids, signal) {
    const rows = (await readRegistrations(aws, scope, signal)).filter(({key}) => ids.includes(key));
    const known = new Set(rows.map(({key}) => key));
    return {rows, failures: ids.filter(id => !known.has(id)).map(arn => ({arn, reason: 'MISSING'}))};
  },
  describeBatch: 1000,
  id: row => row.key,
  name: key => safeText(partsOfRegistrationKey(key).id),
  isSteady: isRegistrationSteady,
  verdict: (row, _, now) => registrationVerdict(row, now),
  links: [
    {key: 'T', title: 'tasks', kind: 'task', scope: ofService},
    {key: 'S', title: 'stopped tasks', kind: 'stopped-task', scope: ofService},
    {key: 'H', title: 'targets', kind: 'target', scope: ofService},
    {key: 'e', title: 'events', kind: 'service-event', scope: ofService},
  ],
  logs: ({clusterArn, serviceArn, match, task}) =>
    // A task of another service may be in another cluster.
    task === undefined || match === 'elsewhere' ? {cluster: clusterArn, service: serviceArn} : {cluster: clusterArn, tasks: [task.arn]},
  details: (aws, row, _, signal, now) => registrationDetails(aws, row, signal, now),
  raw(aws, _, key, signal) {
    const {kind, registry, id} = partsOfRegistrationKey(key);
    const reads = kind === 'consul' && aws.consul !== undefined ? aws.consul : aws.cloudMap;
    return reads.raw(registry, id, signal);
  },
  json: row => row,
});

const order = ['unread', 'partial', 'gone', 'reused', 'missing', 'unhealthy', 'foreign', 'unknown', 'starting', 'task', 'elsewhere'];

function rank({match, entry, task}: Registration): number {
  if (match === 'missing' && task?.lastStatus !== 'RUNNING') return order.indexOf('starting');
  // Of one that ECS still knows the entry may be about to go.
  if (match === 'gone' && task !== undefined) return order.indexOf('reused');
  const isUnhealthy = entry?.health === 'UNHEALTHY' && (match === 'task' || match === 'elsewhere');
  return order.indexOf(isUnhealthy ? 'unhealthy' : match);
}

function ofService({clusterArn, serviceArn}: Registration) {
  return {cluster: clusterArn, service: serviceArn};
}

/** The place; where none is known, the name under which the entry is kept. */
function addressWords(row: Registration): SafeText {
  const place = placeWords(row);
  return place === '' ? safeText(row.entry?.id ?? row.task?.id ?? '–') : place;
}

/** `no check` where nobody asked for one. */
function healthWords({entry}: Registration): SafeText {
  if (entry === undefined) return text``;
  return entry.health === 'UNCHECKED' ? text`no check` : safeText(entry.health.toLowerCase());
}

function healthTone({entry}: Registration): Tone {
  switch (entry?.health) {
    case 'HEALTHY':
      return 'ok';
    case 'UNHEALTHY':
      return 'bad';
    case 'WARNING':
      return 'warn';
    default:
      return 'quiet';
  }
}
