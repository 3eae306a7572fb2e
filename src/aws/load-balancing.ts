// The port LoadBalancingReads: target groups by ARN, and how their targets are.

import type {Clock} from '../domain/clock.ts';
import {Gone} from '../domain/errors.ts';
import type {LoadBalancingReads} from '../domain/ports.ts';
import type {TargetGroup} from '../domain/target.ts';
import {batches} from './batches.ts';
import type {Call} from './caller.ts';
import type {LoadBalancingOperations} from './load-balancing-client.ts';
import {numberIn} from './mapping.ts';
import {createMemo, type Memo} from './memo.ts';
import {toTargetGroup, toTargetHealth} from './target-mapper.ts';

/** DescribeTargetGroups takes 20 ARNs: "You cannot describe more than '20' target groups at a time". */
const groupsPerCall = 20;

/** A health check may be corrected in the middle of an incident, and then it should be seen. */
const groupsKeptMilliseconds = 30_000;
const delayKeptMilliseconds = 60_000;

/** Creates the reads; groups are remembered for half a minute, health never. */
export function createLoadBalancing(clock: Clock, call: Call<LoadBalancingOperations>): LoadBalancingReads {
  const groups: Memo<readonly TargetGroup[]> = createMemo(clock, groupsKeptMilliseconds);
  const delays: Memo<number | undefined> = createMemo(clock, delayKeptMilliseconds);
  return {
    async targetGroups(arns, signal) {
      const unique = [...new Set(arns)].toSorted();
      const read = batches(unique, groupsPerCall).map(batch =>
        groups.get(batch.join(' '), signal, readSignal => readGroups(call, batch, readSignal)),
      );
      return (await Promise.all(read)).flat();
    },
    async targetHealth(targetGroupArn, signal) {
      const answer = await call('DescribeTargetHealth', {TargetGroupArn: targetGroupArn}, signal);
      return (answer.TargetHealthDescriptions ?? []).map(toTargetHealth);
    },
    deregistrationDelay: (targetGroupArn, signal) =>
      delays.get(targetGroupArn, signal, readSignal => readDelay(call, targetGroupArn, readSignal)),
    async rawTarget(targetGroupArn, {id, port}, signal) {
      const target = {Id: id, ...(port !== undefined && {Port: port})};
      const [health, group] = await Promise.all([
        call('DescribeTargetHealth', {TargetGroupArn: targetGroupArn, Targets: [target]}, signal),
        call('DescribeTargetGroups', {TargetGroupArns: [targetGroupArn]}, signal),
      ]);
      return {...health.TargetHealthDescriptions?.[0], TargetGroup: group.TargetGroups?.[0]};
    },
  };
}

/** One that is gone fails the call for all of them: then each is asked for alone. */
async function readGroups(
  call: Call<LoadBalancingOperations>,
  arns: readonly string[],
  signal: AbortSignal,
): Promise<readonly TargetGroup[]> {
  try {
    const answer = await call('DescribeTargetGroups', {TargetGroupArns: [...arns]}, signal);
    return (answer.TargetGroups ?? []).map(toTargetGroup);
  } catch (error) {
    if (!(error instanceof Gone)) throw error;
    if (arns.length === 1) return [];
    return (await Promise.all(arns.map(arn => readGroups(call, [arn], signal)))).flat();
  }
}

async function readDelay(call: Call<LoadBalancingOperations>, targetGroupArn: string, signal: AbortSignal): Promise<number | undefined> {
  const answer = await call('DescribeTargetGroupAttributes', {TargetGroupArn: targetGroupArn}, signal);
  return numberIn(answer.Attributes?.find(({Key}) => Key === 'deregistration_delay.timeout_seconds')?.Value);
}
