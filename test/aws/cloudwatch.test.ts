import {describe, expect, test} from 'vitest';
import {toCompositeAlarm, toMetricAlarm} from '../../src/aws/alarm-mapper.ts';
import {AccessDenied, Throttled} from '../../src/domain/errors.ts';
import type {MetricQuery} from '../../src/domain/metric.ts';
import type {MetricReads} from '../../src/domain/ports.ts';
import {type Answer, awsError, connectTo, patient, type SentRequest} from './fake-endpoint.ts';

function cpuOf(service: string): MetricQuery {
  return {namespace: 'AWS/ECS', name: 'CPUUtilization', dimensions: {ClusterName: 'erp', ServiceName: service}, statistic: 'Average'};
}

function queriesOf({input}: SentRequest): readonly {readonly Id: string}[] {
  return (input.MetricDataQueries ?? []) as readonly {readonly Id: string}[];
}

/** One point for every metric: its own number. */
function numbered(request: SentRequest): Answer {
  const at = Number(request.input.EndTime) - 60;
  return {
    body: {
      MetricDataResults: queriesOf(request).map(({Id}) => ({Id, StatusCode: 'Complete', Timestamps: [at], Values: [Number(Id.slice(1))]})),
    },
  };
}

async function metricsOver(answer: (request: SentRequest) => Answer) {
  const {connection, ...rest} = await connectTo(answer);
  return {...rest, metrics: metricsIn(connection.region.metrics)};
}

function metricsIn(metrics: MetricReads | undefined): MetricReads {
  if (metrics === undefined) throw new Error('metrics are turned off');
  return metrics;
}

describe('metrics', () => {
  test('500 are one call and 1,201 are three; each comes back in its place', async () => {
    const {metrics, sent} = await metricsOver(numbered);
    const few = Array.from({length: 500}, (_, index) => cpuOf(`srv${index}`));
    expect(await metrics.lastMinutes(few, 3, patient)).toHaveLength(500);
    expect(sent).toHaveLength(1);
    const many = Array.from({length: 1_201}, (_, index) => cpuOf(`many${index}`));
    const series = await metrics.lastMinutes(many, 3, patient);
    expect(sent.slice(1).map(request => queriesOf(request).length)).toEqual([500, 500, 201]);
    expect(series[1_200]?.points.map(({value}) => value)).toEqual([200]);
  });

  test('only minutes that are over are asked for, and nothing twice within a minute', async () => {
    const {metrics, sent, clock} = await metricsOver(numbered);
    await clock.advance(42_000);
    const minute = Math.floor(clock.now() / 60_000) * 60;
    const [first] = await metrics.lastMinutes([cpuOf('a'), cpuOf('a')], 5, patient);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.input).toMatchObject({StartTime: minute - 300, EndTime: minute});
    expect(sent[0] && queriesOf(sent[0])).toHaveLength(1);
    expect(first).toEqual({isRead: true, points: [{at: (minute - 60) * 1_000, value: 0}]});
    await clock.advance(59_000);
    await metrics.lastMinutes([cpuOf('a')], 5, patient);
    expect(sent).toHaveLength(1);
    await clock.advance(1_000);
    await metrics.lastMinutes([cpuOf('a')], 5, patient);
    expect(sent).toHaveLength(2);
  });

  test('no datapoint is no point; what CloudWatch could not read is told apart from it', async () => {
    const {metrics} = await metricsOver(() => ({
      body: {
        MetricDataResults: [
          {Id: 'm0', StatusCode: 'Complete', Timestamps: [], Values: []},
          {Id: 'm1', StatusCode: 'InternalError', Timestamps: [60], Values: [4]},
        ],
      },
    }));
    expect(await metrics.lastMinutes([cpuOf('quiet'), cpuOf('broken')], 5, patient)).toEqual([
      {isRead: true, points: []},
      {isRead: false, points: []},
    ]);
  });

  test('pages are put together, oldest first', async () => {
    const {metrics, sent} = await metricsOver(({input}) => ({
      body:
        input.NextToken === undefined
          ? {MetricDataResults: [{Id: 'm0', StatusCode: 'PartialData', Timestamps: [120], Values: [2]}], NextToken: 'more'}
          : {MetricDataResults: [{Id: 'm0', StatusCode: 'Complete', Timestamps: [60], Values: [1]}]},
    }));
    const [series] = await metrics.lastMinutes([cpuOf('a')], 5, patient);
    expect(sent).toHaveLength(2);
    expect(series?.points.map(({value}) => value)).toEqual([1, 2]);
  });

  test('turned off, there are none', async () => {
    const {connection} = await connectTo(numbered, {readsMetrics: false});
    expect(connection.region.metrics).toBeUndefined();
    expect(connection.background.metrics).toBeUndefined();
    expect(connection.region.alarms).toBeDefined();
  });

  test.each([
    ['AccessDeniedException', AccessDenied],
    ['AccessDenied', AccessDenied],
    ['ThrottlingException', Throttled],
    ['Throttling', Throttled],
  ])('%s is told in our words', async (code, kind) => {
    const {metrics, clock} = await metricsOver(() => awsError(code, 'no', 400, {'x-amzn-query-error': `${code};Sender`}));
    const outcome = expect(metrics.lastMinutes([cpuOf('a')], 5, patient)).rejects.toThrow(kind);
    await clock.advance(5_000);
    await outcome;
  });
});

