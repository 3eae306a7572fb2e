// What failures do to a table: its rows stay and say so, AWS is left alone for a while, and an answer ends it.

import {connectionFailed, connectionRecovered} from '../../../store/connection.ts';
import type {DeckStore} from '../../../store/store.ts';
import type {Clock} from '../../domain/clock.ts';
import {UserError} from '../../domain/errors.ts';
import {concernsConnection, problemOf} from '../problem.ts';
import {backoff} from './backoff.ts';
import type {UpdateQueue} from './update-queue.ts';

/** Credentials and connections are tried again this often: a login should be seen within ten seconds. */
const connectionRetry = 5_000;

/** The failures of one table. */
export interface Trouble {
  /** Runs work whose failure a person is told; `cost` says what it means for them. Resolves to whether it succeeded. */
  attempt(work: () => Promise<void>, cost?: () => string): Promise<boolean>;
  /** True while AWS is left alone. */
  waits(): boolean;
}

interface Ports {
  readonly store: DeckStore;
  readonly clock: Clock;
  readonly random: () => number;
  readonly onBug: (error: unknown) => void;
}

/** Keeps count of the failures of one table. */
export function createTrouble({store, clock, random, onBug}: Ports, queue: UpdateQueue, signal: AbortSignal): Trouble {
  let failures = 0;
  let retryAt = 0;
  let underWay = 0;
  /** One of the attempts that overlap has failed: the success of another does not end the trouble. */
  let hasFailed = false;

  function failed(error: UserError, cost: string | undefined): void {
    hasFailed = true;
    // Calls that fail together are one failure.
    if (clock.now() >= retryAt) failures += 1;
    const concernsAll = concernsConnection(error);
    retryAt = clock.now() + (concernsAll ? connectionRetry : backoff(failures, random()));
    queue.add({type: 'fetchFailed', problem: problemOf(error, cost)});
    queue.flush();
    if (concernsAll) store.apply(connectionFailed, {problem: problemOf(error)});
  }

  function succeeded(): void {
    // AWS answers, so what failed beside it need not wait long.
    if (hasFailed) failures = 1;
    if (hasFailed) return;
    if (failures > 0) queue.add({type: 'fetchRecovered'});
    failures = 0;
    store.apply(connectionRecovered);
  }

  return {
    waits: () => clock.now() < retryAt,
    async attempt(work, cost) {
      if (underWay === 0) hasFailed = false;
      underWay += 1;
      try {
        await work();
        if (signal.aborted) return false;
        succeeded();
        return true;
      } catch (error) {
        if (signal.aborted) return false;
        if (error instanceof UserError) failed(error, cost?.());
        else onBug(error);
        return false;
      } finally {
        underWay -= 1;
      }
    },
  };
}
