// What stands between a request and its operation: the network, the signature, permissions, throttling. Faults act here.

import type {Clock} from '../domain/clock.ts';
import {coversAction, type FaultSwitch} from './faults.ts';
import {AwsError} from './wire/aws-error.ts';
import {type DemoRequest, headerOf} from './wire/http.ts';
import {signedRegion} from './wire/region-alias.ts';
import type {DemoService} from './wire/service.ts';
import {TokenBucket} from './wire/token-bucket.ts';

/** A call on its way to an operation. */
export interface IncomingCall {
  readonly request: DemoRequest;
  readonly service: DemoService;
  readonly operation: string;
  readonly input: unknown;
  readonly signal?: AbortSignal;
}

/** The gate of a region. */
export interface Gate {
  /** Resolves when the call may go on; throws AwsError; rejects with the signal's reason when the caller gives up. */
  enter(call: IncomingCall): Promise<void>;
  /** Resolves when the answer may go out: never, when the answer is to be lost. */
  leave(call: IncomingCall): Promise<void>;
}

/** What a gate is made of. */
export interface GateParts {
  readonly clock: Clock;
  readonly random: () => number;
  readonly faults: FaultSwitch;
  readonly callerArn: string;
  /** The ARN prefix of ECS's clusters, for the wording of refusals. */
  readonly clusterArnPrefix: string;
}

// AWS takes signatures that are up to five minutes off.
const acceptedSkew = 5 * 60_000;

/** Makes a gate with full throttle buckets. */
export function createGate(parts: GateParts): Gate {
  const {clock, random, faults} = parts;
  const buckets = new Map<string, TokenBucket>();

  return {
    async enter(call) {
      const {current} = faults;
      if (current.isBlackhole || isOut(call, current.regionsOut)) await silence(call.signal);
      if (current.latency > 0) await clock.wait(current.latency, call.signal);
      checkSignature(call, clock.now(), current.skew);
      const {refusals} = call.service.protocol;
      if (current.isExpired) {
        throw new AwsError(refusals.expired.code, 'The security token included in the request is expired', refusals.expired.status);
      }
      checkPermission(call, current.deny, parts);
      if (random() < current.throttle || !takeToken(buckets, call, clock.now())) {
        throw new AwsError(refusals.throttled.code, 'Rate exceeded', refusals.throttled.status);
      }
      const failing = Math.max(current.fail, call.operation.startsWith('Describe') ? current.failBatch : 0);
      if (failing > 0 && random() < failing) {
        throw new AwsError(refusals.failed.code, 'Service Unavailable. Please try again later.', refusals.failed.status);
      }
    },
    async leave({operation, signal}) {
      if (faults.current.unknown.includes(operation)) await silence(signal);
    },
  };
}

function isOut({request}: IncomingCall, regionsOut: readonly string[]): boolean {
  const region = signedRegion(request);
  return region !== undefined && regionsOut.includes(region);
}

function takeToken(buckets: Map<string, TokenBucket>, {service, operation}: IncomingCall, now: number): boolean {
  const category = service.throttleCategory?.(operation);
  if (category === undefined) return true;
  const bucket = buckets.get(category.name) ?? new TokenBucket(category.limit, now);
  buckets.set(category.name, bucket);
  return bucket.take(now);
}

// Without the fault the time is not looked at: tests sign with the machine's clock and run the region on their own.
function checkSignature({request, service}: IncomingCall, now: number, skewSeconds: number): void {
  if (skewSeconds === 0) return;
  const stamp = headerOf(request, 'x-amz-date');
  if (stamp === undefined) return;
  const signedAt = Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  const serverTime = now + skewSeconds * 1000;
  if (Math.abs(serverTime - signedAt) <= acceptedSkew) return;
  const {code, status} = service.protocol.refusals.skewed;
  const isLate = signedAt < serverTime;
  const bound = amzDate(isLate ? serverTime - acceptedSkew : serverTime + acceptedSkew);
  const how = isLate ? `expired: ${stamp} is now earlier than` : `not yet current: ${stamp} is still later than`;
  throw new AwsError(code, `Signature ${how} ${bound} (${amzDate(serverTime)} ${isLate ? '-' : '+'} 5 min.)`, status);
}

/** `20261231T235959Z` */
function amzDate(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d{3}/g, '');
}

function checkPermission({service, operation, input}: IncomingCall, deny: readonly string[], parts: GateParts): void {
  const action = `${service.iamPrefix}:${operation}`;
  if (!deny.some(pattern => coversAction(pattern, action))) return;
  const {code, status} = service.protocol.refusals.denied;
  const resource = resourceOf(input, parts.clusterArnPrefix);
  const message = `User: ${parts.callerArn} is not authorized to perform: ${action} on resource: ${resource}`;
  throw new AwsError(code, `${message} because no identity-based policy allows the ${action} action`, status);
}

function resourceOf(input: unknown, clusterArnPrefix: string): string {
  const cluster = typeof input === 'object' && input !== null && 'cluster' in input ? input.cluster : undefined;
  if (typeof cluster !== 'string') return '*';
  return cluster.startsWith('arn:') ? cluster : clusterArnPrefix + cluster;
}

/** Never resolves; rejects when the caller gives up. */
export function silence(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    if (signal?.aborted) reject(signal.reason);
    signal?.addEventListener('abort', () => reject(signal.reason), {once: true});
  });
}
