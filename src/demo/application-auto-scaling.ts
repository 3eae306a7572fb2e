// Application Auto Scaling: the bounds within which services are scaled.

import type {
  DescribeScalableTargetsRequest,
  DescribeScalableTargetsResponse,
  ScalableTarget,
} from '@aws-sdk/client-application-auto-scaling';
import {arn, partitionOf} from './ecs/scheduler/arns.ts';
import type {EcsState} from './ecs/state.ts';
import type {ScalableService} from './ecs/world/world.ts';
import {AwsError} from './wire/aws-error.ts';
import {jsonProtocol} from './wire/json-protocol.ts';
import {takePage} from './wire/pages.ts';
import type {DemoService} from './wire/service.ts';

interface Parts {
  readonly state: EcsState;
  readonly scalableTargets: readonly ScalableService[];
  readonly now: () => number;
}

const most = 50;

/** Application Auto Scaling with the targets that the world registered. */
export function applicationAutoScaling({state, scalableTargets, now}: Parts): DemoService {
  const registeredAt = new Date(now());
  const targets = scalableTargets.map(service => targetOf(state, service, registeredAt));
  return {
    iamPrefix: 'application-autoscaling',
    wireName: 'AnyScaleFrontendService',
    protocol: jsonProtocol,
    operations: {
      DescribeScalableTargets: input => describeScalableTargets(targets, input as DescribeScalableTargetsRequest),
    },
  };
}

function targetOf(state: EcsState, {cluster, service, minimum, maximum, isSuspended}: ScalableService, registeredAt: Date): ScalableTarget {
  const role = 'aws-service-role/ecs.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ECSService';
  return {
    ServiceNamespace: 'ecs',
    ResourceId: `service/${cluster}/${service}`,
    ScalableDimension: 'ecs:service:DesiredCount',
    MinCapacity: minimum,
    MaxCapacity: maximum,
    RoleARN: `arn:${partitionOf(state.region)}:iam::${state.account}:role/${role}`,
    CreationTime: registeredAt,
    SuspendedState: {
      DynamicScalingInSuspended: isSuspended,
      DynamicScalingOutSuspended: isSuspended,
      ScheduledScalingSuspended: isSuspended,
    },
    ScalableTargetARN: arn(state, 'application-autoscaling', `scalable-target/${cluster}-${service}`),
  };
}

function describeScalableTargets(
  targets: readonly ScalableTarget[],
  {ServiceNamespace, ResourceIds, ScalableDimension, MaxResults = most, NextToken}: DescribeScalableTargetsRequest,
): DescribeScalableTargetsResponse {
  if (ServiceNamespace === undefined) throw invalid('serviceNamespace', 'Member must not be null');
  if (ResourceIds !== undefined && ResourceIds.length > most) {
    throw invalid('resourceIds', `Member must have length less than or equal to ${most}`);
  }
  if (MaxResults < 1) throw invalid('maxResults', 'Member must have value greater than or equal to 1');
  const isWanted = (target: ScalableTarget) =>
    target.ServiceNamespace === ServiceNamespace &&
    (ResourceIds === undefined || ResourceIds.includes(target.ResourceId ?? '')) &&
    (ScalableDimension === undefined || target.ScalableDimension === ScalableDimension);
  const page = takePage(
    () => targets.values().filter(isWanted),
    target => `${target.ResourceId} ${target.ScalableDimension}`,
    {scope: 'DescribeScalableTargets', size: Math.min(MaxResults, most), token: NextToken},
    () => new AwsError('InvalidNextTokenException', 'The next token supplied was invalid.'),
  );
  return {ScalableTargets: [...page.items], NextToken: page.nextToken};
}

function invalid(member: string, constraint: string): AwsError {
  return new AwsError(
    'ValidationException',
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}
