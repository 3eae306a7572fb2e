// One throttle bucket: tokens flow in at a rate, each call takes one, and those who must wait stand in two queues.

import type {Clock} from '../domain/clock.ts';
import type {Rate} from './throttle-categories.ts';

/** `foreground`: a person waits for it. `background`: it can wait until nothing else does. */
export type Priority = 'foreground' | 'background';

interface Waiter {
  readonly admit: () => void;
}

/** The share of the burst that background calls leave for the person. */
const reservedShare = 0.2;

/** However often AWS throttles, the flow stays above this share of the usual one: data must go on arriving. */
const lowestFactor = 1 / 32;

const recoveryMilliseconds = 60_000;

/** Answers that were throttled together are one event: the flow is halved once a second at most. */
const throttleEventMilliseconds = 1_000;

/** A token bucket with two priorities, which slows down when AWS throttles. */
export class TokenBucket {
  readonly #clock: Clock;
  readonly #rate: Rate;
  readonly #queues: Readonly<Record<Priority, Set<Waiter>>> = {foreground: new Set(), background: new Set()};
  #tokens: number;
  #filledAt: number;
  #slowedAt = Number.NEGATIVE_INFINITY;
  #slowedFactor = 1;
  #isServing = false;

  constructor(clock: Clock, rate: Rate) {
    this.#clock = clock;
    this.#rate = rate;
    this.#tokens = rate.burst;
    this.#filledAt = clock.now();
  }

  /** Takes a token, waiting for it in the queue of its priority. Rejects with the signal's reason. */
  async take(priority: Priority, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const queue = this.#queues[priority];
    if (this.#isTokenFreeFor(priority) && queue.size === 0) {
      this.spend();
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const leave = (): void => {
        queue.delete(waiter);
        reject(signal.reason);
      };
      const waiter: Waiter = {
        admit: () => {
          signal.removeEventListener('abort', leave);
          resolve();
        },
      };
      signal.addEventListener('abort', leave, {once: true});
      queue.add(waiter);
      if (!this.#isServing) this.#serve().catch(reject);
    });
  }

  /** Takes a token whether there is one or not; those who come later wait the longer. */
  spend(): void {
    this.#fill();
    this.#tokens -= 1;
  }

  /** Milliseconds until a token is there; 0 when one is. */
  millisecondsUntilToken(): number {
    this.#fill();
    return Math.max(0, Math.ceil(((1 - this.#tokens) / this.#flow()) * 1_000));
  }

  /** Halves the flow, which grows back over a minute, and empties the bucket. */
  slowDown(): void {
    this.#fill();
    const now = this.#clock.now();
    this.#tokens = Math.min(this.#tokens, 0);
    if (now - this.#slowedAt < throttleEventMilliseconds) return;
    this.#slowedFactor = Math.max(this.#factor() / 2, lowestFactor);
    this.#slowedAt = now;
  }

  /** Admits those who wait, one token each, until nobody does. One such loop runs at a time. */
  async #serve(): Promise<void> {
    this.#isServing = true;
    try {
      for (;;) {
        const priority: Priority = this.#queues.foreground.size > 0 ? 'foreground' : 'background';
        const queue = this.#queues[priority];
        const [first] = queue;
        if (first === undefined) return;
        if (this.#isTokenFreeFor(priority)) {
          this.spend();
          queue.delete(first);
          first.admit();
        } else {
          // Never longer than one token takes, so that a foreground call that comes meanwhile is seen in time.
          await this.#clock.wait(Math.max(1, Math.ceil((Math.min(1, this.#missingFor(priority)) / this.#flow()) * 1_000)));
        }
      }
    } finally {
      this.#isServing = false;
    }
  }

  #isTokenFreeFor(priority: Priority): boolean {
    return this.#missingFor(priority) <= tolerance;
  }

  /** How many tokens have yet to flow in before a call of this priority may go. */
  #missingFor(priority: Priority): number {
    this.#fill();
    const reserved = priority === 'background' ? Math.min(this.#rate.burst * reservedShare, this.#rate.burst - 1) : 0;
    return 1 + reserved - this.#tokens;
  }

  #fill(): void {
    const now = this.#clock.now();
    const flowed = (Math.max(0, now - this.#filledAt) / 1_000) * this.#flow();
    this.#tokens = Math.min(this.#rate.burst, this.#tokens + flowed);
    this.#filledAt = now;
  }

  #factor(): number {
    const recovered = Math.min(1, (this.#clock.now() - this.#slowedAt) / recoveryMilliseconds);
    return this.#slowedFactor + (1 - this.#slowedFactor) * recovered;
  }

  /** Tokens a second now. */
  #flow(): number {
    return this.#rate.perSecond * this.#factor();
  }
}

/** What rounding may lack of a whole token. */
const tolerance = 1e-6;
