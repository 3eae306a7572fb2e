// The status of a command as a whole, summed up from its hosts. It can be Success although a host was never reached.

import type {CommandStatus} from '@aws-sdk/client-ssm';
import {type DemoCommand, hasEnded, isError} from './command.ts';

/** Status and StatusDetails. */
export interface SummedStatus {
  readonly status: CommandStatus;
  readonly details: string;
}

/** Sums up, after AWS's table "Understanding command statuses". */
export function commandStatus({invocations, isCancelled, mostErrors}: DemoCommand): SummedStatus {
  if (!invocations.every(hasEnded)) return underway(invocations, isCancelled);
  if (isCancelled) return same('Cancelled');
  const count = (details: string) => invocations.filter(each => each.details === details).length;
  if (invocations.filter(isError).length > mostErrors) {
    return count('ExecutionTimedOut') > count('Failed') ? {status: 'TimedOut', details: 'ExecutionTimedOut'} : same('Failed');
  }
  if (count('DeliveryTimedOut') > mostErrors) return {status: 'TimedOut', details: 'DeliveryTimedOut'};
  // Hosts that could not be reached at all do not count.
  if (count('Success') + count('Undeliverable') === invocations.length) return same('Success');
  return {status: 'Failed', details: 'Incomplete'};
}

function underway(invocations: DemoCommand['invocations'], isCancelled: boolean): SummedStatus {
  if (isCancelled) return same('Cancelling');
  return same(invocations.every(({details}) => details === 'Pending') ? 'Pending' : 'InProgress');
}

function same(status: CommandStatus): SummedStatus {
  return {status, details: status};
}
