// What happened to the rows of a table. Several updates are applied on one copy of the rows: a table of 20,000 is copied
// once for each change of the screen and not once for each answer of AWS.

import type {Kind, Scope} from '../src/domain/kind.ts';
import type {SafeText} from '../src/domain/safe-text.ts';
import {keptTables} from './kept-tables.ts';
import type {Entry, Listing, Problem, State, Table, TableKey} from './state.ts';
import {tableKey} from './state.ts';

/** A row that was read. */
export interface ReadRow {
  readonly id: string;
  readonly row: unknown;
  /** The row is such that what `investigate` found about it earlier no longer holds. */
  readonly dropsFinding?: boolean;
}

/** One thing that happened to a table. */
export type TableUpdate =
  | {readonly type: 'listingStarted'}
  | {readonly type: 'pageListed'; readonly ids: readonly string[]; readonly rows: readonly ReadRow[]; readonly at: number}
  | {readonly type: 'listingCompleted'; readonly ids: ReadonlySet<string>; readonly at: number; readonly remembersGone: boolean}
  | {readonly type: 'rowsDescribed'; readonly rows: readonly ReadRow[]; readonly at: number}
  | {readonly type: 'rowsMissing'; readonly failures: readonly {readonly id: string; readonly reason: string}[]}
  | {readonly type: 'rowsInvestigated'; readonly findings: readonly {readonly id: string; readonly finding: unknown}[]; readonly at: number}
  | {
      readonly type: 'rowsMeasured';
      readonly figures: readonly {readonly id: string; readonly measured: unknown}[];
      readonly problems: readonly SafeText[];
      readonly at: number;
    }
  /** Whoever tells of changes by himself says that there are none: what is known is as new as that. */
  | {readonly type: 'rowsUnchanged'; readonly at: number}
  | {readonly type: 'fetchFailed'; readonly problem: Problem}
  | {readonly type: 'fetchRecovered'};

/** So many rows that left its list a table remembers, those that were read last. */
export const mostGone = 1_000;

/** Where an update belongs. */
export interface TableAddress {
  readonly kind: Kind;
  readonly scope: Scope;
}

/** A table of which nothing is known yet. */
export function emptyTable({kind, scope}: TableAddress): Table {
  return {kind, scope, entries: new Map(), version: 0, listing: {state: 'waiting'}, readAt: undefined, problem: undefined};
}

/** The table of a kind and scope, when it was ever opened. */
export function tableOf(state: State, {kind, scope}: TableAddress): Table | undefined {
  return state.tables[tableKey(kind, scope)];
}

/** Updates happened to a table, in this order; it is made when it was not there. */
export function tableUpdated(
  state: State,
  {address, updates}: {readonly address: TableAddress; readonly updates: readonly TableUpdate[]},
): State {
  const key: TableKey = tableKey(address.kind, address.scope);
  const before = state.tables[key] ?? emptyTable(address);
  const draft = new TableDraft(before);
  for (const update of updates) applyUpdate(draft, update);
  const after = draft.table();
  if (after === state.tables[key]) return state;
  const others = key in state.tables ? state.tables : keptTables(state);
  return {...state, tables: {...others, [key]: after}};
}

/** Tables of other accounts or Regions are no longer true. */
export function tablesForgotten(state: State): State {
  return {...state, tables: {}};
}

/** A table while it is being changed: its rows are copied at the first write only. */
class TableDraft {
  readonly #before: Table;
  #copy: Map<string, Entry> | undefined;
  listing: Listing;
  readAt: number | undefined;
  problem: Problem | undefined;
  unmeasured: readonly SafeText[] | undefined;

  constructor(before: Table) {
    this.#before = before;
    this.listing = before.listing;
    this.readAt = before.readAt;
    this.problem = before.problem;
    this.unmeasured = before.unmeasured;
  }

  get entries(): ReadonlyMap<string, Entry> {
    return this.#copy ?? this.#before.entries;
  }

  set(entry: Entry): void {
    this.#writable().set(entry.id, entry);
  }

  delete(id: string): void {
    this.#writable().delete(id);
  }

  table(): Table {
    const {listing, readAt, problem, unmeasured} = this;
    const before = this.#before;
    const parts = {listing, readAt, problem, ...(unmeasured && {unmeasured})};
    if (this.#copy) return {...before, entries: this.#copy, version: before.version + 1, ...parts};
    const isSame =
      listing === before.listing &&
      readAt === before.readAt &&
      problem === before.problem &&
      unmeasured === before.unmeasured &&
      before.version > 0;
    return isSame ? before : {...before, version: Math.max(1, before.version), ...parts};
  }

  #writable(): Map<string, Entry> {
    this.#copy ??= new Map(this.#before.entries);
    return this.#copy;
  }
}

