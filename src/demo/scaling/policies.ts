// The policies and scheduled actions of the demo region's services, in Application Auto Scaling's own shapes.

import type {Alarm, ScalingPolicy, ScheduledAction} from '@aws-sdk/client-application-auto-scaling';
import {arn} from '../ecs/scheduler/arns.ts';
import type {EcsState} from '../ecs/state.ts';
import type {ScalableService} from '../ecs/world/scalable-services.ts';

/** The ids at the end of the names of the alarms that target tracking makes for itself. */
const alarmIds = {High: '4d8c1b7e-52a0-4f3e-9c66-0b1f7a2d9e35', Low: '9e2f6a10-83cb-4d57-b1f4-6c3a8e0d7b92'};

/** `service/erp/srvweb` */
export function resourceIdOf({cluster, service}: Pick<ScalableService, 'cluster' | 'service'>): string {
  return `service/${cluster}/${service}`;
}

/** The alarm of a service's target tracking that is on while its metric is high, or low. */
export function alarmName(plan: ScalableService, direction: 'High' | 'Low'): string {
  return `TargetTracking-${resourceIdOf(plan)}-Alarm${direction}-${alarmIds[direction]}`;
}

/** The policy that keeps a service's CPU at its target. */
export function trackingPolicyName({service}: ScalableService): string {
  return `${service}-cpu`;
}

/** The policies of a service. */
export function policiesOf(state: EcsState, plan: ScalableService, createdAt: Date): readonly ScalingPolicy[] {
  const tracking: ScalingPolicy = {
    ...policyHead(state, plan, trackingPolicyName(plan), createdAt),
    PolicyType: 'TargetTrackingScaling',
    TargetTrackingScalingPolicyConfiguration: {
      TargetValue: 60,
      PredefinedMetricSpecification: {PredefinedMetricType: 'ECSServiceAverageCPUUtilization'},
      ScaleOutCooldown: 60,
      ScaleInCooldown: 300,
      DisableScaleIn: false,
    },
    Alarms: [alarm(state, alarmName(plan, 'High')), alarm(state, alarmName(plan, 'Low'))],
  };
  const {steps} = plan;
  if (steps === undefined) return [tracking];
  const stepping: ScalingPolicy = {
    ...policyHead(state, plan, steps.name, createdAt),
    PolicyType: 'StepScaling',
    StepScalingPolicyConfiguration: {
      AdjustmentType: 'ChangeInCapacity',
      StepAdjustments: steps.adjustments.map(({from, to, by}) => ({
        MetricIntervalLowerBound: from,
        ...(to !== undefined && {MetricIntervalUpperBound: to}),
        ScalingAdjustment: by,
      })),
      Cooldown: 120,
      MetricAggregationType: 'Average',
    },
    Alarms: [alarm(state, steps.alarm)],
  };
  return [tracking, stepping];
}

function policyHead(state: EcsState, plan: ScalableService, name: string, createdAt: Date) {
  return {
    PolicyARN: arn(state, 'autoscaling', `scalingPolicy:8f2d6c1a:resource/ecs/${resourceIdOf(plan)}:policyName/${name}`),
    PolicyName: name,
    ServiceNamespace: 'ecs',
    ResourceId: resourceIdOf(plan),
    ScalableDimension: 'ecs:service:DesiredCount',
    CreationTime: createdAt,
  } as const;
}

function alarm(state: EcsState, name: string): Alarm {
  return {AlarmName: name, AlarmARN: arn(state, 'cloudwatch', `alarm:${name}`)};
}

/** The scheduled actions of a service. */
export function actionsOf(state: EcsState, plan: ScalableService, createdAt: Date): readonly ScheduledAction[] {
  return (plan.actions ?? []).map(({name, schedule, timezone, minimum, maximum}) => ({
    ScheduledActionName: name,
    ScheduledActionARN: arn(
      state,
      'autoscaling',
      `scheduledAction:3b7e9d52:resource/ecs/${resourceIdOf(plan)}:scheduledActionName/${name}`,
    ),
    ServiceNamespace: 'ecs',
    ResourceId: resourceIdOf(plan),
    ScalableDimension: 'ecs:service:DesiredCount',
    Schedule: schedule,
    Timezone: timezone,
    ScalableTargetAction: {MinCapacity: minimum, MaxCapacity: maximum},
    CreationTime: createdAt,
  }));
}
