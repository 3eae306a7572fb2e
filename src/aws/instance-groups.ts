// The port InstanceGroupReads: EC2 Auto Scaling's groups and what they did, as our rows.

import type {AutoScalingGroup, Activity as SdkActivity} from '@aws-sdk/client-auto-scaling';
import type {GroupActivity, InstanceGroup, InstanceGroupReads} from '../domain/capacity.ts';
import type {AutoScalingOperations} from './auto-scaling-client.ts';
import type {Call} from './caller.ts';
import {each, present, time} from './mapping.ts';
import {allItems, pages} from './paging.ts';

/** One page: what is wanted is why the last attempts failed. */
const activitiesRead = 20;

/** Creates the reads. */
export function createInstanceGroups(call: Call<AutoScalingOperations>): InstanceGroupReads {
  return {
    async groups(names, signal) {
      if (names.length === 0) return [];
      const read = pages(async NextToken => {
        const answer = await call('DescribeAutoScalingGroups', {AutoScalingGroupNames: [...names], NextToken}, signal);
        return {items: answer.AutoScalingGroups ?? [], nextToken: answer.NextToken};
      });
      return (await allItems(read)).map(toGroup);
    },
    async activities(AutoScalingGroupName, signal) {
      const answer = await call('DescribeScalingActivities', {AutoScalingGroupName, MaxRecords: activitiesRead}, signal);
      return each(answer.Activities, toActivity).toSorted((one, other) => other.at - one.at);
    },
  };
}

function toGroup(group: AutoScalingGroup): InstanceGroup {
  return {
    name: group.AutoScalingGroupName ?? '',
    desired: group.DesiredCapacity ?? 0,
    minimum: group.MinSize ?? 0,
    maximum: group.MaxSize ?? 0,
    instances: each(group.Instances, instance => ({
      id: instance.InstanceId ?? '',
      state: instance.LifecycleState ?? '',
      isHealthy: instance.HealthStatus?.toLowerCase() !== 'unhealthy',
      zone: instance.AvailabilityZone ?? '',
      ...present({type: instance.InstanceType || undefined}),
    })),
    suspended: each(group.SuspendedProcesses, process => process.ProcessName ?? ''),
    zones: each(group.AvailabilityZones, zone => zone),
    ...present({status: group.Status || undefined}),
  };
}

function toActivity(activity: SdkActivity): GroupActivity {
  return {
    at: time(activity.StartTime),
    status: activity.StatusCode ?? '',
    description: activity.Description ?? '',
    cause: activity.Cause ?? '',
    ...present({endedAt: activity.EndTime?.getTime(), message: activity.StatusMessage || undefined}),
  };
}
