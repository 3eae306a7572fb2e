// What failures do to a table: its rows stay and say so, AWS is left alone for a while, and an answer ends it.

import {connectionFailed, connectionRecovered} from '../../../store/connection.ts';
import type {DeckStore} from '../../../store/store.ts';
import type {Clock} from '../../domain/clock.ts';
import {UserError} from '../../domain/errors.ts';
import {concernsConnection, problemOf} from '../problem.ts';
import {backoff} from './backoff.ts';
import type {Ledger, Part} from './ledger.ts';

/** Credentials and connections are tried again this often: a login should be seen within ten seconds. */
const connectionRetry = 5_000;

/** Some work on a part of a table. */
export interface Attempt {
  readonly part: Part;
  readonly work: () => Promise<void>;
  /** What a failure means for the person. */
  readonly cost: () => string;
  /** Asked after a success: whether nothing of the part is left that failed before. True when absent. */
  readonly isOver?: () => boolean;
}

/** The failures of one table. */
export interface Trouble {
  /** Runs work whose failure a person is told. Resolves to whether it succeeded. */
  attempt(attempt: Attempt): Promise<boolean>;
  /** True while AWS is left alone. */
  waits(): boolean;
}

interface Ports {
  readonly store: DeckStore;
  readonly clock: Clock;
  readonly random: () => number;
  readonly onBug: (error: unknown) => void;
}

/** Keeps count of failures, and tells the ledger of them. */
export function createTrouble({store, clock, random, onBug}: Ports, ledger: Ledger, signal: AbortSignal): Trouble {
  let failures = 0;
  let retryAt = 0;
  let underWay = 0;
  /** One of the attempts that overlap has failed: the success of another does not end the trouble. */
  let hasFailed = false;

  function failed(error: UserError, {part, cost}: Attempt): void {
    hasFailed = true;
    // Calls that fail together are one failure.
    if (failures === 0 || clock.now() >= retryAt) failures += 1;
    const concernsAll = concernsConnection(error);
    retryAt = clock.now() + (concernsAll ? connectionRetry : backoff(failures, random()));
    ledger.tell(part, problemOf(error, cost()));
    if (concernsAll) store.apply(connectionFailed, {problem: problemOf(error)});
  }

  function succeeded({part, isOver = () => true}: Attempt): void {
    if (isOver()) ledger.over(part);
    // AWS answers, so what failed beside it need not wait long.
    failures = hasFailed || !ledger.isEmpty() ? Math.min(failures, 1) : 0;
    if (!hasFailed) store.apply(connectionRecovered);
  }

  return {
    waits: () => clock.now() < retryAt,
    async attempt(attempt) {
      if (underWay === 0) hasFailed = false;
      underWay += 1;
      try {
        await attempt.work();
        if (signal.aborted) return false;
        succeeded(attempt);
        return true;
      } catch (error) {
        if (signal.aborted) return false;
        if (error instanceof UserError) failed(error, attempt);
        else onBug(error);
        return false;
      } finally {
        underWay -= 1;
      }
    },
  };
}
