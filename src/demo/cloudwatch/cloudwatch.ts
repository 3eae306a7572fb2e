// CloudWatch: metrics that follow from the world, and the alarms over them.

import type {DescribeAlarmsInput, GetMetricDataInput} from '@aws-sdk/client-cloudwatch';
import type {EcsState, Scheduler} from '../ecs/state.ts';
import type {ScalableService} from '../ecs/world/scalable-services.ts';
import {queryCompatibleJsonProtocol} from '../wire/json-protocol.ts';
import type {DemoService} from '../wire/service.ts';
import {describeAlarms} from './describe-alarms.ts';
import {measuredWorld} from './measured-world.ts';
import {getMetricData} from './metric-data.ts';
import {alarmPlans} from './world-alarms.ts';

interface Parts {
  readonly state: EcsState;
  readonly scheduler: Scheduler;
  readonly scalableTargets: readonly ScalableService[];
  readonly now: () => number;
}

// AWS's quotas, a second, per account and Region.
const buckets = {
  GetMetricData: {name: 'metric data', limit: {burst: 50, perSecond: 50}},
  DescribeAlarms: {name: 'alarm read', limit: {burst: 9, perSecond: 9}},
} as const;

/** CloudWatch over the world. */
export function cloudWatch({state, scheduler, scalableTargets, now}: Parts): DemoService {
  const began = now();
  const plans = alarmPlans(state, scalableTargets);
  const world = () => measuredWorld(state, scheduler, now());
  return {
    iamPrefix: 'cloudwatch',
    wireName: 'GraniteServiceVersion20100801',
    protocol: queryCompatibleJsonProtocol,
    operations: {
      GetMetricData: input => getMetricData(world(), input as GetMetricDataInput),
      DescribeAlarms: input => describeAlarms(world(), plans, began, input as DescribeAlarmsInput),
    },
    throttleCategory: operation => Object.entries(buckets).find(([name]) => name === operation)?.[1],
  };
}
