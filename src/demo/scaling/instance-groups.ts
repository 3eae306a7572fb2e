// EC2 Auto Scaling: the groups below the world's capacity providers, with the instances that are registered in their clusters. erp-asg
// was told to have one more, and EC2 has no more of its kind.

import type {ContainerInstance} from '@aws-sdk/client-ecs';
import {lastPart} from '../ecs/scheduler/arns.ts';
import type {EcsState} from '../ecs/state.ts';
import {createRandom} from '../random.ts';
import {AwsError} from '../wire/aws-error.ts';
import {uuid} from '../wire/identifiers.ts';
import {takePage} from '../wire/pages.ts';
import {QueryInput, queryProtocol} from '../wire/query-protocol.ts';
import type {DemoService} from '../wire/service.ts';

interface Parts {
  readonly state: EcsState;
  readonly now: () => number;
}

interface Group {
  readonly name: string;
  readonly arn: string;
  readonly instances: readonly ContainerInstance[];
  /** Instances that it should have more than it has, and cannot get. */
  readonly lacking: number;
}

// AWS tells no figures for this API: assumed.
const calls = {name: 'auto scaling', limit: {burst: 20, perSecond: 10}};
const mostGroups = 100;
const mostActivities = 100;
/** Groups that have been short of so many instances since the region began, and a little before. */
const lackingOf: Readonly<Record<string, number>> = {'erp-asg': 1};
const minute = 60_000;
const minutesBetweenAttempts = 4;
const minutesBefore = 26;

/** EC2 Auto Scaling over the world's instances. */
export function instanceGroups({state, now}: Parts): DemoService {
  const begin = now() - minutesBefore * minute;
  const over = (run: (input: QueryInput) => object) => (input: unknown) => run(input instanceof QueryInput ? input : new QueryInput(''));
  return {
    iamPrefix: 'autoscaling',
    wireName: '2011-01-01',
    protocol: queryProtocol,
    operations: {
      DescribeAutoScalingGroups: over(input => describeGroups(state, input)),
      DescribeScalingActivities: over(input => describeActivities(state, input, begin, now())),
    },
    throttleCategory: () => calls,
  };
}

function describeGroups(state: EcsState, input: QueryInput): object {
  const names = input.list('AutoScalingGroupNames.member');
  const groups = groupsOf(state).filter(({name}) => names.length === 0 || names.includes(name));
  const page = pageOf(input, 'DescribeAutoScalingGroups', groups, ({name}) => name, {usual: 50, most: mostGroups});
  return {AutoScalingGroups: page.items.map(toGroup), NextToken: page.nextToken};
}

function describeActivities(state: EcsState, input: QueryInput, begin: number, now: number): object {
  const name = input.text('AutoScalingGroupName');
  const groups = groupsOf(state).filter(group => name === undefined || group.name === name);
  if (name !== undefined && groups.length === 0) throw invalid(`AutoScalingGroup name not found - ${name}`);
  const activities = groups.flatMap(group => attempts(group, begin, now)).toSorted((one, other) => other.at - one.at);
  const page = pageOf(input, 'DescribeScalingActivities', activities, ({id}) => id, {usual: mostActivities, most: mostActivities});
  return {Activities: page.items.map(toActivity), NextToken: page.nextToken};
}

function groupsOf(state: EcsState): readonly Group[] {
  const instances = [...state.clusters.values()].flatMap(cluster => [...cluster.instances.values()].map(({instance}) => instance));
  return [...state.capacityProviders.values()].flatMap(({autoScalingGroupProvider}) => {
    const groupArn = autoScalingGroupProvider?.autoScalingGroupArn;
    if (groupArn === undefined) return [];
    const name = lastPart(groupArn);
    return [
      {
        name,
        arn: groupArn,
        instances: instances.filter(({capacityProviderName}) => capacityProviderName === name),
        lacking: lackingOf[name] ?? 0,
      },
    ];
  });
}

interface Attempt {
  readonly id: string;
  readonly at: number;
  readonly group: Group;
  readonly zone: string;
  readonly type: string;
  readonly from: number;
  readonly to: number;
}

/** It tries again every few minutes, in one zone after the other. */
function attempts(group: Group, begin: number, now: number): readonly Attempt[] {
  if (group.lacking === 0) return [];
  const random = createRandom(`${group.name}/attempts`).next;
  const zones = zonesOf(group);
  const count = Math.floor((now - begin) / (minutesBetweenAttempts * minute)) + 1;
  return Array.from({length: count}, (_, index) => ({
    id: uuid(random),
    at: begin + index * minutesBetweenAttempts * minute,
    group,
    zone: zones[index % Math.max(1, zones.length)] ?? '',
    type: attribute(group.instances[0], 'ecs.instance-type'),
    from: group.instances.length,
    to: group.instances.length + group.lacking,
  }));
}

function toActivity({id, at, group, zone, type, from, to}: Attempt): object {
  const stamp = new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
  return {
    ActivityId: id,
    AutoScalingGroupName: group.name,
    AutoScalingGroupARN: group.arn,
    Description: `Launching a new EC2 instance.  Status Reason: ${shortage(type, zone)}`,
    Cause: `At ${stamp} an instance was started in response to a difference between desired and actual capacity, increasing the capacity from ${from} to ${to}.`,
    StartTime: new Date(at).toISOString(),
    EndTime: new Date(at + 1_000).toISOString(),
    StatusCode: 'Failed',
    StatusMessage: `${shortage(type, zone)} Launching EC2 instance failed.`,
    Progress: 100,
  };
}

function shortage(type: string, zone: string): string {
  return `We currently do not have sufficient ${type} capacity in the Availability Zone you requested (${zone}). Our system will be working on provisioning additional capacity.`;
}

function toGroup({name, arn: groupArn, instances, lacking}: Group): object {
  return {
    AutoScalingGroupName: name,
    AutoScalingGroupARN: groupArn,
    MinSize: Math.min(2, instances.length),
    MaxSize: instances.length + lacking + 1,
    DesiredCapacity: instances.length + lacking,
    DefaultCooldown: 300,
    AvailabilityZones: zonesOf({instances}),
    HealthCheckType: 'EC2',
    HealthCheckGracePeriod: 300,
    Instances: instances.map(instance => ({
      InstanceId: instance.ec2InstanceId,
      InstanceType: attribute(instance, 'ecs.instance-type'),
      AvailabilityZone: attribute(instance, 'ecs.availability-zone'),
      LifecycleState: 'InService',
      HealthStatus: 'Healthy',
      ProtectedFromScaleIn: false,
    })),
    CreatedTime: instances[0]?.registeredAt?.toISOString(),
    SuspendedProcesses: [],
  };
}

function zonesOf({instances}: Pick<Group, 'instances'>): readonly string[] {
  return [...new Set(instances.map(instance => attribute(instance, 'ecs.availability-zone')))].toSorted();
}

function attribute(instance: ContainerInstance | undefined, name: string): string {
  return instance?.attributes?.find(one => one.name === name)?.value ?? '';
}

function pageOf<Item>(
  input: QueryInput,
  scope: string,
  items: readonly Item[],
  keyOf: (item: Item) => string,
  {usual, most}: {readonly usual: number; readonly most: number},
) {
  const size = Number(input.text('MaxRecords') ?? usual);
  if (!(size >= 1 && size <= most)) throw invalid(`MaxRecords must be between 1 and ${most}`);
  return takePage(
    () => items,
    keyOf,
    {scope, size, token: input.text('NextToken')},
    () => new AwsError('InvalidNextToken', 'The token is invalid.'),
  );
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationError', message);
}
