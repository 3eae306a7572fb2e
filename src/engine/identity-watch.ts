// Learns from STS who the program acts as, and learns it again now and then: credentials may change under a running program.

import {connectionFailed, connectionRecovered, identityRead} from '../../store/connection.ts';
import type {DeckStore} from '../../store/store.ts';
import type {Clock} from '../domain/clock.ts';
import {UserError} from '../domain/errors.ts';
import type {Identity} from '../domain/identity.ts';
import type {AccountRules, LiveConnection} from './ports.ts';
import {concernsConnection, problemOf} from './problem.ts';

const knownInterval = 5 * 60_000;
const unknownInterval = 10_000;

/** What the watch is handed. */
export interface IdentityWatchPorts {
  readonly store: DeckStore;
  readonly clock: Clock;
  readonly connection: () => LiveConnection;
  readonly rulesFor: (identity: Identity) => AccountRules;
  readonly onBug: (error: unknown) => void;
}

/** Reads the identity until `signal` is aborted. */
export async function watchIdentity({store, clock, connection, rulesFor, onBug}: IdentityWatchPorts, signal: AbortSignal): Promise<void> {
  let hasFailed = false;
  while (!signal.aborted) {
    try {
      const identity = await connection().region.identity(signal);
      if (signal.aborted) return;
      store.apply(identityRead, {identity, ...rulesFor(identity)});
      // Who we are may have been known by heart: only an answer after a failure tells that AWS answers again.
      if (hasFailed) store.apply(connectionRecovered);
      hasFailed = false;
      await clock.wait(knownInterval, signal);
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof UserError)) return onBug(error);
      hasFailed = true;
      // A role that may not even ask who it is can still read ECS: only trouble that stops everything is told.
      if (concernsConnection(error)) store.apply(connectionFailed, {problem: problemOf(error)});
      await clock.wait(unknownInterval, signal).catch(() => undefined);
    }
  }
}
