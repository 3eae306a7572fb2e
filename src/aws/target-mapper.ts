// Elastic Load Balancing's target groups and the health of their targets as our rows.

import type {TargetGroup as SdkTargetGroup, TargetHealthDescription} from '@aws-sdk/client-elastic-load-balancing-v2';
import type {TargetGroup, TargetHealth} from '../domain/target.ts';
import {each, present} from './mapping.ts';

/** Maps a target group with its health check. */
export function toTargetGroup(group: SdkTargetGroup): TargetGroup {
  return {
    arn: group.TargetGroupArn ?? '',
    name: group.TargetGroupName ?? '',
    targetType: group.TargetType ?? 'instance',
    loadBalancerArns: each(group.LoadBalancerArns, arn => arn),
    healthCheck: {
      isEnabled: group.HealthCheckEnabled ?? true,
      protocol: group.HealthCheckProtocol ?? '',
      port: group.HealthCheckPort ?? 'traffic-port',
      intervalSeconds: group.HealthCheckIntervalSeconds ?? 0,
      timeoutSeconds: group.HealthCheckTimeoutSeconds ?? 0,
      healthyThreshold: group.HealthyThresholdCount ?? 0,
      unhealthyThreshold: group.UnhealthyThresholdCount ?? 0,
      ...present({
        path: group.HealthCheckPath || undefined,
        matcher: group.Matcher?.HttpCode || group.Matcher?.GrpcCode || undefined,
      }),
    },
    ...present({protocol: group.Protocol, port: group.Port}),
  };
}

/** Maps how one target is. */
export function toTargetHealth({Target, TargetHealth: health, HealthCheckPort}: TargetHealthDescription): TargetHealth {
  return {
    id: Target?.Id ?? '',
    state: health?.State ?? 'unknown',
    ...present({
      port: Target?.Port,
      zone: Target?.AvailabilityZone || undefined,
      reason: health?.Reason || undefined,
      description: health?.Description || undefined,
      checkedPort: HealthCheckPort || undefined,
    }),
  };
}