function applyUpdate(draft: TableDraft, update: TableUpdate): void {
  switch (update.type) {
    case 'listingStarted':
      // A table that was complete stays so while it is listed again: only the first listing is worth a progress sign.
      if (draft.listing.state === 'waiting') draft.listing = {state: 'loading', pages: 0, listed: 0};
      break;
    case 'pageListed':
      listPage(draft, update);
      break;
    case 'listingCompleted':
      completeListing(draft, update);
      break;
    case 'rowsDescribed':
      for (const row of update.rows) describeRow(draft, row, update.at, false);
      if (update.rows.length > 0) draft.readAt = update.at;
      break;
    case 'rowsMissing':
      for (const {id, reason} of update.failures) {
        const entry = draft.entries.get(id);
        if (entry && (entry.presence !== 'missing' || entry.reason !== reason)) draft.set({...entry, presence: 'missing', reason});
      }
      break;
    case 'rowsInvestigated':
      for (const {id, finding} of update.findings) {
        const entry = draft.entries.get(id);
        if (entry) draft.set({...entry, finding, investigatedAt: update.at});
      }
      break;
    case 'rowsMeasured':
      for (const {id, measured} of update.figures) {
        const entry = draft.entries.get(id);
        if (entry) draft.set({...entry, measured, measuredAt: update.at});
      }
      draft.unmeasured = update.problems;
      break;
    case 'rowsUnchanged':
      draft.readAt = update.at;
      break;
    case 'fetchFailed':
      draft.problem = update.problem;
      break;
    case 'fetchRecovered':
      draft.problem = undefined;
      break;
  }
}

function listPage(draft: TableDraft, {ids, rows, at}: Extract<TableUpdate, {type: 'pageListed'}>): void {
  for (const id of ids) {
    const entry = draft.entries.get(id);
    if (!entry) draft.set({id, row: undefined, finding: undefined, readAt: 0, investigatedAt: 0, presence: 'listed'});
    else if (entry.presence === 'gone') draft.set(withPresence(entry, entry.row === undefined ? 'listed' : 'described'));
  }
  for (const row of rows) describeRow(draft, row, at, true);
  // Ids alone make no row any newer; a page without any says that all is as it was.
  if (rows.length > 0 || ids.length === 0) draft.readAt = at;
  if (draft.listing.state === 'loading') {
    draft.listing = {state: 'loading', pages: draft.listing.pages + 1, listed: draft.listing.listed + ids.length};
  }
}

function completeListing(draft: TableDraft, {ids, at, remembersGone}: Extract<TableUpdate, {type: 'listingCompleted'}>): void {
  for (const entry of draft.entries.values()) {
    if (ids.has(entry.id) || entry.presence === 'gone') continue;
    if (remembersGone && entry.row !== undefined) draft.set(withPresence(entry, 'gone'));
    else draft.delete(entry.id);
  }
  forgetOldestGone(draft);
  if (ids.size === 0) draft.readAt = at;
  draft.listing = {state: 'complete', at, listed: ids.size};
}

/** A service that crashes without end must not fill the memory with what it leaves. */
function forgetOldestGone(draft: TableDraft): void {
  const gone = [...draft.entries.values()].filter(({presence}) => presence === 'gone');
  if (gone.length <= mostGone) return;
  for (const {id} of gone.toSorted((one, other) => one.readAt - other.readAt).slice(0, gone.length - mostGone)) draft.delete(id);
}

/** An answer about a row that has left the table meanwhile does not bring it back, unless a list names it. */
function describeRow(draft: TableDraft, {id, row, dropsFinding}: ReadRow, at: number, isListed: boolean): void {
  const entry = draft.entries.get(id);
  if (!entry && !isListed) return;
  const keepsFinding = entry !== undefined && dropsFinding !== true;
  draft.set({
    id,
    row,
    finding: keepsFinding ? entry.finding : undefined,
    readAt: at,
    investigatedAt: keepsFinding ? entry.investigatedAt : 0,
    presence: entry?.presence === 'gone' && !isListed ? 'gone' : 'described',
    ...(entry?.measuredAt !== undefined && {measured: entry.measured, measuredAt: entry.measuredAt}),
  });
}

function withPresence({reason: _, ...entry}: Entry, presence: Entry['presence']): Entry {
  return {...entry, presence};
}
