// Keeps one table fresh while it is on the screen: lists, describes, investigates, what is visible first. Made when the
// person comes to the table and aborted when they leave it, so that late answers for another place reach nothing.

import type {TableScreen} from '../../../store/state.ts';
import {type TableAddress, tableOf} from '../../../store/tables.ts';
import {createDescribing} from './describing.ts';
import {createInvestigating} from './investigating.ts';
import {createLedger} from './ledger.ts';
import {createListing} from './listing.ts';
import {createMeasuring} from './measuring.ts';
import {createTrouble} from './trouble.ts';
import {createUpdateQueue} from './update-queue.ts';
import {visibleIds} from './visible.ts';
import type {WatchContext, WatchPorts} from './watch-context.ts';

/** A table that is kept fresh. */
export interface TableWatch {
  readonly address: TableAddress;
  /** Something may be due: a second has passed, or other rows have come into sight. */
  tick(): void;
  /** The person wants what they see to be read now. */
  refresh(): void;
  stop(): void;
}

/** Begins to watch the table of a screen. */
export function watchTable(ports: WatchPorts, screen: TableScreen): TableWatch {
  const {store, clock} = ports;
  const address: TableAddress = {kind: screen.kind, scope: screen.scope};
  const controller = new AbortController();
  const {signal} = controller;
  const queue = createUpdateQueue(store, clock, address, signal);
  const ledger = createLedger(queue, tableOf(store.getState(), address)?.problem);
  const context: WatchContext = {
    ...ports,
    address,
    signal,
    queue,
    resource: ports.resourceOf(screen.kind),
    ledger,
    trouble: createTrouble(ports, ledger, signal),
    table: () => tableOf(store.getState(), address),
    visible() {
      const state = store.getState();
      const shown = state.screens.at(-1);
      return shown?.type === 'table' && shown.kind === address.kind ? visibleIds(state, shown, ports.projector) : [];
    },
  };
  const describing = createDescribing(context);
  const listing = createListing(context, describing);
  const investigating = createInvestigating(context);
  const measuring = createMeasuring(context);

  function tick(isForced: boolean): void {
    if (signal.aborted) return;
    if (!isForced && (store.getState().isPaused || context.trouble.waits())) return;
    listing.tick(isForced);
    // Resources whose list already tells all need no second look.
    if (!listing.tellsAll()) describing.tick(isForced);
    if (describing.isBusy()) return;
    investigating.tick();
    measuring.tick();
  }

  return {
    address,
    tick: () => tick(false),
    refresh: () => tick(true),
    stop: () => controller.abort(new Error('the table was left')),
  };
}
