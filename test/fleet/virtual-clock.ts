// A clock whose time runs as fast as the work that waits for it: for schedules of hours that are played in milliseconds.

import type {Clock} from '../../src/domain/clock.ts';

interface Timer {
  readonly at: number;
  readonly wake: () => void;
}

/** Time that goes on only by `play`. */
export class VirtualClock implements Clock {
  #now: number;
  #timers: Timer[] = [];

  constructor(now: number) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const leave = (): void => {
        this.#timers = this.#timers.filter(one => one !== timer);
        reject(signal?.reason);
      };
      const timer = {
        at: this.#now + milliseconds,
        wake: () => {
          signal?.removeEventListener('abort', leave);
          resolve();
        },
      };
      signal?.addEventListener('abort', leave, {once: true});
      this.#timers.push(timer);
    });
  }

  /** Goes from timer to timer until the work is done. Rejects when nothing waits for the time any more, or it never ends. */
  async play<Result>(work: Promise<Result>, mostMilliseconds: number): Promise<Result> {
    let isOver = false;
    const end = this.#now + mostMilliseconds;
    const over = (): void => {
      isOver = true;
    };
    work.then(over, over);
    for (;;) {
      await new Promise(setImmediate);
      if (isOver) return work;
      const first = this.#timers.reduce<Timer | undefined>(
        (soonest, timer) => (soonest !== undefined && soonest.at <= timer.at ? soonest : timer),
        undefined,
      );
      if (first === undefined) throw new Error('nothing waits for the time, and the work is not done');
      if (first.at > end) throw new Error('the work does not end');
      this.#timers = this.#timers.filter(timer => timer !== first);
      this.#now = Math.max(this.#now, first.at);
      first.wake();
    }
  }
}
