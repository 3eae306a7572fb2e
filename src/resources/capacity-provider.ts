// The capacity providers of a cluster: the second level of scaling, where instances come from when tasks find no room.

import {type ClusterCapacity, instancesInService} from '../domain/capacity.ts';
import {capacityVerdict, isCapacitySteady} from '../domain/health/capacity-health.ts';
import {signed} from '../domain/health/verdict.ts';
import {type SafeText, safeText, text} from '../domain/safe-text.ts';
import {capacityDetails} from './capacity-provider-details.ts';
import {readCapacity} from './capacity-provider-reading.ts';
import {scopePart} from './reading.ts';
import {defineResource} from './resource.ts';

/** The declaration of capacity providers. */
export const capacityProvider = defineResource<'capacity-provider'>({
  kind: 'capacity-provider',
  title: 'capacity providers',
  singular: 'capacity provider',
  aliases: ['capacity-providers', 'capacity-provider', 'providers', 'cp'],
  needsScope: ['cluster'],
  takesScope: ['cluster'],
  reads: [
    'ecs:DescribeClusters',
    'ecs:DescribeCapacityProviders',
    'autoscaling:DescribeAutoScalingGroups',
    'autoscaling:DescribeScalingActivities',
  ],
  columns: [
    {title: 'NAME', width: 20, most: 40, priority: 0, text: row => safeText(row.name)},
    {
      title: 'INSTANCES',
      width: 9,
      priority: 1,
      text: instancesWords,
      sort: row => (row.group ? instancesInService(row.group) : -1),
      tone: row => capacityVerdict(row).tone,
    },
    {
      title: 'MIN',
      width: 4,
      align: 'right',
      priority: 5,
      text: row => text`${row.group?.minimum ?? ''}`,
      sort: row => row.group?.minimum ?? -1,
    },
    {
      title: 'MAX',
      width: 4,
      align: 'right',
      priority: 3,
      text: row => text`${row.group?.maximum ?? ''}`,
      sort: row => row.group?.maximum ?? -1,
    },
    {title: 'SCALING', width: 10, priority: 4, text: scalingWords},
    {title: 'GROUP', width: 16, most: 40, priority: 6, text: row => safeText(row.groupName ?? '')},
    {title: 'NOTE', width: 'fill', least: 34, priority: 2, text: row => capacityVerdict(row).note, tone: row => capacityVerdict(row).tone},
  ],
  initialSort: {column: 'NAME', isDescending: false},
  async *list(aws, scope, signal) {
    const rows = await readCapacity(aws, scopePart(scope, 'cluster'), signal);
    yield {ids: rows.map(({name}) => name), rows};
  },
  async describe(aws, scope, ids, signal) {
    const rows = (await readCapacity(aws, scopePart(scope, 'cluster'), signal)).filter(({name}) => ids.includes(name));
    const known = new Set(rows.map(({name}) => name));
    return {rows, failures: ids.filter(id => !known.has(id)).map(arn => ({arn, reason: 'MISSING'}))};
  },
  describeBatch: 100,
  id: row => row.name,
  name: id => safeText(id),
  isSteady: isCapacitySteady,
  verdict: capacityVerdict,
  links: [{key: 'i', title: 'instances', kind: 'container-instance', scope: row => ({cluster: row.clusterArn})}],
  details: (aws, row, _, signal, now) => capacityDetails(aws, row, signal, now),
  async raw(aws, scope, id, signal) {
    return (await readCapacity(aws, scopePart(scope, 'cluster'), signal)).find(({name}) => name === id) ?? null;
  },
  json: row => row,
});

/** `! 4/5`, in service of desired; what has no group of ours has no count. */
function instancesWords(row: ClusterCapacity): SafeText {
  const {tone} = capacityVerdict(row);
  return row.group === undefined ? signed(tone, '–') : signed(tone, `${instancesInService(row.group)}/${row.group.desired}`);
}

/** `to 90%`: so full managed scaling keeps the instances. */
function scalingWords({managedScaling, groupName}: ClusterCapacity): SafeText {
  if (groupName === undefined) return text`by AWS`;
  return managedScaling?.isEnabled ? text`to ${managedScaling.target}%` : text`off`;
}
