// Which operations only read, and which bucket each spends from. An operation that is not in a table counts as a change.

import {ecsChangeOperations, ecsReadOperations} from './ecs-operations.ts';
import type {ThrottleCategory} from './throttle-categories.ts';

/** A service by its IAM prefix, so that `ecs` and `ListTasks` make the action `ecs:ListTasks`. */
export type ServiceId =
  | 'ecs'
  | 'sts'
  | 'ec2'
  | 'ssm'
  | 'application-autoscaling'
  | 'autoscaling'
  | 'elasticloadbalancing'
  | 'servicediscovery'
  | 'logs'
  | 'cloudwatch';

/** What an operation does, and the bucket that it spends from. */
export interface OperationFacts {
  readonly effect: 'read' | 'change';
  readonly category: ThrottleCategory;
}

const readOperations: Readonly<Record<ServiceId, Readonly<Record<string, ThrottleCategory>>>> = {
  ecs: ecsReadOperations,
  sts: {GetCallerIdentity: 'sts'},
  ec2: {DescribeInstances: 'ec2'},
  ssm: {DescribeInstanceInformation: 'ssm', GetCommandInvocation: 'ssm', ListCommandInvocations: 'ssm', ListCommands: 'ssm'},
  'application-autoscaling': {
    DescribeScalableTargets: 'application-autoscaling',
    DescribeScalingActivities: 'application-autoscaling',
    DescribeScalingPolicies: 'application-autoscaling',
    DescribeScheduledActions: 'application-autoscaling',
  },
  autoscaling: {DescribeAutoScalingGroups: 'autoscaling', DescribeScalingActivities: 'autoscaling'},
  elasticloadbalancing: {
    DescribeTargetGroupAttributes: 'load-balancing read',
    DescribeTargetGroups: 'load-balancing read',
    DescribeTargetHealth: 'load-balancing read',
  },
  cloudwatch: {DescribeAlarms: 'alarm read', GetMetricData: 'metric read'},
  servicediscovery: {
    GetInstance: 'cloud-map read',
    GetInstancesHealthStatus: 'cloud-map read',
    GetNamespace: 'cloud-map read',
    GetService: 'cloud-map read',
    ListInstances: 'cloud-map read',
  },
  logs: {FilterLogEvents: 'log filter', GetLogEvents: 'log stream read', StartLiveTail: 'live tail'},
};

/** Changes whose bucket is known. SendCommand is a shell of root on hosts, whatever its script does. */
const changeOperations: Partial<Record<ServiceId, Readonly<Record<string, ThrottleCategory>>>> = {
  ecs: ecsChangeOperations,
  ssm: {CancelCommand: 'ssm', SendCommand: 'ssm', StartSession: 'ssm'},
  'application-autoscaling': {RegisterScalableTarget: 'application-autoscaling'},
};

/** What is known of an operation (`ListTasks`) of a service. Unknown ones are changes. */
export function operationFacts(service: ServiceId, operation: string): OperationFacts {
  const category = categoryIn(readOperations[service], operation);
  if (category !== undefined) return {effect: 'read', category};
  return {effect: 'change', category: categoryIn(changeOperations[service] ?? {}, operation) ?? 'other change'};
}

function categoryIn(table: Readonly<Record<string, ThrottleCategory>>, operation: string): ThrottleCategory | undefined {
  // `hasOwn`: a name such as `constructor` must not be found on the prototype.
  return Object.hasOwn(table, operation) ? table[operation] : undefined;
}
