// How many targets of a service are in which state: what a glance at a service asks its load balancers. Apart, because their
// endpoint may be out of reach where that of ECS is not, and must not hold up what ECS tells.

import {Gone} from '../domain/errors.ts';
import {countTargets} from '../domain/health/target-health.ts';
import type {Region} from '../domain/ports.ts';
import {type Service, targetGroupsOf} from '../domain/service.ts';
import type {TargetCounts} from '../domain/target.ts';
import {unlessResting} from './resting.ts';

/**
 * One call for each target group, of which a service has five at most; undefined where it has none. A group that is gone has no
 * targets. Without `now` an endpoint that is left alone is asked all the same.
 */
export async function targetCounts(
  aws: Region,
  service: Service,
  signal: AbortSignal,
  now?: number,
): Promise<readonly TargetCounts[] | undefined> {
  const arns = targetGroupsOf(service);
  if (arns.length === 0) return undefined;
  return unlessResting(aws, 'load balancing', now, () => Promise.all(arns.map(arn => countsOf(aws, arn, signal))));
}

async function countsOf(aws: Region, targetGroupArn: string, signal: AbortSignal): Promise<TargetCounts> {
  try {
    return countTargets(targetGroupArn, await aws.loadBalancing.targetHealth(targetGroupArn, signal));
  } catch (error) {
    if (error instanceof Gone) return countTargets(targetGroupArn, []);
    throw error;
  }
}
