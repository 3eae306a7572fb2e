// Reads the ids of a table, page by page. Each page is shown, and its visible rows described, before the next one comes.

import type {Describing} from './describing.ts';
import {listHolds, readRow} from './schedule.ts';
import type {WatchContext} from './watch-context.ts';

/** The listing of one table. */
export interface Listing {
  tick(isForced: boolean): void;
  /** True when the list's own pages hold whole rows. */
  tellsAll(): boolean;
}

/** A forced refresh lists a long table anew only when its list is older than this: what is visible is what was asked for. */
const longListPages = 2;

/** AWS's largest page of any list. */
const idsPerPage = 100;

/** Lists a table over and over, as often as its length allows. */
export function createListing(context: WatchContext, describing: Describing): Listing {
  const {resource, address, queue, signal, clock, connection, trouble, store, table} = context;
  let isUnderWay = false;
  let hasRows = false;
  // A table that was left and is seen again keeps its list for as long as it holds.
  let {pages, listedAt} = listedBefore(context);

  async function list(isForced: boolean): Promise<void> {
    const ids = new Set<string>();
    let count = 0;
    queue.add({type: 'listingStarted'});
    for await (const page of resource.list(connection().region, address.scope, signal)) {
      if (signal.aborted) return;
      count += 1;
      const rows = (page.rows ?? []).map(row => readRow(resource, row));
      hasRows = page.rows !== undefined;
      for (const id of page.ids) ids.add(id);
      queue.add({type: 'pageListed', ids: page.ids, rows, at: clock.now()});
      if (count === 1) queue.flush();
      if (!hasRows) {
        describing.listed(page.ids);
        // By hand, a paused table is read whole; otherwise it stays paused.
        describing.tick(isForced && store.getState().isPaused);
      }
    }
    if (signal.aborted) return;
    await addThoseThatRemain(ids);
    if (signal.aborted) return;
    pages = count;
    listedAt = clock.now();
    queue.add({type: 'listingCompleted', ids, at: listedAt, remembersGone: resource.remembersGone === true});
    if (count <= 1) queue.flush();
  }

  /** A row that its list names no longer is looked at once more where it may still be there, and kept in `ids` while it is. */
  async function addThoseThatRemain(ids: Set<string>): Promise<void> {
    const {remainsUnlisted, describe, describeBatch, id} = resource;
    if (remainsUnlisted === undefined) return;
    const unlisted = [...(table()?.entries.values() ?? [])].filter(entry => !ids.has(entry.id) && entry.presence === 'described');
    for (let start = 0; start < unlisted.length; start += describeBatch) {
      const batch = unlisted.slice(start, start + describeBatch).map(entry => entry.id);
      const {rows} = await describe(connection().region, address.scope, batch, signal);
      const remaining = rows.filter(row => remainsUnlisted(row));
      queue.add({type: 'rowsDescribed', rows: remaining.map(row => readRow(resource, row)), at: clock.now()});
      for (const row of remaining) ids.add(id(row));
    }
  }

  function isDue(isForced: boolean): boolean {
    const age = clock.now() - listedAt;
    if (isForced && pages <= longListPages) return true;
    return age >= Math.max(listHolds(pages), resource.listInterval ?? 0);
  }

  return {
    tellsAll: () => hasRows,
    tick(isForced) {
      if (isUnderWay || !isDue(isForced)) return;
      isUnderWay = true;
      const work = trouble.attempt({
        part: 'list',
        work: () => list(isForced),
        cost: () => `the list of ${resource.title} could not be read`,
      });
      void work.finally(() => {
        isUnderWay = false;
      });
    },
  };
}

function listedBefore({table}: WatchContext): {readonly pages: number; readonly listedAt: number} {
  const listing = table()?.listing;
  if (listing?.state !== 'complete') return {pages: 0, listedAt: Number.NEGATIVE_INFINITY};
  return {pages: Math.ceil(listing.listed / idsPerPage), listedAt: listing.at};
}
