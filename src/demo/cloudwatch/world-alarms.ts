// The alarms of the world: those that somebody set up over the systems, and those that Application Auto Scaling made for itself.

import type {ComparisonOperator} from '@aws-sdk/client-cloudwatch';
import type {EcsState} from '../ecs/state.ts';
import type {ScalableService} from '../ecs/world/scalable-services.ts';
import {findGroups} from '../elb/target-groups.ts';
import type {MetricName} from './metric-name.ts';

/** An alarm as it was set up. */
export interface AlarmPlan {
  readonly name: string;
  readonly description?: string;
  /** Several are added up. */
  readonly metrics: readonly MetricName[];
  readonly statistic: string;
  readonly comparison: ComparisonOperator;
  readonly threshold: number;
  /** So many of the last so many minutes. */
  readonly datapoints: number;
  readonly periods: number;
  /** What a minute without a datapoint counts as. */
  readonly missing: 'missing' | 'notBreaching';
  readonly actions: 'page' | 'scale';
}

/** An alarm that is in ALARM while one of the others is. */
export interface CompositePlan {
  readonly name: string;
  readonly description: string;
  readonly of: readonly string[];
}

/** All alarms of a Region. */
export interface AlarmPlans {
  readonly metric: readonly AlarmPlan[];
  readonly composite: readonly CompositePlan[];
}

/** One generated service of so many has an alarm. */
const generatedEvery = 10;

/** The alarms of the world: those of the systems, or some over the services of a generated one. */
export function alarmPlans(state: EcsState, scalable: readonly ScalableService[]): AlarmPlans {
  const systems = [...erp(state), ...consulDemo(), ...discovery(state)].filter(({metrics}) =>
    metrics.every(({dimensions}) => dimensions.ClusterName === undefined || state.clusters.has(dimensions.ClusterName)),
  );
  if (!state.clusters.has('erp')) return {metric: generated(state), composite: []};
  return {
    metric: [...systems, ...scalable.filter(({isSuspended}) => !isSuspended).flatMap(targetTracking)],
    composite: [
      {
        name: 'erp-degraded',
        description: 'The web application of the ERP is slow or about to be.',
        of: ['erp-srvapp2-cpu-high', 'erp-srvapp2-latency'],
      },
    ],
  };
}

function erp(state: EcsState): readonly AlarmPlan[] {
  return [
    ...['srvweb', 'srvapp1', 'srvapp2'].map(service => ({
      ...ofService('erp', service, 'CPUUtilization'),
      name: `erp-${service}-cpu-high`,
      description: `${service} uses most of its CPU. Runbook: wiki/erp/cpu`,
      threshold: 70,
    })),
    {...ofService('erp', 'srvapp2', 'MemoryUtilization'), name: 'erp-srvapp2-memory-high', threshold: 85},
    {
      ...plan,
      name: 'erp-memory-reservation',
      description: 'There is hardly any room left for tasks in the cluster.',
      metrics: [{namespace: 'AWS/ECS', name: 'MemoryReservation', dimensions: {ClusterName: 'erp'}}],
      threshold: 90,
      datapoints: 5,
      periods: 5,
    },
    ...ofGroup(state, 'targetapp2', {name: 'erp-srvapp2-latency', metric: 'TargetResponseTime', statistic: 'p99', threshold: 2}),
    ...ofGroup(state, 'targetapp2', {name: 'erp-srvapp2-5xx', metric: 'HTTPCode_Target_5XX_Count', statistic: 'Sum', threshold: 10}),
  ];
}

function consulDemo(): readonly AlarmPlan[] {
  const memory = ofService('consul-demo', 'weather', 'MemoryUtilization');
  return [{...memory, name: 'consul-demo-weather-memory', statistic: 'Maximum', threshold: 80, datapoints: 1, periods: 5}];
}

/** What the deployments of checkout heed: both of its groups, whichever has the new revision. */
function discovery(state: EcsState): readonly AlarmPlan[] {
  const [one] = ofGroup(state, 'checkout-a', {name: 'checkout-5xx', metric: 'HTTPCode_Target_5XX_Count', statistic: 'Sum', threshold: 25});
  const [other] = ofGroup(state, 'checkout-b', {name: '', metric: 'HTTPCode_Target_5XX_Count', statistic: 'Sum', threshold: 25});
  if (one === undefined || other === undefined) return [];
  return [
    {...one, metrics: [...one.metrics, ...other.metrics], description: 'Answers of 5xx of both groups of checkout, together.'},
    ...ofGroup(state, 'checkout-a', {name: 'checkout-latency-p99', metric: 'TargetResponseTime', statistic: 'p99', threshold: 1.5}),
  ];
}

/** What Application Auto Scaling puts up for a policy that keeps the CPU at 60 percent. */
function targetTracking({cluster, service}: ScalableService): readonly AlarmPlan[] {
  const usual = {...ofService(cluster, service, 'CPUUtilization'), actions: 'scale' as const};
  const name = (kind: string, id: string) => `TargetTracking-service/${cluster}/${service}-Alarm${kind}-${id}`;
  const description = 'DO NOT EDIT OR DELETE. For TargetTrackingScaling policy';
  return [
    {...usual, name: name('High', '4d8c1b7e-52a0-4f3e-9c66-0b1f7a2d9e35'), description, threshold: 60},
    {
      ...usual,
      name: name('Low', '9e2f6a10-83cb-4d57-b1f4-6c3a8e0d7b92'),
      description,
      comparison: 'LessThanThreshold',
      threshold: 54,
      datapoints: 15,
      periods: 15,
    },
  ];
}

function generated(state: EcsState): readonly AlarmPlan[] {
  const plans: AlarmPlan[] = [];
  for (const [cluster, {services}] of state.clusters) {
    for (const service of services.keys()) {
      if (Number(/\d+$/.exec(service)?.[0]) % generatedEvery !== generatedEvery - 1) continue;
      plans.push({...ofService(cluster, service, 'CPUUtilization'), name: `${service}-cpu-high`, threshold: 50});
    }
  }
  return plans;
}

const plan = {
  statistic: 'Average',
  comparison: 'GreaterThanThreshold',
  datapoints: 3,
  periods: 3,
  missing: 'missing',
  actions: 'page',
} as const satisfies Partial<AlarmPlan>;

function ofService(cluster: string, service: string, metric: string): Omit<AlarmPlan, 'name' | 'threshold'> {
  return {...plan, metrics: [{namespace: 'AWS/ECS', name: metric, dimensions: {ClusterName: cluster, ServiceName: service}}]};
}

interface GroupAlarm {
  readonly name: string;
  readonly metric: string;
  readonly statistic: string;
  readonly threshold: number;
}

function ofGroup(state: EcsState, groupName: string, {name, metric, statistic, threshold}: GroupAlarm): readonly AlarmPlan[] {
  const group = findGroups(state).find(one => one.name === groupName);
  if (group === undefined) return [];
  const dimensions = {
    TargetGroup: group.arn.slice(group.arn.lastIndexOf(':') + 1),
    LoadBalancer: group.loadBalancerArn.slice(group.loadBalancerArn.indexOf('loadbalancer/') + 'loadbalancer/'.length),
  };
  return [
    {...plan, name, statistic, threshold, missing: 'notBreaching', metrics: [{namespace: 'AWS/ApplicationELB', name: metric, dimensions}]},
  ];
}
