// The details of a capacity provider: how managed scaling works, the group's instances, and why the last ones did or did not come.

import {type ClusterCapacity, type GroupActivity, instancesInService} from '../domain/capacity.ts';
import {age} from '../domain/format/age.ts';
import {clockTime} from '../domain/format/clock-time.ts';
import {capacityVerdict, groupActivityTone} from '../domain/health/capacity-health.ts';
import type {Region} from '../domain/ports.ts';
import {text} from '../domain/safe-text.ts';
import {type Attempt, attempt} from './reading.ts';
import type {Section} from './resource.ts';
import {fields, lines, problemLines, problemSection, reading, table, toned} from './sections.ts';

/** Sections of a capacity provider; the second yield has what its group did. */
export async function* capacityDetails(
  aws: Region,
  row: ClusterCapacity,
  signal: AbortSignal,
  now: number,
): AsyncIterable<readonly Section[]> {
  const {groupName} = row;
  if (groupName === undefined) {
    yield capacitySections(row);
    return;
  }
  yield [...capacitySections(row), ...reading(text`What the group did`)];
  yield [...capacitySections(row), ...activitySections(await attempt(aws.instanceGroups.activities(groupName, signal)), now)];
}

function capacitySections(row: ClusterCapacity): readonly Section[] {
  const {managedScaling, group} = row;
  const verdict = capacityVerdict(row);
  return [
    ...fields(text`Overview`, {
      Name: row.name,
      Status: row.status,
      Update: row.updateStatus && `${row.updateStatus}${row.updateReason === undefined ? '' : `: ${row.updateReason}`}`,
      Note: verdict.note === '' ? undefined : {text: verdict.note, tone: verdict.tone},
      'Default strategy': row.weight === undefined ? undefined : `weight ${row.weight}, base ${row.base ?? 0}`,
    }),
    ...(row.groupName === undefined
      ? []
      : fields(text`Managed scaling`, {
          Status: managedScaling?.isEnabled ? 'on' : toned('off: ECS changes no desired count of the group', 'warn'),
          'Target capacity': managedScaling?.isEnabled ? `${managedScaling.target}% of the instances in use` : undefined,
          'Step size': managedScaling?.isEnabled ? `${managedScaling.leastStep} to ${managedScaling.mostStep} instances` : undefined,
          'Instance warm-up': managedScaling?.warmUpSeconds === undefined ? undefined : `${managedScaling.warmUpSeconds} s`,
          'Termination protection': row.protectsFromTermination ? 'on: instances with tasks are not taken away' : 'off',
          'Managed draining': row.drainsInstances ? 'on' : 'off',
        })),
    ...(group
      ? [
          ...fields(text`Auto Scaling group`, {
            Name: group.name,
            Instances: `${instancesInService(group)} in service, ${group.desired} desired, ${group.minimum} to ${group.maximum}`,
            Zones: group.zones.join(', '),
            Suspended: group.suspended.length === 0 ? undefined : toned(group.suspended.join(', '), 'warn'),
          }),
          ...table(
            text`Instances of the group`,
            [text`instance`, text`state`, text`health`, text`zone`, text`type`],
            group.instances.map(({id, state, isHealthy, zone, type}) => [
              id,
              state === 'InService' ? state : toned(state, 'busy'),
              isHealthy ? 'healthy' : toned('unhealthy', 'bad'),
              zone,
              type ?? '',
            ]),
          ),
        ]
      : []),
    ...problemLines(row.problems),
  ];
}

function activitySections({value, problem}: Attempt<readonly GroupActivity[]>, now: number): readonly Section[] {
  const title = text`What the group did`;
  if (problem) return problemSection(title, problem);
  if (value.length === 0) return lines(title, [toned('nothing within the six weeks that AWS keeps', 'quiet')]);
  return lines(
    title,
    value.map(activity => {
      const {at, status} = activity;
      return toned(`${clockTime(at)} ${age(now - at)} ago: ${status.toLowerCase()}: ${saidBy(activity)}`, groupActivityTone(activity));
    }),
  );
}

/** AWS says the reason of a failure twice: once in the description, once by itself. */
function saidBy({description, message}: GroupActivity): string {
  return message === undefined ? description : `${description.replace(/\s*Status Reason:.*$/s, '')} – ${message}`;
}
