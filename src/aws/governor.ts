// Keeps the program to a share of what AWS allows an account, which every colleague and pipeline spends from too.
// Pure apart from the clock it is handed.

import type {Clock} from '../domain/clock.ts';
import {publishedRates, type ThrottleCategory} from './throttle-categories.ts';
import {type Priority, TokenBucket} from './token-bucket.ts';

/** Our share of each published bucket, of its burst as of its flow. */
const share = 0.3;

/** A change waits for its turn no longer than this, milliseconds: the person has confirmed it. */
const longestWaitOfChange = 1_000;

const throttledForMilliseconds = 10_000;

/** Paces calls per throttle bucket. */
export interface Governor {
  /** Resolves when a call may go out. Rejects with the signal's reason. A change waits at most a second. */
  acquire(category: ThrottleCategory, priority: Priority | 'change', signal: AbortSignal): Promise<void>;
  /** Notes a call that went out without asking: a retry by the SDK. */
  spent(category: ThrottleCategory): void;
  /** AWS throttled a call of this bucket: its flow is halved, and comes back within a minute. */
  throttled(category: ThrottleCategory): void;
  /** Calls that went out within the last 60 seconds. */
  callsPerMinute(): number;
  /** True for ten seconds after AWS throttled a call. */
  isThrottled(): boolean;
}

/** A governor with full buckets. */
export function createGovernor(clock: Clock): Governor {
  const buckets = new Map<ThrottleCategory, TokenBucket>();
  let throttledAt = Number.NEGATIVE_INFINITY;
  /** Calls by the second in which they went out; never more than a minute of them. */
  const callsBySecond = new Map<number, number>();

  function bucketOf(category: ThrottleCategory): TokenBucket {
    const known = buckets.get(category);
    if (known !== undefined) return known;
    const {burst, perSecond} = publishedRates[category];
    const created = new TokenBucket(clock, {burst: burst * share, perSecond: perSecond * share});
    buckets.set(category, created);
    return created;
  }

  function forgetOldCalls(): void {
    const oldest = Math.floor(clock.now() / 1_000) - 60;
    for (const second of callsBySecond.keys()) if (second <= oldest) callsBySecond.delete(second);
  }

  function count(): void {
    forgetOldCalls();
    const second = Math.floor(clock.now() / 1_000);
    callsBySecond.set(second, (callsBySecond.get(second) ?? 0) + 1);
  }

  return {
    async acquire(category, priority, signal) {
      const bucket = bucketOf(category);
      if (priority === 'change') {
        await clock.wait(Math.min(bucket.millisecondsUntilToken(), longestWaitOfChange), signal);
        bucket.spend();
      } else {
        await bucket.take(priority, signal);
      }
      count();
    },
    spent(category) {
      bucketOf(category).spend();
      count();
    },
    throttled(category) {
      throttledAt = clock.now();
      bucketOf(category).slowDown();
    },
    callsPerMinute() {
      forgetOldCalls();
      return [...callsBySecond.values()].reduce((sum, calls) => sum + calls, 0);
    },
    isThrottled: () => clock.now() - throttledAt < throttledForMilliseconds,
  };
}
