// Application Auto Scaling of the demo region on the wire: AWS's limits and refusals, and what it does to the world by itself.

import {
  DescribeScalableTargetsCommand,
  DescribeScalingActivitiesCommand,
  DescribeScalingPoliciesCommand,
  DescribeScheduledActionsCommand,
  RegisterScalableTargetCommand,
  type RegisterScalableTargetCommandInput,
} from '@aws-sdk/client-application-auto-scaling';
import {DescribeServicesCommand, UpdateServiceCommand} from '@aws-sdk/client-ecs';
import {describe, expect, test} from 'vitest';
import {launch, refusal} from '../wire/fixture.ts';

const dimension = {ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount'} as const;
const minute = 60_000;

function onRegion() {
  const parts = launch();
  const {scaling, ecs, clock} = parts;
  const id = (service: string, cluster = 'erp') => `service/${cluster}/${service}`;
  return {
    ...parts,
    register: (service: string, input: Partial<RegisterScalableTargetCommandInput>, cluster = 'erp') =>
      scaling.send(new RegisterScalableTargetCommand({...dimension, ResourceId: id(service, cluster), ...input})),
    async activities(service: string, cluster = 'erp', IncludeNotScaledActivities = true) {
      const input = {...dimension, ResourceId: id(service, cluster), IncludeNotScaledActivities};
      return (await scaling.send(new DescribeScalingActivitiesCommand(input))).ScalingActivities ?? [];
    },
    async target(service: string, cluster = 'erp') {
      const answer = await scaling.send(new DescribeScalableTargetsCommand({...dimension, ResourceIds: [id(service, cluster)]}));
      return answer.ScalableTargets?.[0];
    },
    scale: (service: string, desiredCount: number) => ecs.send(new UpdateServiceCommand({cluster: 'erp', service, desiredCount})),
    async desired(service: string, cluster = 'erp') {
      return (await ecs.send(new DescribeServicesCommand({cluster, services: [service]}))).services?.[0]?.desiredCount;
    },
    /** The region plays when it is asked. */
    pass: (minutes: number) => clock.advance(minutes * minute),
  };
}

describe('on the wire', () => {
  test('pages of 50 at most, and tokens of one listing alone', async () => {
    const {scaling, register} = onRegion();
    const all = {ServiceNamespace: 'ecs'} as const;
    const first = await scaling.send(new DescribeScalableTargetsCommand({...all, MaxResults: 3}));
    expect(first.ScalableTargets).toHaveLength(3);
    const second = await scaling.send(new DescribeScalableTargetsCommand({...all, MaxResults: 3, NextToken: first.NextToken}));
    expect(second.ScalableTargets?.map(({ResourceId}) => ResourceId)).toEqual(['service/discovery/orders-green']);
    await register('stock-price', {MinCapacity: 1, MaxCapacity: 3}, 'consul-demo');
    const foreign = scaling.send(new DescribeScalingPoliciesCommand({...all, NextToken: first.NextToken}));
    expect(await refusal(foreign)).toMatchObject({name: 'InvalidNextTokenException'});
    const many = Array.from({length: 51}, (_, index) => `service/erp/s${index}`);
    expect(await refusal(scaling.send(new DescribeScalableTargetsCommand({...all, ResourceIds: many})))).toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('less than or equal to 50'),
    });
    const none = scaling.send(new DescribeScalableTargetsCommand({...all, MaxResults: 0}));
    expect(await refusal(none)).toMatchObject({name: 'ValidationException'});
  });

  test('policies and scheduled actions, those of one service and those of all', async () => {
    const {scaling} = onRegion();
    const {ScalingPolicies = []} = await scaling.send(
      new DescribeScalingPoliciesCommand({...dimension, ResourceId: 'service/erp/srvapp2'}),
    );
    expect(ScalingPolicies.map(({PolicyName, PolicyType}) => [PolicyName, PolicyType])).toEqual([
      ['srvapp2-cpu', 'TargetTrackingScaling'],
      ['srvapp2-burst', 'StepScaling'],
    ]);
    const named = await scaling.send(new DescribeScalingPoliciesCommand({ServiceNamespace: 'ecs', PolicyNames: ['srvweb-cpu']}));
    expect(named.ScalingPolicies).toHaveLength(1);
    const {ScheduledActions = []} = await scaling.send(new DescribeScheduledActionsCommand({ServiceNamespace: 'ecs'}));
    expect(ScheduledActions.map(({ScheduledActionName}) => ScheduledActionName)).toEqual(['office-hours', 'night']);
    const other = await scaling.send(new DescribeScalingPoliciesCommand({ServiceNamespace: 'dynamodb'}));
    expect(other.ScalingPolicies).toEqual([]);
  });

  test.each([
    [{ResourceId: 'service/erp/none', MinCapacity: 1, MaxCapacity: 2}, "ECS service doesn't exist: service/erp/none"],
    [{ResourceId: 'service/erp/srvcache', MaxCapacity: 2}, 'are required for a new scalable target'],
    [{MinCapacity: 9}, 'Maximum capacity cannot be less than minimum capacity'],
    [{MinCapacity: -1}, 'greater than or equal to 0'],
    [{ScalableDimension: 'dynamodb:table:ReadCapacityUnits'}, 'Unsupported service namespace'],
  ] as const)('RegisterScalableTarget refuses %j', async (input, message) => {
    const {register} = onRegion();
    expect(await refusal(register('srvweb', input))).toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(message),
    });
  });

  test('what is left out stays as it is', async () => {
    const {register, target} = onRegion();
    await register('srvweb', {MaxCapacity: 9});
    await register('srvweb', {SuspendedState: {DynamicScalingInSuspended: true}});
    expect(await target('srvweb')).toMatchObject({
      MinCapacity: 2,
      MaxCapacity: 9,
      SuspendedState: {DynamicScalingInSuspended: true, DynamicScalingOutSuspended: false, ScheduledScalingSuspended: false},
    });
  });

  test('more calls than its bucket holds are throttled', async () => {
    const {scaling} = onRegion();
    const calls = Array.from({length: 25}, () => scaling.send(new DescribeScalableTargetsCommand({ServiceNamespace: 'ecs'})));
    const refused = (await Promise.allSettled(calls)).filter(({status}) => status === 'rejected');
    expect(refused).toHaveLength(5);
  });
});

