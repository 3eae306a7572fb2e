// What Systems Manager keeps of a command that was sent, and of each host that it was for.

import type {CommandInvocationStatus} from '@aws-sdk/client-ssm';

/** StatusDetails of an invocation. */
export type InvocationDetails =
  | 'Pending'
  | 'InProgress'
  | 'Delayed'
  | 'Cancelling'
  | 'Success'
  | 'Failed'
  | 'Cancelled'
  | 'DeliveryTimedOut'
  | 'ExecutionTimedOut'
  | 'Undeliverable'
  | 'Terminated';

/** One host of a command. Times are milliseconds since 1970. */
export interface DemoInvocation {
  readonly hostId: string;
  details: InvocationDetails;
  /** It has been handed to the host, or it was tried: it counts against MaxConcurrency until it has ended. */
  isDispatched: boolean;
  startedAt?: number;
  endedAt?: number;
  /** -1 until the script has ended by itself. */
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** A command. Times are milliseconds since 1970. */
export interface DemoCommand {
  readonly id: string;
  readonly documentName: string;
  readonly comment: string;
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  readonly commands: readonly string[];
  /** As they were asked for: ids where hosts were named, or what they were to be found by. */
  readonly instanceIds: readonly string[];
  readonly targets: readonly {readonly Key?: string | undefined; readonly Values?: readonly string[] | undefined}[];
  readonly requestedAt: number;
  /** TimeoutSeconds: a host that has not begun until then does not begin any more. */
  readonly deliverySeconds: number;
  readonly executionSeconds: number;
  /** As text, and as the number of hosts that it comes to. */
  readonly maxConcurrency: string;
  readonly mostAtOnce: number;
  readonly maxErrors: string;
  readonly mostErrors: number;
  readonly output: {readonly bucket?: string; readonly prefix?: string};
  readonly invocations: readonly DemoInvocation[];
  isCancelled: boolean;
}

const statusOf: Readonly<Record<InvocationDetails, CommandInvocationStatus>> = {
  Pending: 'Pending',
  InProgress: 'InProgress',
  Delayed: 'Delayed',
  Cancelling: 'Cancelling',
  Success: 'Success',
  Failed: 'Failed',
  Cancelled: 'Cancelled',
  DeliveryTimedOut: 'TimedOut',
  ExecutionTimedOut: 'TimedOut',
  Undeliverable: 'Failed',
  // Which Status goes with it is not documented; that it was cancelled by the system is.
  Terminated: 'Cancelled',
};

/** Status of an invocation. */
export function invocationStatus({details}: DemoInvocation): CommandInvocationStatus {
  return statusOf[details];
}

/** Whether nothing more becomes of it. */
export function hasEnded({details}: DemoInvocation): boolean {
  return details !== 'Pending' && details !== 'InProgress' && details !== 'Delayed' && details !== 'Cancelling';
}

/** Whether it counts against MaxErrors. What was never delivered does not. */
export function isError({details}: DemoInvocation): boolean {
  return details === 'Failed' || details === 'ExecutionTimedOut';
}
