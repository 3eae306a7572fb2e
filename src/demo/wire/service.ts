// What an AWS service of the demo region is: a name on the wire, a protocol, and a table of operations.

import type {AwsError} from './aws-error.ts';
import type {DemoResponse} from './http.ts';
import type {RateLimit} from './token-bucket.ts';

/** Answers one call: takes the decoded input, gives the output in AWS's own member names, throws AwsError. */
export type Operation = (input: unknown) => object;

/** One service. Protocols are shared; two services never share a wireName. */
export interface DemoService {
  /** The prefix of its IAM actions: `ecs` in `ecs:ListTasks`. */
  readonly iamPrefix: string;
  /** The X-Amz-Target prefix (JSON), or the API version (query): what the request is recognised by. */
  readonly wireName: string;
  readonly protocol: Protocol;
  readonly operations: Readonly<Record<string, Operation>>;
  /** The throttle bucket that an operation draws from; without one it is never throttled. */
  readonly throttleCategory?: (operation: string) => ThrottleCategory | undefined;
}

/** Operations that share a token bucket, per account and Region. */
export interface ThrottleCategory {
  readonly name: string;
  readonly limit: RateLimit;
}

/** How a family of services speaks. */
export interface Protocol {
  readonly refusals: Refusals;
  /** The decoded body; throws AwsError when it cannot be read. */
  read(body: string): unknown;
  answer(call: AnsweredCall, output: object): DemoResponse;
  refuse(error: AwsError, requestId: string): DemoResponse;
}

/** What a protocol needs to know of a call in order to write its answer. */
export interface AnsweredCall {
  readonly operation: string;
  readonly wireName: string;
  readonly requestId: string;
}

/** Under which code and HTTP status a protocol reports the refusals that every service has in common. */
export interface Refusals {
  readonly denied: Refusal;
  readonly expired: Refusal;
  readonly throttled: Refusal;
  readonly skewed: Refusal;
  readonly failed: Refusal;
}

interface Refusal {
  readonly code: string;
  readonly status: number;
}
