// How a capacity provider is: whether it brings instances when tasks find no room, and what keeps it from it.

import {type ClusterCapacity, type GroupActivity, type InstanceGroup, instancesInService} from '../capacity.ts';
import {plural} from '../format/quantity.ts';
import {safeText, text} from '../safe-text.ts';
import type {Tone} from '../tone.ts';
import {combined, type Verdict} from './verdict.ts';

/** The verdict on a capacity provider; nothing to say of Fargate, which always has room. */
export function capacityVerdict(row: ClusterCapacity): Verdict {
  const {group, problems} = row;
  return combined([
    statusVerdict(row),
    ...(problems ?? []).map((problem): Verdict => ({tone: 'warn', note: safeText(problem)})),
    ...(group ? [missing(group), launching(group), limit(row, group), managed(row)] : []),
  ]);
}

/** False while instances come or go, or fewer are in service than wanted. */
export function isCapacitySteady({group, updateStatus}: ClusterCapacity): boolean {
  if (updateStatus?.endsWith('IN_PROGRESS')) return false;
  return group === undefined || (instancesInService(group) === group.desired && group.instances.length === group.desired);
}

/** The tone of a group's activity. */
export function groupActivityTone({status}: GroupActivity): Tone {
  if (status === 'Successful') return 'ok';
  if (status === 'Failed') return 'bad';
  return status === 'Cancelled' ? 'quiet' : 'busy';
}

function statusVerdict({status, updateStatus, updateReason}: ClusterCapacity): Verdict | undefined {
  if (updateStatus?.endsWith('FAILED')) return {tone: 'bad', note: text`${words(updateStatus)}: ${updateReason ?? 'ECS gives no reason'}`};
  if (updateStatus?.endsWith('IN_PROGRESS')) return {tone: 'busy', note: text`${words(updateStatus)}`};
  return status === undefined || status === 'ACTIVE' ? undefined : {tone: 'warn', note: text`${words(status)}`};
}

function missing(group: InstanceGroup): Verdict | undefined {
  const [inService, {desired, instances, status}] = [instancesInService(group), group];
  if (status !== undefined) return {tone: 'warn', note: text`its group: ${status}`};
  if (inService >= desired) return undefined;
  const coming = instances.filter(({state}) => state.startsWith('Pending')).length;
  const onTheirWay = coming > 0 ? `, ${coming} pending` : '';
  return {
    tone: coming >= desired - inService ? 'busy' : 'warn',
    note: text`${inService} of ${plural(desired, 'instance')} in service${onTheirWay}`,
  };
}

function launching({suspended}: InstanceGroup): Verdict | undefined {
  const stopped = suspended.filter(name => name === 'Launch' || name === 'Terminate');
  return stopped.length === 0 ? undefined : {tone: 'warn', note: text`suspended in its group: ${stopped.join(' and ')}`};
}

function limit({managedScaling}: ClusterCapacity, {desired, maximum}: InstanceGroup): Verdict | undefined {
  if (desired < maximum || !managedScaling?.isEnabled) return undefined;
  return {tone: 'warn', note: text`at its maximum of ${plural(maximum, 'instance')}`};
}

function managed({managedScaling}: ClusterCapacity): Verdict | undefined {
  if (managedScaling?.isEnabled) return undefined;
  return {tone: 'quiet', note: text`managed scaling is off: tasks without room bring no instance`};
}

function words(status: string): string {
  return status.toLowerCase().replaceAll('_', ' ');
}
