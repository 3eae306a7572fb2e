// Application Auto Scaling's targets, policies, scheduled actions and activities as our rows.

import type {
  ScheduledAction,
  NotScaledReason as SdkNotScaledReason,
  ScalableTarget as SdkScalableTarget,
  ScalingActivity as SdkScalingActivity,
  ScalingPolicy as SdkScalingPolicy,
  SuspendedState,
  TargetTrackingScalingPolicyConfiguration,
} from '@aws-sdk/client-application-auto-scaling';
import type {
  NotScaledReason,
  ScalableTarget,
  ScalingActivity,
  ScalingPolicy,
  ScalingSuspension,
  ScheduledScaling,
} from '../domain/scaling/scaling.ts';
import {each, present, time} from './mapping.ts';

/** Maps a scalable target. */
export function toScalableTarget({MinCapacity = 0, MaxCapacity = 0, SuspendedState}: SdkScalableTarget): ScalableTarget {
  return {minimum: MinCapacity, maximum: MaxCapacity, suspension: toSuspension(SuspendedState)};
}

function toSuspension(state: SuspendedState | undefined): ScalingSuspension {
  return {
    isInSuspended: state?.DynamicScalingInSuspended ?? false,
    isOutSuspended: state?.DynamicScalingOutSuspended ?? false,
    isScheduleSuspended: state?.ScheduledScalingSuspended ?? false,
  };
}

/** Maps a policy of any kind. */
export function toScalingPolicy(policy: SdkScalingPolicy): ScalingPolicy {
  const head = {name: policy.PolicyName ?? '', alarms: each(policy.Alarms, alarm => alarm.AlarmName ?? '')};
  const tracking = policy.TargetTrackingScalingPolicyConfiguration;
  if (tracking !== undefined) {
    return {
      ...head,
      type: 'target tracking',
      metric: metricOf(tracking),
      value: tracking.TargetValue ?? 0,
      isInDisabled: tracking.DisableScaleIn ?? false,
      ...present({outCooldownSeconds: tracking.ScaleOutCooldown, inCooldownSeconds: tracking.ScaleInCooldown}),
    };
  }
  const stepping = policy.StepScalingPolicyConfiguration;
  if (stepping !== undefined) {
    return {
      ...head,
      type: 'step',
      adjustment: stepping.AdjustmentType ?? 'ChangeInCapacity',
      steps: each(stepping.StepAdjustments, step => ({
        by: step.ScalingAdjustment ?? 0,
        ...present({from: step.MetricIntervalLowerBound, to: step.MetricIntervalUpperBound}),
      })),
      ...present({cooldownSeconds: stepping.Cooldown, leastChange: stepping.MinAdjustmentMagnitude}),
    };
  }
  const mode = policy.PredictiveScalingPolicyConfiguration?.Mode;
  const about = mode === undefined ? '' : mode === 'ForecastOnly' ? 'forecasts only, scales nothing' : 'scales ahead of its forecast';
  return {...head, type: 'other', kind: kindWords(policy.PolicyType), about};
}

function kindWords(type: string | undefined): string {
  return type === 'PredictiveScaling' ? 'predictive' : (type ?? 'unknown');
}

function metricOf(tracking: TargetTrackingScalingPolicyConfiguration): string {
  const {PredefinedMetricSpecification: predefined, CustomizedMetricSpecification: customized} = tracking;
  if (predefined !== undefined) return predefined.PredefinedMetricType ?? '';
  if (customized?.MetricName !== undefined) return [customized.Namespace, customized.MetricName].filter(Boolean).join(' ');
  // Metric math: the expression that gives the value is the one that returns data.
  const result = customized?.Metrics?.find(({ReturnData}) => ReturnData !== false);
  return result?.Label ?? result?.Expression ?? 'a metric of its own';
}

/** Maps a scheduled action. */
export function toScheduledScaling(action: ScheduledAction): ScheduledScaling {
  return {
    name: action.ScheduledActionName ?? '',
    schedule: action.Schedule ?? '',
    createdAt: time(action.CreationTime),
    ...present({
      timezone: action.Timezone || undefined,
      startsAt: action.StartTime?.getTime(),
      endsAt: action.EndTime?.getTime(),
      minimum: action.ScalableTargetAction?.MinCapacity,
      maximum: action.ScalableTargetAction?.MaxCapacity,
    }),
  };
}

/** Maps activities, newest first, each with the count that the one before it left, where that is told. */
export function toScalingActivities(activities: readonly SdkScalingActivity[]): readonly ScalingActivity[] {
  const sorted = activities.map(toScalingActivity).toSorted((one, other) => other.at - one.at);
  return sorted.map((activity, index) => {
    if (activity.count === undefined) return activity;
    const countBefore = sorted
      .slice(index + 1)
      .map(countLeft)
      .find(count => count !== undefined);
    return countBefore === undefined ? activity : {...activity, countBefore};
  });
}

/** The desired count after an activity, where it tells one. */
function countLeft({status, count, notScaled}: ScalingActivity): number | undefined {
  if (notScaled.length > 0) return notScaled.find(({current}) => current !== undefined)?.current;
  return status === 'Successful' ? count : undefined;
}

function toScalingActivity(activity: SdkScalingActivity): ScalingActivity {
  const description = activity.Description ?? '';
  const count = /desired count to (\d+)/i.exec(description)?.[1];
  return {
    id: activity.ActivityId ?? '',
    at: time(activity.StartTime),
    status: activity.StatusCode ?? '',
    description,
    cause: activity.Cause ?? '',
    notScaled: each(activity.NotScaledReasons, toReason),
    ...present({
      endedAt: activity.EndTime?.getTime(),
      message: activity.StatusMessage || undefined,
      details: activity.Details || undefined,
      count: count === undefined ? undefined : Number(count),
    }),
  };
}

function toReason({Code = '', MinCapacity, MaxCapacity, CurrentCapacity}: SdkNotScaledReason): NotScaledReason {
  return {code: Code, ...present({minimum: MinCapacity, maximum: MaxCapacity, current: CurrentCapacity})};
}
