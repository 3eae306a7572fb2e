// The slower look behind a verdict, for visible rows that want one; a few at a time.

import {mostInvestigations, mostInvestigationsPerWindow} from './limits.ts';
import {forgetLeft, isInvestigationDue, rowOf} from './schedule.ts';
import {createTrouble} from './trouble.ts';
import type {WatchContext} from './watch-context.ts';

/** The investigating of one table. */
export interface Investigating {
  tick(): void;
}

const window = 10_000;

/** Rows whose look is cheap are looked at together: their joins share calls when they begin in the same turn. */
const together = 50;

/** Investigates a table's visible rows as they become due. */
export function createInvestigating(context: WatchContext): Investigating {
  const {resource, queue, ledger, signal, clock, connection, table, visible} = context;
  // Of its own: a look that is denied must not hold up the table.
  const trouble = createTrouble(context, ledger, signal);
  /** When each row was looked into last, with or without success. */
  const asked = new Map<string, number>();
  const underWay = new Set<string>();
  /** Rows whose newest look failed. */
  const failed = new Set<string>();
  const begun: number[] = [];
  const most = resource.isInvestigationShared === true ? together : mostInvestigations;
  const mostPerWindow = resource.isInvestigationShared === true ? Number.POSITIVE_INFINITY : mostInvestigationsPerWindow;

  function begin(id: string): void {
    const entry = table()?.entries.get(id);
    const {investigate} = resource;
    if (entry === undefined || investigate === undefined) return;
    underWay.add(id);
    asked.set(id, clock.now());
    begun.push(clock.now());
    const work = trouble.attempt({
      part: 'looks',
      async work() {
        const finding = await resource.investigate?.(connection().background, rowOf(entry), signal, clock.now());
        failed.delete(id);
        queue.add({type: 'rowsInvestigated', findings: [{id, finding}], at: clock.now()});
      },
      cost() {
        failed.add(id);
        return `${resource.name(id)} could not be looked into`;
      },
      isOver: () => failed.size === 0,
    });
    void work.then(hasSucceeded => {
      underWay.delete(id);
      if (hasSucceeded) tick();
    });
  }

  /** A row that asks for no look any more, or is out of sight, gets none that could end its trouble. */
  function forgetUnwanted(): void {
    const entries = table()?.entries;
    // Looked through seldom: as many again have come.
    if (entries !== undefined && asked.size > 2 * entries.size) forgetLeft(asked, entries);
    if (failed.size === 0) return;
    const seen = new Set(visible());
    for (const id of failed) {
      const entry = entries?.get(id);
      const isWanted = entry?.row !== undefined && resource.wantsInvestigation?.(rowOf(entry)) !== false;
      if (!isWanted || !seen.has(id)) failed.delete(id);
    }
    if (failed.size === 0) ledger.over('looks');
  }

  function dueIds(): readonly string[] {
    const entries = table()?.entries;
    const now = clock.now();
    const due = visible().flatMap(id => {
      const entry = entries?.get(id);
      return entry !== undefined && !underWay.has(id) && isInvestigationDue(resource, entry, asked.get(id) ?? 0, now) ? [entry] : [];
    });
    // What was never looked into goes first; the order of the screen decides among equals.
    return due.toSorted((one, other) => one.investigatedAt - other.investigatedAt).map(entry => entry.id);
  }

  function tick(): void {
    if (signal.aborted || context.store.getState().isPaused) return;
    forgetUnwanted();
    if (trouble.waits()) return;
    const now = clock.now();
    while ((begun[0] ?? now) < now - window) begun.shift();
    for (const id of dueIds()) {
      if (underWay.size >= most || begun.length >= mostPerWindow) return;
      begin(id);
    }
  }

  return {tick};
}
