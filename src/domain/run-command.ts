// Systems Manager Run Command in our own words: what is sent to hosts, and what becomes of it on each. Implemented by
// src/aws over the real SDK client, always.

import type {Accepted} from './accepted.ts';

/** What Systems Manager knows of a host, from DescribeInstanceInformation. A host that it does not list is not managed. */
export interface ManagedHost {
  /** `i-…` or `mi-…`. */
  readonly instanceId: string;
  /** PingStatus: Online, ConnectionLost or Inactive. */
  readonly ping: string;
  /** Linux, Windows or MacOS. */
  readonly platformType?: string;
  /** `Amazon Linux`, `Ubuntu`… */
  readonly platformName?: string;
  readonly platformVersion?: string;
  readonly agentVersion?: string;
  readonly address?: string;
  /** Milliseconds since 1970. */
  readonly lastPingAt?: number;
}

/** A script for hosts, as SendCommand takes it. Every limit is set, because AWS's own defaults are wide. */
export interface CommandOrder {
  readonly document: 'AWS-RunShellScript';
  /** 1 to 50. */
  readonly instanceIds: readonly string[];
  /** The document's `commands`: lines that `sh` runs as root. */
  readonly commands: readonly string[];
  /** At most 100 characters; holds the token by which a send without an answer is found again. */
  readonly comment: string;
  /** TimeoutSeconds: how long the host may take to begin, 30 to 2,592,000. */
  readonly deliverySeconds: number;
  /** The document's executionTimeout, 5 to 172,800. */
  readonly executionSeconds: number;
  /** MaxConcurrency, a number of hosts. */
  readonly maxConcurrency: number;
  /** MaxErrors: once more hosts than this have failed, AWS starts it on no further host. */
  readonly maxErrors: number;
  /** Where AWS keeps the whole output, beyond what it answers. */
  readonly outputBucket?: {readonly bucket: string; readonly prefix?: string};
}

/** A command that AWS has taken, from SendCommand or ListCommands. */
export interface SentCommand {
  readonly commandId: string;
  readonly comment: string;
  /** Milliseconds since 1970. */
  readonly requestedAt: number;
  readonly instanceIds: readonly string[];
  /** The command's own Status; it can say Success although hosts were never reached: judge by invocations. */
  readonly status: string;
  readonly statusDetails: string;
}

/** What became of a command on one host. */
export interface Invocation {
  readonly commandId: string;
  readonly instanceId: string;
  /** Pending, InProgress, Delayed, Success, Cancelled, TimedOut, Failed or Cancelling. */
  readonly status: string;
  /** StatusDetails, which tells more: DeliveryTimedOut, Undeliverable, Terminated, AccessDenied… */
  readonly statusDetails: string;
  /** The first 2,500 characters; empty until it has ended. */
  readonly output: string;
  readonly exitCode?: number;
  /** Milliseconds since 1970. */
  readonly startedAt?: number;
  readonly endedAt?: number;
}

/** The output of one host as far as AWS keeps it: the first 24,000 and 8,000 characters. */
export interface InvocationOutput {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: string;
  readonly statusDetails: string;
  readonly exitCode?: number;
  /** In S3, where a bucket was named. */
  readonly stdoutUrl?: string;
}

/** Reads of Run Command. Every call is paced, has a deadline, and rejects with one of domain/errors. */
export interface RunCommandReads {
  /** Any number of ids, or all hosts that are managed when undefined; those that are not managed are left out. Never from memory. */
  managedHosts(instanceIds: readonly string[] | undefined, signal: AbortSignal): Promise<readonly ManagedHost[]>;
  /** All hosts of a command, in pages of 50. Empty right after the send is normal. */
  invocations(commandId: string, signal: AbortSignal): Promise<readonly Invocation[]>;
  /** Rejects with Gone while AWS does not know the invocation (yet). */
  output(commandId: string, instanceId: string, signal: AbortSignal): Promise<InvocationOutput>;
  /** Pages of the commands that were sent after a time (milliseconds since 1970, AWS's clock, rounded down to a second), newest first. */
  commandsSentAfter(time: number, signal: AbortSignal): AsyncIterable<readonly SentCommand[]>;
}

/** Sends to hosts. Sent once and never retried blindly: a call without an answer rejects with OutcomeUnknown. */
export interface RunCommandChanges {
  send(order: CommandOrder, signal: AbortSignal): Promise<SentCommand & Accepted>;
  /** CancelCommand: best effort, what runs on a host may go on. All hosts of the command. */
  cancel(commandId: string, signal: AbortSignal): Promise<Accepted>;
}
