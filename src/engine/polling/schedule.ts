// When what is read again. Pure: entries and the time in, due ids out. All times are milliseconds.

import type {Entry} from '../../../store/state.ts';
import type {ReadRow} from '../../../store/tables.ts';
import type {Kind, RowOf} from '../../domain/kind.ts';
import type {AnyResource} from '../../resources/resource.ts';

/** A visible row that changes or is in trouble. */
const unsteadyInterval = 5_000;

/** The least time between two readings of a row that a person asks for. */
const forcedInterval = 1_000;

/** A visible row that is as it should be. */
const steadyInterval = 20_000;

/** A row out of sight; longer in large tables, so that all of them together cost at most 30 calls a minute. */
const hiddenInterval = 30_000;
const hiddenIntervalPerBatch = 2_000;

/** A short list is read again soon; a long one so that it costs at most 20 pages a minute. */
const listInterval = 10_000;
const listIntervalPerPage = 3_000;

/** An investigation holds for this long. */
const investigationInterval = 20_000;

/** How long a list of so many pages holds. */
export function listHolds(pages: number): number {
  return Math.max(listInterval, pages * listIntervalPerPage);
}

/** How long a row out of sight holds, in a table of so many batches. */
export function hiddenHolds(batches: number): number {
  return Math.max(hiddenInterval, batches * hiddenIntervalPerBatch);
}

/** True for a row that never was described and still can be. */
export function awaitsDescription(entry: Entry): boolean {
  return entry.row === undefined && entry.presence === 'listed';
}

/**
 * True when a visible row should be read. `askedAt` is when it was asked for last (0 for never): an answer may be on its way
 * to the store, or may not have named the row at all.
 */
export function isVisibleDue(resource: AnyResource, entry: Entry, askedAt: number, now: number, isForced: boolean): boolean {
  if (entry.presence === 'gone') return false;
  if (isForced) return now - askedAt >= forcedInterval;
  const holds = entry.row !== undefined && isSteady(resource, entry) ? steadyInterval : unsteadyInterval;
  return now - Math.max(entry.readAt, askedAt) >= holds;
}

/** True when a row out of sight should be read; `askedAt` as above. */
export function isHiddenDue(entry: Entry, askedAt: number, now: number, holds: number): boolean {
  if (entry.presence === 'gone' || entry.presence === 'missing') return false;
  return now - Math.max(entry.readAt, askedAt) >= holds;
}

/** True when a row's verdict needs the slower look; `askedAt` as above. */
export function isInvestigationDue(resource: AnyResource, entry: Entry, askedAt: number, now: number): boolean {
  if (resource.investigate === undefined || entry.row === undefined || entry.presence !== 'described') return false;
  if (now - Math.max(entry.investigatedAt, askedAt) < investigationInterval) return false;
  return resource.wantsInvestigation?.(rowOf(entry)) ?? true;
}

/** The row of an entry that has one, as its resource knows it. */
export function rowOf(entry: Entry): RowOf[Kind] {
  // The store keeps rows as unknown because it knows no resources; only rows of the table's resource are put there.
  return entry.row as RowOf[Kind];
}

/** What was read, for the store. What an investigation found about a row goes when the row no longer asks for one. */
export function readRow(resource: AnyResource, row: RowOf[Kind]): ReadRow {
  return {id: resource.id(row), row, dropsFinding: resource.wantsInvestigation?.(row) === false};
}

function isSteady(resource: AnyResource, entry: Entry): boolean {
  return resource.isSteady(rowOf(entry));
}

/** Takes out the ids of rows that are no longer in the table: what is noted of rows must not grow with all that ever came and went. */
export function forgetLeft(noted: Map<string, unknown> | Set<string>, entries: ReadonlyMap<string, Entry>): void {
  for (const id of noted.keys()) if (!entries.has(id)) noted.delete(id);
}
