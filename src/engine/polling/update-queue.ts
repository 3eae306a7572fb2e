// Gathers what was read into few changes of the screen: the first rows at once, then at most five a second.

import type {DeckStore} from '../../../store/store.ts';
import {type TableAddress, type TableUpdate, tableUpdated} from '../../../store/tables.ts';
import type {Clock} from '../../domain/clock.ts';

/** The least time between two changes of the screen, milliseconds. */
const calm = 200;

/** Takes updates of one table and hands them to the store together. */
export interface UpdateQueue {
  add(update: TableUpdate): void;
  /** Hands over what waits, now. */
  flush(): void;
}

/** A queue for one table; after `signal` is aborted nothing reaches the store any more. */
export function createUpdateQueue(store: DeckStore, clock: Clock, address: TableAddress, signal: AbortSignal): UpdateQueue {
  let waiting: TableUpdate[] = [];
  let flushedAt = Number.NEGATIVE_INFINITY;
  let isTimed = false;

  function flush(): void {
    if (waiting.length === 0 || signal.aborted) return;
    const updates = waiting;
    waiting = [];
    flushedAt = clock.now();
    store.apply(tableUpdated, {address, updates});
  }

  async function flushLater(milliseconds: number): Promise<void> {
    isTimed = true;
    try {
      await clock.wait(milliseconds, signal);
      flush();
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      isTimed = false;
    }
  }

  return {
    flush,
    add(update) {
      waiting.push(update);
      const rest = flushedAt + calm - clock.now();
      if (rest <= 0) flush();
      else if (!isTimed) void flushLater(rest);
    },
  };
}
