import type {PredictiveScalingPolicyConfiguration, ScalingActivity} from '@aws-sdk/client-application-auto-scaling';
import {describe, expect, test} from 'vitest';
import {toScalingActivities, toScalingPolicy, toScheduledScaling} from '../../src/aws/scaling-mapper.ts';
import {AccessDenied, OutcomeUnknown, Refused, Unsupported} from '../../src/domain/errors.ts';
import {nothingSuspended} from '../../src/domain/scaling/scaling.ts';
import {awsError, connectTo, patient} from './fake-endpoint.ts';

const place = {cluster: 'arn:aws:ecs:r:1:cluster/erp', service: 'arn:aws:ecs:r:1:service/erp/api'};
const head = {ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount'} as const;

test('targets are found by names, also from ARNs, 50 a call, each in its place', async () => {
  const {connection, sent} = await connectTo(({input}) => ({
    body: {
      ScalableTargets: [input.ResourceIds]
        .flat()
        .flatMap(id =>
          id === 'service/erp/s3'
            ? []
            : [{ResourceId: id, MinCapacity: 2, MaxCapacity: 9, SuspendedState: {DynamicScalingInSuspended: true}}],
        ),
    },
  }));
  const places = Array.from({length: 120}, (_, index) => ({cluster: 'erp', service: `s${index}`}));
  const found = await connection.region.scaling.targets([...places, place], patient);
  expect(found[0]).toEqual({minimum: 2, maximum: 9, suspension: {...nothingSuspended, isInSuspended: true}});
  expect(found[3]).toBeUndefined();
  expect(found[120]).toBeDefined();
  expect(sent.map(({input}) => [input.ResourceIds].flat().length)).toEqual([50, 50, 21]);
  expect(sent[0]?.input).toMatchObject(head);
});

test('a service without a scalable target has none; a place without auto scaling says so', async () => {
  const without = await connectTo(() => ({body: {ScalableTargets: []}}));
  expect(await without.connection.region.scaling.targets([place], patient)).toEqual([undefined]);
  const lacking = await connectTo(() => ({status: 404, body: '<html>404</html>'}));
  await expect(lacking.connection.region.scaling.targets([place], patient)).rejects.toThrow(Unsupported);
});

test('policies and scheduled actions are read to the last page', async () => {
  const {connection, sent} = await connectTo(({operation, input}) => {
    const NextToken = input.NextToken === undefined ? 'more' : undefined;
    const item = {PolicyName: input.NextToken ?? 'first', ScheduledActionName: input.NextToken ?? 'first'};
    return {body: {[operation === 'DescribeScalingPolicies' ? 'ScalingPolicies' : 'ScheduledActions']: [item], NextToken}};
  });
  expect((await connection.region.scaling.policies(place, patient)).map(({name}) => name)).toEqual(['first', 'more']);
  expect((await connection.region.scaling.scheduledActions(place, patient)).map(({name}) => name)).toEqual(['first', 'more']);
  expect(sent.every(({input}) => input.ResourceId === 'service/erp/api')).toBe(true);
});

test('the newest hundred activities are read, those that scaled nothing among them', async () => {
  const {connection, sent} = await connectTo(({input}) => {
    const page = Number(input.NextToken ?? 0);
    const ScalingActivities = Array.from({length: 50}, (_, index) => ({
      ActivityId: `${page * 50 + index}`,
      StartTime: 1_000_000 - page * 50 - index,
    }));
    return {body: {ScalingActivities, NextToken: String(page + 1)}};
  });
  const activities = await connection.region.scaling.activities(place, patient);
  expect(activities).toHaveLength(100);
  expect(activities.at(-1)?.id).toBe('99');
  expect(sent).toHaveLength(2);
  expect(sent[0]?.input).toEqual({...head, ResourceId: 'service/erp/api', IncludeNotScaledActivities: true});
  expect(await connection.region.scaling.rawActivity(place, '7', patient)).toMatchObject({ActivityId: '7'});
  expect(await connection.region.scaling.rawActivity(place, 'gone', patient)).toBeNull();
});

describe('changes', () => {
  test('bounds alone, suspension alone: what is left out stays', async () => {
    const {connection, sent} = await connectTo(() => ({body: {}, headers: {'x-amzn-requestid': 'r-1'}}));
    const resource = {...head, ResourceId: 'service/erp/api'};
    expect(await connection.changes.setScalingBounds(place, {minimum: 0, maximum: 12}, patient)).toEqual({requestId: 'r-1'});
    await connection.changes.setScalingBounds(place, {maximum: 12}, patient);
    await connection.changes.setScalingSuspension(place, {...nothingSuspended, isOutSuspended: true}, patient);
    expect(sent.map(({operation, input}) => [operation, input])).toEqual([
      ['RegisterScalableTarget', {...resource, MinCapacity: 0, MaxCapacity: 12}],
      ['RegisterScalableTarget', {...resource, MaxCapacity: 12}],
      [
        'RegisterScalableTarget',
        {
          ...resource,
          SuspendedState: {DynamicScalingInSuspended: false, DynamicScalingOutSuspended: true, ScheduledScalingSuspended: false},
        },
      ],
    ]);
  });

  test('the wall refuses them while changes are not allowed', async () => {
    const {connection, sent} = await connectTo(() => ({body: {}}), {allowsChanges: false});
    await expect(connection.changes.setScalingBounds(place, {maximum: 1}, patient)).rejects.toThrow(Refused);
    expect(sent).toEqual([]);
  });

  test('are never sent twice; a failure on the way is no answer, a refusal is', async () => {
    const failing = await connectTo(() => awsError('InternalServiceException', 'oops', 500));
    await expect(failing.connection.changes.setScalingBounds(place, {maximum: 1}, patient)).rejects.toThrow(OutcomeUnknown);
    expect(failing.sent).toHaveLength(1);
    const denied = await connectTo(() =>
      awsError('AccessDeniedException', 'User: me is not authorized to perform: application-autoscaling:RegisterScalableTarget', 400),
    );
    await expect(denied.connection.changes.setScalingBounds(place, {maximum: 1}, patient)).rejects.toThrow(AccessDenied);
  });
});

describe('mapping', () => {
  const policy = {
    PolicyARN: 'a',
    PolicyName: 'p',
    ServiceNamespace: 'ecs',
    ResourceId: 'service/erp/api',
    ScalableDimension: 'ecs:service:DesiredCount',
    CreationTime: new Date(0),
  } as const;

  test('policies of every kind', () => {
    const tracking = {TargetValue: 60, PredefinedMetricSpecification: {PredefinedMetricType: 'ECSServiceAverageCPUUtilization'}} as const;
    expect(toScalingPolicy({...policy, PolicyType: 'TargetTrackingScaling', TargetTrackingScalingPolicyConfiguration: tracking})).toEqual({
      name: 'p',
      alarms: [],
      type: 'target tracking',
      metric: 'ECSServiceAverageCPUUtilization',
      value: 60,
      isInDisabled: false,
    });
    const own = {TargetValue: 5, CustomizedMetricSpecification: {Namespace: 'Shop', MetricName: 'QueueDepth'}, DisableScaleIn: true};
    expect(toScalingPolicy({...policy, PolicyType: 'TargetTrackingScaling', TargetTrackingScalingPolicyConfiguration: own})).toMatchObject({
      metric: 'Shop QueueDepth',
      isInDisabled: true,
    });
    const Metrics = [
      {Id: 'm1', ReturnData: false},
      {Id: 'e1', Expression: 'm1 / 2', Label: 'per task'},
    ];
    const math = {TargetValue: 5, CustomizedMetricSpecification: {Metrics}};
    expect(toScalingPolicy({...policy, PolicyType: 'TargetTrackingScaling', TargetTrackingScalingPolicyConfiguration: math})).toMatchObject(
      {
        metric: 'per task',
      },
    );
    const stepping = {StepAdjustments: [{MetricIntervalLowerBound: 0, ScalingAdjustment: 2}], Cooldown: 60};
    expect(toScalingPolicy({...policy, PolicyType: 'StepScaling', StepScalingPolicyConfiguration: stepping})).toMatchObject({
      type: 'step',
      adjustment: 'ChangeInCapacity',
      steps: [{from: 0, by: 2}],
      cooldownSeconds: 60,
    });
    const forecast: PredictiveScalingPolicyConfiguration = {MetricSpecifications: [], Mode: 'ForecastOnly'};
    expect(toScalingPolicy({...policy, PolicyType: 'PredictiveScaling', PredictiveScalingPolicyConfiguration: forecast})).toMatchObject({
      type: 'other',
      kind: 'predictive',
      about: 'forecasts only, scales nothing',
    });
  });

  test('a scheduled action without what it leaves out', () => {
    const action = {
      ...policy,
      ScheduledActionName: 'night',
      ScheduledActionARN: 'a',
      Schedule: 'rate(1 day)',
      ScalableTargetAction: {MaxCapacity: 0},
    };
    expect(toScheduledScaling(action)).toEqual({name: 'night', schedule: 'rate(1 day)', createdAt: 0, maximum: 0});
  });

  test('the count before is what auto scaling set, or found, last; a failure sets none', () => {
    const set = (id: string, count: number, at: number, StatusCode: 'Successful' | 'Failed' = 'Successful') => ({
      ...policy,
      ActivityId: id,
      Description: `Setting desired count to ${count}.`,
      Cause: '',
      StartTime: new Date(at),
      StatusCode,
    });
    const found: ScalingActivity = {
      ...set('stays', 0, 3),
      Description: 'Attempting to scale due to alarm triggered',
      StatusCode: 'Failed',
      NotScaledReasons: [{Code: 'AlreadyAtMaxCapacity', CurrentCapacity: 6}],
    };
    const activities = toScalingActivities([set('old', 2, 1), set('failed', 9, 2, 'Failed'), found, set('new', 7, 4)]);
    expect(activities.map(({id, count, countBefore}) => [id, count, countBefore])).toEqual([
      ['new', 7, 6],
      ['stays', undefined, undefined],
      ['failed', 9, 2],
      ['old', 2, undefined],
    ]);
  });
});
