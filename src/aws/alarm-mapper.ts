// CloudWatch's alarms as our rows.

import type {CompositeAlarm, Dimension, MetricAlarm} from '@aws-sdk/client-cloudwatch';
import type {Alarm, AlarmMetric, AlarmState} from '../domain/alarm.ts';
import {plural} from '../domain/format/quantity.ts';
import {present, time} from './mapping.ts';

/** Maps the alarm of a metric, or of an expression over several. */
export function toMetricAlarm(alarm: MetricAlarm): Alarm {
  return {...common(alarm), metrics: metricsOf(alarm), condition: conditionOf(alarm)};
}

/** Maps an alarm that is made of others. */
export function toCompositeAlarm(alarm: CompositeAlarm): Alarm {
  return {...common(alarm), metrics: [], ...present({rule: alarm.AlarmRule})};
}

function common(alarm: MetricAlarm | CompositeAlarm): Omit<Alarm, 'metrics' | 'condition' | 'rule'> {
  const actions = alarm.AlarmActions ?? [];
  const name = alarm.AlarmName ?? '';
  return {
    arn: alarm.AlarmArn ?? name,
    name,
    state: stateOf(alarm.StateValue),
    reason: alarm.StateReason ?? '',
    since: time(alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp),
    hasActions: alarm.ActionsEnabled === true && actions.length > 0,
    isForScaling: name.startsWith('TargetTracking-') || (actions.length > 0 && actions.every(isScalingPolicy)),
    ...present({description: alarm.AlarmDescription || undefined}),
  };
}

/** An alarm whose state AWS does not tell is one without data. */
function stateOf(value: string | undefined): AlarmState {
  return value === 'ALARM' || value === 'OK' ? value : 'INSUFFICIENT_DATA';
}

/** Of EC2 Auto Scaling, or of Application Auto Scaling, which uses the same namespace of ARNs. */
function isScalingPolicy(action: string): boolean {
  return /^arn:[^:]*:autoscaling:[^:]*:\d*:scalingPolicy:/.test(action);
}

function metricsOf({Namespace, MetricName, Dimensions, Metrics = []}: MetricAlarm): readonly AlarmMetric[] {
  if (MetricName !== undefined) return [{namespace: Namespace ?? '', name: MetricName, dimensions: dimensionsOf(Dimensions)}];
  return Metrics.flatMap(({MetricStat}) => {
    const metric = MetricStat?.Metric;
    if (metric === undefined) return [];
    return [{namespace: metric.Namespace ?? '', name: metric.MetricName ?? '', dimensions: dimensionsOf(metric.Dimensions)}];
  });
}

function dimensionsOf(dimensions: readonly Dimension[] | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries((dimensions ?? []).map(({Name = '', Value = ''}) => [Name, Value]));
}

const comparisons: Readonly<Record<string, string>> = {
  GreaterThanThreshold: '>',
  GreaterThanOrEqualToThreshold: '>=',
  LessThanThreshold: '<',
  LessThanOrEqualToThreshold: '<=',
  GreaterThanUpperThreshold: 'above the band',
  LessThanLowerThreshold: 'below the band',
  LessThanLowerOrGreaterThanUpperThreshold: 'outside the band',
};

/** `Average > 80 in 3 of 3 × 1 min` */
function conditionOf(alarm: MetricAlarm): string {
  const {ComparisonOperator = '', Threshold, EvaluationPeriods = 1, DatapointsToAlarm = EvaluationPeriods, Period} = alarm;
  const statistic = alarm.Statistic ?? alarm.ExtendedStatistic;
  const comparison = comparisons[ComparisonOperator] ?? ComparisonOperator;
  const limit = [statistic, comparison, Threshold].filter(part => part !== undefined).join(' ');
  const periods = Period === undefined ? plural(EvaluationPeriods, 'period') : `${EvaluationPeriods} × ${periodWords(Period)}`;
  return `${limit} in ${DatapointsToAlarm} of ${periods}`;
}

function periodWords(seconds: number): string {
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}