describe('alarms', () => {
  test('those in ALARM are read once a minute, by pages of 100, those made of others among them', async () => {
    const {connection, sent, clock} = await connectTo(({input}) => ({
      body:
        input.NextToken === undefined ? {MetricAlarms: [{AlarmName: 'one'}], NextToken: 'more'} : {CompositeAlarms: [{AlarmName: 'two'}]},
    }));
    const read = () => connection.region.alarms.ringing(patient);
    const [mine, yours] = await Promise.all([read(), connection.background.alarms.ringing(patient)]);
    expect(mine.map(({name}) => name)).toEqual(['one', 'two']);
    expect(yours).toBe(mine);
    expect(sent.map(({input}) => input)).toEqual([
      {AlarmTypes: ['MetricAlarm', 'CompositeAlarm'], MaxRecords: 100, StateValue: 'ALARM'},
      {AlarmTypes: ['MetricAlarm', 'CompositeAlarm'], MaxRecords: 100, StateValue: 'ALARM', NextToken: 'more'},
    ]);
    await clock.advance(60_000);
    await read();
    expect(sent).toHaveLength(4);
  });

  test('an alarm of a metric in full, and one of which AWS tells nothing', () => {
    const transitioned = new Date(1_000);
    expect(
      toMetricAlarm({
        AlarmName: 'high',
        AlarmArn: 'arn:aws:cloudwatch:eu-west-1:1:alarm:high',
        AlarmDescription: 'too busy',
        StateValue: 'ALARM',
        StateReason: 'because',
        StateUpdatedTimestamp: new Date(2_000),
        StateTransitionedTimestamp: transitioned,
        ActionsEnabled: true,
        AlarmActions: ['arn:aws:sns:eu-west-1:1:on-call'],
        Namespace: 'AWS/ECS',
        MetricName: 'CPUUtilization',
        Dimensions: [{Name: 'ClusterName', Value: 'erp'}],
        Statistic: 'Average',
        ComparisonOperator: 'GreaterThanThreshold',
        Threshold: 80,
        EvaluationPeriods: 3,
        DatapointsToAlarm: 2,
        Period: 300,
      }),
    ).toEqual({
      arn: 'arn:aws:cloudwatch:eu-west-1:1:alarm:high',
      name: 'high',
      description: 'too busy',
      state: 'ALARM',
      reason: 'because',
      since: 1_000,
      hasActions: true,
      isForScaling: false,
      metrics: [{namespace: 'AWS/ECS', name: 'CPUUtilization', dimensions: {ClusterName: 'erp'}}],
      condition: 'Average > 80 in 2 of 3 × 5 min',
    });
    expect(toMetricAlarm({AlarmName: 'bare'})).toMatchObject({
      arn: 'bare',
      state: 'INSUFFICIENT_DATA',
      since: 0,
      hasActions: false,
      metrics: [],
    });
  });

  test('an expression names its metrics; an alarm of auto scaling is known by its actions or its name', () => {
    const Metric = {
      Namespace: 'AWS/ApplicationELB',
      MetricName: 'RequestCount',
      Dimensions: [{Name: 'TargetGroup', Value: 'targetgroup/a/1'}],
    };
    const {metrics, condition} = toMetricAlarm({
      AlarmName: 'sum',
      Metrics: [
        {Id: 'sum', Expression: 'm1 * 2'},
        {Id: 'm1', MetricStat: {Metric, Period: 60, Stat: 'Sum'}},
      ],
      ComparisonOperator: 'LessThanLowerThreshold',
    });
    expect(metrics).toEqual([{namespace: 'AWS/ApplicationELB', name: 'RequestCount', dimensions: {TargetGroup: 'targetgroup/a/1'}}]);
    expect(condition).toBe('below the band in 1 of 1 period');
    const policy = 'arn:aws:autoscaling:eu-west-1:1:scalingPolicy:x:resource/ecs/service/erp/srvweb:policyName/cpu';
    expect(toMetricAlarm({AlarmName: 'steps', AlarmActions: [policy]}).isForScaling).toBe(true);
    expect(toMetricAlarm({AlarmName: 'both', AlarmActions: [policy, 'arn:aws:sns:eu-west-1:1:x']}).isForScaling).toBe(false);
    expect(toMetricAlarm({AlarmName: 'TargetTracking-service/erp/srvweb-AlarmLow-1'}).isForScaling).toBe(true);
  });

  test('an alarm that is made of others has a rule', () => {
    expect(toCompositeAlarm({AlarmName: 'all', AlarmRule: 'ALARM("high")', StateValue: 'OK'})).toMatchObject({
      rule: 'ALARM("high")',
      metrics: [],
      state: 'OK',
    });
  });
});