describe('in the world', () => {
  test('what was before is in six weeks of activities; those that scaled nothing are asked for', async () => {
    const {activities} = onRegion();
    expect((await activities('srvweb')).map(({StatusCode, NotScaledReasons}) => NotScaledReasons?.[0]?.Code ?? StatusCode)).toEqual([
      'AlreadyAtMinCapacity',
      'Successful',
      'Successful',
      'AutoScalingAnticipatedFlapping',
      'Successful',
      'Successful',
    ]);
    expect(await activities('srvweb', 'erp', false)).toHaveLength(4);
  });

  test('a count outside new bounds is moved at once, and its activity is fulfilled when that many tasks run', async () => {
    const {register, desired, activities, pass} = onRegion();
    await register('srvweb', {MinCapacity: 3});
    expect(await desired('srvweb')).toBe(3);
    const [begun] = await activities('srvweb');
    expect(begun).toMatchObject({
      Cause: 'minimum capacity was set to 3',
      Description: 'Setting desired count to 3.',
      StatusCode: 'InProgress',
    });
    await register('srvapp2', {MaxCapacity: 4});
    expect(await desired('srvapp2')).toBe(4);
    await pass(2);
    expect((await activities('srvapp2'))[0]).toMatchObject({
      Cause: 'maximum capacity was set to 4',
      StatusCode: 'Successful',
      EndTime: expect.any(Date),
    });
  });

  test('a count that was not fulfilled yet is overridden by the next', async () => {
    const {register, activities} = onRegion();
    await register('srvweb', {MinCapacity: 3});
    await register('srvweb', {MinCapacity: 4});
    expect((await activities('srvweb')).slice(0, 2).map(({StatusCode}) => StatusCode)).toEqual(['InProgress', 'Overridden']);
  });

  test('a policy brings a service back to what its load asks for: out after three minutes, in after fifteen', async () => {
    const {scale, desired, activities, pass} = onRegion();
    await scale('srvapp2', 3);
    await scale('srvweb', 4);
    await pass(2);
    expect(await desired('srvapp2')).toBe(3);
    await pass(2);
    expect(await desired('srvapp2')).toBe(6);
    expect(await desired('srvweb')).toBe(4);
    expect((await activities('srvapp2'))[0]).toMatchObject({Cause: expect.stringContaining('srvapp2-AlarmHigh')});
    await pass(12);
    expect(await desired('srvweb')).toBe(2);
  });

  test('suspended, neither policies nor scheduled actions do anything', async () => {
    const {register, scale, desired, target, pass} = onRegion();
    const SuspendedState = {DynamicScalingInSuspended: true, DynamicScalingOutSuspended: true, ScheduledScalingSuspended: true};
    await register('srvapp2', {SuspendedState});
    await register('srvweb', {SuspendedState});
    await scale('srvapp2', 3);
    await pass(60);
    expect(await desired('srvapp2')).toBe(3);
    await pass(26 * 60);
    expect(await target('srvweb')).toMatchObject({MinCapacity: 2, MaxCapacity: 6});
  });

  test('scaling in may be suspended alone', async () => {
    const {register, scale, desired, pass} = onRegion();
    await register('srvweb', {SuspendedState: {DynamicScalingInSuspended: true}});
    await scale('srvweb', 4);
    await pass(30);
    expect(await desired('srvweb')).toBe(4);
    await scale('srvweb', 1);
    await pass(5);
    expect(await desired('srvweb')).toBe(2);
  });

  test('at its maximum, it says every ten minutes that nothing was scaled', async () => {
    const {activities, desired, pass} = onRegion();
    const before = (await activities('orders-green', 'discovery')).length;
    await pass(31);
    const found = await activities('orders-green', 'discovery');
    expect(await desired('orders-green', 'discovery')).toBe(2);
    expect(found.length - before).toBe(3);
    expect(found[0]).toMatchObject({NotScaledReasons: [{Code: 'AlreadyAtMaxCapacity', MaxCapacity: 2, CurrentCapacity: 2}]});
  });

  test('scheduled actions set their bounds when their time comes: 20:00 in Shanghai', async () => {
    const {target, pass} = onRegion();
    await pass(24 * 60 - 1);
    expect(await target('srvweb')).toMatchObject({MinCapacity: 2, MaxCapacity: 6});
    await pass(2);
    expect(await target('srvweb')).toMatchObject({MinCapacity: 1, MaxCapacity: 4});
  });
});
