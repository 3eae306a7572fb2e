// DescribeAlarms: the alarms of the world in AWS's shape, 100 a page at most.

import type {CompositeAlarm, DescribeAlarmsInput, DescribeAlarmsOutput, MetricAlarm, StateValue} from '@aws-sdk/client-cloudwatch';
import {arn} from '../ecs/scheduler/arns.ts';
import {AwsError} from '../wire/aws-error.ts';
import {takePage} from '../wire/pages.ts';
import {evaluated, stateNow} from './alarm-state.ts';
import type {MeasuredWorld} from './measured-world.ts';
import type {MetricName} from './metric-name.ts';
import type {AlarmPlan, AlarmPlans, CompositePlan} from './world-alarms.ts';

// AWS: MaxRecords is 1 to 100 and 50 unless given; 100 names at most.
const mostPerPage = 100;
const usualPage = 50;
const mostNames = 100;

/** The alarms that are asked for, those of metrics before those that are made of others. */
export function describeAlarms(world: MeasuredWorld, plans: AlarmPlans, began: number, input: DescribeAlarmsInput): DescribeAlarmsOutput {
  const {
    AlarmNames: names,
    AlarmNamePrefix: prefix,
    AlarmTypes: types = ['MetricAlarm'],
    StateValue: state,
    MaxRecords = usualPage,
  } = input;
  if (!(MaxRecords >= 1 && MaxRecords <= mostPerPage))
    throw invalid(`MaxRecords must be between 1 and ${mostPerPage}, but was ${MaxRecords}.`);
  if (names !== undefined && names.length > mostNames)
    throw invalid(`The collection AlarmNames must not have a size greater than ${mostNames}.`);
  if (names !== undefined && prefix !== undefined) throw invalid('AlarmNames and AlarmNamePrefix cannot be given together.');
  const isWanted = ({name}: {readonly name: string}) => (names === undefined || names.includes(name)) && name.startsWith(prefix ?? '');
  const ringing = (name: string) => plans.metric.some(plan => plan.name === name && stateNow(world, plan) === 'ALARM');
  const metric = types.includes('MetricAlarm') ? plans.metric.filter(isWanted) : [];
  const composite = types.includes('CompositeAlarm') ? plans.composite.filter(isWanted) : [];
  const found: readonly (AlarmPlan | CompositePlan)[] = [
    ...metric.filter(plan => state === undefined || stateNow(world, plan) === state),
    ...composite.filter(plan => state === undefined || stateOf(plan, ringing) === state),
  ];
  const page = takePage(
    () => found,
    ({name}) => name,
    {scope: 'DescribeAlarms', size: MaxRecords, token: input.NextToken},
    () => new AwsError('InvalidNextToken', 'The next token specified is invalid.'),
  );
  return {
    MetricAlarms: page.items.flatMap(plan => ('metrics' in plan ? [toMetricAlarm(world, plan, began)] : [])),
    CompositeAlarms: page.items.flatMap(plan => ('of' in plan ? [toCompositeAlarm(world, plan, plans, began)] : [])),
    NextToken: page.nextToken,
  };
}

function toMetricAlarm(world: MeasuredWorld, plan: AlarmPlan, began: number): MetricAlarm {
  const {state, reason, since} = evaluated(world, plan, began);
  const [first] = plan.metrics;
  const isPercentile = plan.statistic.startsWith('p');
  return {
    ...named(world, plan, began),
    AlarmActions: actionsOf(world, plan),
    StateValue: state,
    StateReason: reason,
    StateUpdatedTimestamp: new Date(since),
    StateTransitionedTimestamp: new Date(since),
    ...(plan.metrics.length === 1
      ? {
          MetricName: first?.name,
          Namespace: first?.namespace,
          Dimensions: dimensionsOf(first),
          Period: 60,
          ...(isPercentile ? {ExtendedStatistic: plan.statistic} : {Statistic: plan.statistic as MetricAlarm['Statistic']}),
        }
      : {Metrics: sumOf(plan)}),
    EvaluationPeriods: plan.periods,
    DatapointsToAlarm: plan.datapoints,
    Threshold: plan.threshold,
    ComparisonOperator: plan.comparison,
    TreatMissingData: plan.missing,
  };
}

function toCompositeAlarm(world: MeasuredWorld, plan: CompositePlan, {metric}: AlarmPlans, began: number): CompositeAlarm {
  const members = metric
    .filter(({name}) => plan.of.includes(name))
    .map(member => ({name: member.name, ...evaluated(world, member, began)}));
  const ringing = members.filter(member => member.state === 'ALARM').toSorted((one, other) => one.since - other.since);
  const since = ringing[0]?.since ?? Math.max(...members.map(member => member.since));
  const arnOf = (name: string) => arn(world.state, 'cloudwatch', `alarm:${name}`);
  return {
    ...named(world, plan, began),
    AlarmActions: [pager(world)],
    AlarmRule: plan.of.map(name => `ALARM("${name}")`).join(' OR '),
    StateValue: ringing.length > 0 ? 'ALARM' : 'OK',
    StateReason:
      ringing[0] === undefined
        ? 'No child alarm is in ALARM state.'
        : `${arnOf(ringing[0].name)} transitioned to ALARM at ${new Date(since).toUTCString()}`,
    StateUpdatedTimestamp: new Date(since),
    StateTransitionedTimestamp: new Date(since),
  };
}

function named({state}: MeasuredWorld, plan: AlarmPlan | CompositePlan, began: number) {
  return {
    AlarmName: plan.name,
    AlarmArn: arn(state, 'cloudwatch', `alarm:${plan.name}`),
    AlarmDescription: plan.description,
    AlarmConfigurationUpdatedTimestamp: new Date(began - 30 * 86_400_000),
    ActionsEnabled: true,
    OKActions: [],
    InsufficientDataActions: [],
  };
}

function actionsOf(world: MeasuredWorld, {actions, metrics}: AlarmPlan): string[] {
  const {ClusterName = '', ServiceName = ''} = metrics[0]?.dimensions ?? {};
  const policy = `scalingPolicy:8f2d6c1a:resource/ecs/service/${ClusterName}/${ServiceName}:policyName/${ServiceName}-cpu`;
  switch (actions) {
    case 'page':
      return [pager(world)];
    case 'scale':
      return [arn(world.state, 'autoscaling', policy)];
  }
}

function pager({state}: MeasuredWorld): string {
  return arn(state, 'sns', 'on-call');
}

function dimensionsOf(metric: MetricName | undefined) {
  return Object.entries(metric?.dimensions ?? {}).map(([Name, Value]) => ({Name, Value}));
}

function sumOf({metrics, statistic}: AlarmPlan): MetricAlarm['Metrics'] {
  const ids = metrics.map((_, index) => `m${index + 1}`);
  return [
    {Id: 'sum', Expression: ids.map(id => `FILL(${id}, 0)`).join(' + '), ReturnData: true},
    ...metrics.map((metric, index) => ({
      Id: ids[index],
      MetricStat: {
        Metric: {Namespace: metric.namespace, MetricName: metric.name, Dimensions: dimensionsOf(metric)},
        Period: 60,
        Stat: statistic,
      },
      ReturnData: false,
    })),
  ];
}

function stateOf({of}: CompositePlan, ringing: (name: string) => boolean): StateValue {
  return of.some(ringing) ? 'ALARM' : 'OK';
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationError', message);
}
