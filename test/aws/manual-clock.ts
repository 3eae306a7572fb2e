// A clock that stands still until it is told to go on.

import type {Clock} from '../../src/domain/clock.ts';

/** A clock whose time only `advance` moves. */
export interface ManualClock extends Clock {
  /** Moves time on, waking waiters in their order, and lets what they started run. */
  advance(milliseconds: number): Promise<void>;
}

/** Lets everything run that needs no time: promises, and the SDK's immediate callbacks. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise(resolve => setImmediate(resolve));
}

/** Creates a clock that starts at 2026-11-20T12:00:00Z. */
export function manualClock(start = Date.UTC(2026, 10, 20, 12)): ManualClock {
  let now = start;
  const waiters = new Set<{readonly at: number; readonly wake: () => void}>();
  return {
    now: () => now,
    wait: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        if (milliseconds <= 0) return resolve();
        const waiter = {at: now + milliseconds, wake: () => resolve()};
        waiters.add(waiter);
        signal?.addEventListener('abort', () => {
          waiters.delete(waiter);
          reject(signal.reason);
        });
      }),
    async advance(milliseconds) {
      const end = now + milliseconds;
      await settle();
      for (;;) {
        const next = [...waiters].filter(({at}) => at <= end).toSorted((one, other) => one.at - other.at)[0];
        if (next === undefined) break;
        waiters.delete(next);
        now = next.at;
        next.wake();
        await settle();
      }
      now = end;
    },
  };
}
