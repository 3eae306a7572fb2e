// Service auto scaling as the program sees it: within which bounds, by what rules, and what came of it. From Application Auto Scaling.

/** The fewest and the most tasks that auto scaling may leave a service with. */
export interface ScalingBounds {
  readonly minimum: number;
  readonly maximum: number;
}

/** Which kinds of scaling are switched off: by policies, in and out, and by scheduled actions. */
export interface ScalingSuspension {
  readonly isInSuspended: boolean;
  readonly isOutSuspended: boolean;
  readonly isScheduleSuspended: boolean;
}

/** A service that auto scaling may scale, from DescribeScalableTargets. */
export interface ScalableTarget extends ScalingBounds {
  readonly suspension: ScalingSuspension;
}

/** A rule by which a service is scaled, from DescribeScalingPolicies. */
export type ScalingPolicy = TargetTrackingPolicy | StepPolicy | OtherPolicy;

interface PolicyHead {
  readonly name: string;
  /** Names of the CloudWatch alarms that trigger it. */
  readonly alarms: readonly string[];
}

/** Keeps a metric at a value. */
export interface TargetTrackingPolicy extends PolicyHead {
  readonly type: 'target tracking';
  /** `ECSServiceAverageCPUUtilization`, or a customized metric's namespace and name. */
  readonly metric: string;
  readonly value: number;
  /** Absent: 300 for an ECS service. */
  readonly outCooldownSeconds?: number;
  readonly inCooldownSeconds?: number;
  readonly isInDisabled: boolean;
}

/** Adds or takes away by how far an alarm's threshold is passed. */
export interface StepPolicy extends PolicyHead {
  readonly type: 'step';
  /** ChangeInCapacity, PercentChangeInCapacity or ExactCapacity. */
  readonly adjustment: string;
  readonly steps: readonly ScalingStep[];
  /** Absent: 300. */
  readonly cooldownSeconds?: number;
  /** The fewest tasks that a change by percent adds or takes away. */
  readonly leastChange?: number;
}

/** One step, for a metric this far from the alarm's threshold; a bound that is absent is none. */
export interface ScalingStep {
  readonly from?: number;
  readonly to?: number;
  readonly by: number;
}

/** A policy of another kind: predictive, or one that is newer than this program. */
export interface OtherPolicy extends PolicyHead {
  readonly type: 'other';
  /** AWS's name of the kind. */
  readonly kind: string;
  /** What of it can be told in a few words; may be empty. */
  readonly about: string;
}

/** New bounds at a time, from DescribeScheduledActions. Times are milliseconds since 1970. */
export interface ScheduledScaling {
  readonly name: string;
  /** `at(…)`, `rate(…)` or `cron(…)`, as AWS has it. */
  readonly schedule: string;
  /** IANA; absent: UTC. */
  readonly timezone?: string;
  readonly startsAt?: number;
  readonly endsAt?: number;
  readonly createdAt: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** What auto scaling did, or left undone, from DescribeScalingActivities; AWS keeps them for six weeks. */
export interface ScalingActivity {
  readonly id: string;
  readonly at: number;
  readonly endedAt?: number;
  /** Pending, InProgress, Successful, Overridden, Unfulfilled or Failed. */
  readonly status: string;
  readonly description: string;
  readonly cause: string;
  readonly message?: string;
  readonly details?: string;
  /** Why nothing was scaled; empty where something was. */
  readonly notScaled: readonly NotScaledReason[];
  /** The desired count that it sets, where its description tells one. */
  readonly count?: number;
  /** The desired count that auto scaling set, or found, the time before; somebody may have changed it in between. */
  readonly countBefore?: number;
}

/** One reason for not scaling, with the capacities that AWS tells. */
export interface NotScaledReason {
  /** AlreadyAtMaxCapacity, AlreadyAtMinCapacity, AlreadyAtDesiredCapacity, AutoScalingAnticipatedFlapping or TargetServicePutResourceAsUnscalable. */
  readonly code: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly current?: number;
}

/** Nothing is switched off. */
export const nothingSuspended: ScalingSuspension = {isInSuspended: false, isOutSuspended: false, isScheduleSuspended: false};

/** Everything is. */
export const allSuspended: ScalingSuspension = {isInSuspended: true, isOutSuspended: true, isScheduleSuspended: true};
