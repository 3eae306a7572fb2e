// AWS's `failures[]`, which every Describe call can answer.

import type {Failure} from '@aws-sdk/client-ecs';
import type {DescribeFailure} from '../domain/ports.ts';
import {each, present} from './mapping.ts';

/** What could not be described, or changed, and why. */
export function toFailures(failures: readonly Failure[] | undefined): readonly DescribeFailure[] {
  return each(failures, ({arn, reason, detail}) => ({arn: arn ?? '', reason: reason ?? 'UNKNOWN', ...present({detail})}));
}
