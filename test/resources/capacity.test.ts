// Capacity providers: what keeps instances from coming, and the joins that may fail.

import {describe, expect, test} from 'vitest';
import {toCapacityProvider} from '../../src/aws/cluster-mapper.ts';
import type {ClusterCapacity, InstanceGroup} from '../../src/domain/capacity.ts';
import {AccessDenied} from '../../src/domain/errors.ts';
import {capacityVerdict, groupActivityTone, isCapacitySteady} from '../../src/domain/health/capacity-health.ts';
import {capacityProvider} from '../../src/resources/capacity-provider.ts';
import {aCluster, clusterArn} from '../domain/fixtures.ts';
import {patient, regionOf} from './region.ts';

function instances(count: number, state = 'InService'): InstanceGroup['instances'] {
  return Array.from({length: count}, (_, index) => ({id: `i-${index}`, state, isHealthy: true, zone: 'a'}));
}

function aGroup(parts: Partial<InstanceGroup> = {}): InstanceGroup {
  return {name: 'asg', desired: 2, minimum: 1, maximum: 4, instances: instances(2), suspended: [], zones: ['a'], ...parts};
}

const isEnabled = {isEnabled: true, target: 90, leastStep: 1, mostStep: 100};

function aProvider(group: Partial<InstanceGroup>, parts: Partial<ClusterCapacity> = {}): ClusterCapacity {
  return {
    clusterArn,
    name: 'asg',
    isManagedInstances: false,
    status: 'ACTIVE',
    groupName: 'asg',
    managedScaling: isEnabled,
    group: aGroup(group),
    ...parts,
  };
}

describe('the verdict', () => {
  test.each([
    [{}, {}, 'ok', ''],
    [{desired: 3}, {}, 'warn', '2 of 3 instances in service'],
    [{desired: 3, instances: [...instances(2), ...instances(1, 'Pending')]}, {}, 'busy', '2 of 3 instances in service, 1 pending'],
    [{maximum: 2}, {}, 'warn', 'at its maximum of 2 instances'],
    [
      {maximum: 2},
      {managedScaling: {...isEnabled, isEnabled: false}},
      'quiet',
      'managed scaling is off: tasks without room bring no instance',
    ],
    [{suspended: ['Launch', 'AZRebalance']}, {}, 'warn', 'suspended in its group: Launch'],
    [{status: 'Delete in progress'}, {}, 'warn', 'its group: Delete in progress'],
    [{}, {updateStatus: 'UPDATE_IN_PROGRESS'}, 'busy', 'update in progress'],
    [{}, {updateStatus: 'DELETE_FAILED', updateReason: 'in use'}, 'bad', 'delete failed: in use'],
    [{}, {status: 'DEPROVISIONING'}, 'warn', 'deprovisioning'],
    [{}, {problems: ['denied: x']}, 'warn', 'denied: x'],
  ] as const)('%j %j', (group, parts, tone, note) => expect(capacityVerdict(aProvider(group, parts))).toEqual({tone, note}));

  test('Fargate always has room', () => {
    const {group: _, groupName: __, managedScaling: ___, ...fargate} = aProvider({}, {name: 'FARGATE'});
    expect(capacityVerdict(fargate)).toEqual({tone: 'ok', note: ''});
    expect(isCapacitySteady(fargate)).toBe(true);
  });

  test('steady while as many are in service as are wanted', () => {
    expect(isCapacitySteady(aProvider({}))).toBe(true);
    expect(isCapacitySteady(aProvider({instances: instances(2, 'Terminating')}))).toBe(false);
    expect(isCapacitySteady(aProvider({}, {updateStatus: 'DELETE_IN_PROGRESS'}))).toBe(false);
  });

  test.each([
    ['Successful', 'ok'],
    ['Failed', 'bad'],
    ['Cancelled', 'quiet'],
    ['PreInService', 'busy'],
  ])('an activity that is %s is %s', (status, tone) => expect(groupActivityTone({status, at: 0, description: '', cause: ''})).toBe(tone));
});

test('a provider is joined with its group and its part of the default strategy; a denied group costs only itself', async () => {
  const clusters = [aCluster({capacityProviders: ['asg'], defaultStrategy: [{provider: 'asg', weight: 2, base: 1}]})];
  const overrides = {capacityProviders: async () => [{name: 'asg', isManagedInstances: false, groupName: 'asg'}]};
  const {aws} = regionOf({clusters, groups: [aGroup()], overrides});
  const {rows} = await capacityProvider.describe(aws, {cluster: clusterArn}, ['asg', 'gone'], patient);
  expect(rows).toMatchObject([{name: 'asg', weight: 2, base: 1, group: {desired: 2}}]);
  const refused = () => Promise.reject(new AccessDenied('a', 'denied: autoscaling:DescribeAutoScalingGroups', 'Ask.'));
  const denied = {...aws, instanceGroups: {...aws.instanceGroups, groups: refused}};
  const {rows: without} = await capacityProvider.describe(denied, {cluster: clusterArn}, ['asg'], patient);
  expect(without).toMatchObject([{name: 'asg', problems: ['denied: autoscaling:DescribeAutoScalingGroups – Ask.']}]);
});

test('a provider as ECS tells it', () => {
  const autoScalingGroupArn = 'arn:aws:autoscaling:r:1:autoScalingGroup:4f6a:autoScalingGroupName/erp-asg';
  const managedScaling = {status: 'ENABLED', targetCapacity: 90, instanceWarmupPeriod: 300} as const;
  expect(toCapacityProvider({name: 'erp', status: 'ACTIVE', autoScalingGroupProvider: {autoScalingGroupArn, managedScaling}})).toEqual({
    name: 'erp',
    isManagedInstances: false,
    status: 'ACTIVE',
    groupName: 'erp-asg',
    managedScaling: {isEnabled: true, target: 90, leastStep: 1, mostStep: 10_000, warmUpSeconds: 300},
    protectsFromTermination: false,
    drainsInstances: false,
  });
  expect(toCapacityProvider({name: 'FARGATE', type: 'FARGATE'})).toEqual({name: 'FARGATE', isManagedInstances: false});
});
