// How many targets of a service are in which state: what a glance at a service asks its load balancers. Apart, because their
// endpoint may be out of reach where that of ECS is not, and must not hold up what ECS tells.

import {Gone, Unreachable} from '../domain/errors.ts';
import {countTargets} from '../domain/health/target-health.ts';
import type {Region} from '../domain/ports.ts';
import {type Service, targetGroupsOf} from '../domain/service.ts';
import type {TargetCounts} from '../domain/target.ts';

/** An endpoint that did not answer is left alone for so long: in a closed network each call would wait for its deadline. */
const restMilliseconds = 60_000;

const resting = new WeakMap<Region, {readonly problem: Unreachable; readonly until: number}>();

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
  const rest = resting.get(aws);
  if (now !== undefined && rest !== undefined && now < rest.until) throw rest.problem;
  try {
    return await Promise.all(arns.map(arn => countsOf(aws, arn, signal)));
  } catch (error) {
    if (now !== undefined && error instanceof Unreachable) resting.set(aws, {problem: error, until: now + restMilliseconds});
    throw error;
  }
}

async function countsOf(aws: Region, targetGroupArn: string, signal: AbortSignal): Promise<TargetCounts> {
  try {
    return countTargets(targetGroupArn, await aws.loadBalancing.targetHealth(targetGroupArn, signal));
  } catch (error) {
    if (error instanceof Gone) return countTargets(targetGroupArn, []);
    throw error;
  }
}
