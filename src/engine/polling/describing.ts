// Reads the rows behind the ids: the visible ones at once and often, the others in the background and seldom.

import {mostBatches} from './limits.ts';
import {awaitsDescription, forgetLeft, hiddenHolds, isHiddenDue, isVisibleDue, readRow} from './schedule.ts';
import type {WatchContext} from './watch-context.ts';

/** The describing of one table. */
export interface Describing {
  tick(isForced: boolean): void;
  /** Ids that a list has just named; those that were never described are read in the background. */
  listed(ids: readonly string[]): void;
  /** True while visible rows are on their way. */
  isBusy(): boolean;
}

/** How often all rows are looked through for old ones, milliseconds: a table may have 20,000. */
const sweepInterval = 5_000;

/** Describes a table's rows as they become due. */
export function createDescribing(context: WatchContext): Describing {
  const {resource, address, queue, signal, clock, connection, trouble, store, table, visible} = context;
  /** When each row was asked for last; of rows whose reading failed, not. */
  const asked = new Map<string, number>();
  /** Rows that were asked for by hand, or that a change was made to, and not yet read since: some were read too short a time before. */
  const wanted = new Set<string>();
  /** Rows whose newest reading failed. */
  const unread = new Set<string>();
  let hasShown = false;
  const underWay = new Set<string>();
  const backlog = new Set<string>();
  let foreground = 0;
  let background = 0;
  let sweptAt = Number.NEGATIVE_INFINITY;

  async function describe(ids: readonly string[], isVisible: boolean): Promise<void> {
    const {region, background: quiet} = connection();
    const {rows, failures} = await resource.describe(isVisible ? region : quiet, address.scope, ids, signal);
    if (signal.aborted) return;
    for (const id of ids) unread.delete(id);
    const at = clock.now();
    queue.add({type: 'rowsDescribed', rows: rows.map(row => readRow(resource, row)), at});
    if (failures.length > 0) queue.add({type: 'rowsMissing', failures: failures.map(({arn, reason}) => ({id: arn, reason}))});
    // The first rows are what the person waits for.
    if (!hasShown) queue.flush();
    hasShown = true;
  }

  /** How many rows could not be read, these among them; those that left the table do not count. */
  function stillUnread(failed: readonly string[] = []): number {
    const entries = table()?.entries;
    for (const id of failed) unread.add(id);
    for (const id of unread) if (entries?.has(id) !== true) unread.delete(id);
    return unread.size;
  }

  function begin(ids: readonly string[], isVisible: boolean): void {
    for (const id of ids) {
      underWay.add(id);
      asked.set(id, clock.now());
      wanted.delete(id);
      backlog.delete(id);
    }
    if (isVisible) foreground += 1;
    else background += 1;
    const work = trouble.attempt({
      part: 'rows',
      work: () => describe(ids, isVisible),
      cost: () => `${stillUnread(ids)} of ${table()?.entries.size ?? ids.length} ${resource.title} could not be read`,
      isOver: () => stillUnread() === 0,
    });
    void work.then(hasSucceeded => {
      for (const id of ids) {
        underWay.delete(id);
        if (!hasSucceeded) asked.delete(id);
      }
      if (isVisible) foreground -= 1;
      else background -= 1;
      if (hasSucceeded) tick(false);
    });
  }

  /** Begins as many batches as there is room for. */
  function beginBatches(ids: readonly string[], isVisible: boolean): void {
    const room = () => (isVisible ? mostBatches.visible - foreground : mostBatches.hidden - background);
    for (let start = 0; start < ids.length && room() > 0; start += resource.describeBatch) {
      begin(ids.slice(start, start + resource.describeBatch), isVisible);
    }
  }

  function dueVisible(isForced: boolean): readonly string[] {
    const entries = table()?.entries;
    const now = clock.now();
    if (isForced) for (const id of visible()) wanted.add(id);
    return visible().filter(id => {
      const entry = entries?.get(id);
      return entry !== undefined && !underWay.has(id) && isVisibleDue(resource, entry, asked.get(id) ?? 0, now, wanted.has(id));
    });
  }

  /** Looks for rows out of sight that are old, now and then. */
  function sweep(): void {
    const entries = table()?.entries;
    const now = clock.now();
    if (entries === undefined || now - sweptAt < sweepInterval) return;
    sweptAt = now;
    for (const known of [asked, wanted, backlog]) forgetLeft(known, entries);
    const holds = hiddenHolds(entries.size / resource.describeBatch);
    for (const entry of entries.values()) {
      if (!underWay.has(entry.id) && isHiddenDue(entry, asked.get(entry.id) ?? 0, now, holds)) backlog.add(entry.id);
    }
  }

  function dueHidden(): readonly string[] {
    const entries = table()?.entries;
    const ids: string[] = [];
    for (const id of backlog) {
      const entry = entries?.get(id);
      // A page that was just listed may not have come to the store yet: its ids wait.
      if (entry === undefined) continue;
      if (underWay.has(id)) backlog.delete(id);
      else ids.push(id);
      if (ids.length === mostBatches.hidden * resource.describeBatch) break;
    }
    return ids;
  }

  function tick(isForced: boolean): void {
    if (signal.aborted || (store.getState().isPaused && !isForced)) return;
    beginBatches(dueVisible(isForced), true);
    if (foreground > 0 || trouble.waits()) return;
    sweep();
    beginBatches(dueHidden(), false);
  }

  return {
    tick,
    isBusy: () => foreground > 0,
    listed(ids) {
      const entries = table()?.entries;
      for (const id of ids) {
        const entry = entries?.get(id);
        if (entry === undefined || awaitsDescription(entry)) backlog.add(id);
      }
    },
  };
}
