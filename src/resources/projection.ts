// From a table's entries to the ids in the order of the screen: filtered, sorted, and cheap to ask for again. The poller
// and the views share one projector, so that what is read first is what is seen.

import type {Kind, Scope} from '../domain/kind.ts';
import type {SafeText} from '../domain/safe-text.ts';
import {parseFilter, type RowFilter} from './filter.ts';
import {createOrderedRows, type OrderedRows, type ProjectedEntry} from './ordered-rows.ts';
import {type AnyResource, resourceIn} from './resource.ts';

/** A table as the screen shows it. */
export interface Projection {
  /** In the order of the screen. The same array as long as nothing that shows has changed. */
  readonly ids: readonly string[];
  /** All rows of the table, and those that the filter lets pass. */
  readonly total: number;
  readonly shown: number;
  /** Set when the filter could not be taken as it was typed. */
  readonly filterProblem: SafeText | undefined;
}

/** The part of the store's state that a projection depends on. */
export interface ProjectedState {
  readonly tables: Readonly<Record<string, ProjectedTable>>;
  readonly now: number;
}

/** The part of a table that a projection depends on. */
export interface ProjectedTable {
  readonly entries: ReadonlyMap<string, ProjectedEntry>;
  readonly version: number;
}

/** The part of a table's screen that a projection depends on. */
export interface ProjectedScreen {
  readonly kind: Kind;
  readonly scope: Scope;
  readonly filter: string;
  readonly sort: {readonly column: string; readonly isDescending: boolean};
  readonly showsProblemsOnly: boolean;
}

/** Projects the table of a screen. */
export type Projector = (state: ProjectedState, screen: ProjectedScreen) => Projection;

/** What a projector must know of the program. */
export interface ProjectorPorts {
  resourceOf(kind: Kind): AnyResource;
  /** The store's name of a table. */
  keyOf(kind: Kind, scope: Scope): string;
}

/** How many tables are kept ready to be shown again at once. */
const tablesKept = 6;

const nothing: Projection = {ids: [], total: 0, shown: 0, filterProblem: undefined};

/** A projector with its caches. An update costs a look at each row and the work of those that changed. */
export function createProjector({resourceOf, keyOf}: ProjectorPorts): Projector {
  const cached = new Map<string, CachedTable>();
  return (state, screen) => {
    const key = keyOf(screen.kind, screen.scope);
    const table = state.tables[key];
    if (!table) return nothing;
    const found = cached.get(key) ?? new CachedTable(resourceIn(resourceOf(screen.kind), screen.scope));
    cached.delete(key);
    cached.set(key, found);
    const [oldest] = cached.keys();
    if (cached.size > tablesKept && oldest !== undefined) cached.delete(oldest);
    return found.project(table, screen, state.now);
  };
}

/** One projection without a cache, for output that is made once. */
export function project(resource: AnyResource, entries: ProjectedTable['entries'], screen: ProjectedScreen, now: number): Projection {
  return new CachedTable(resourceIn(resource, screen.scope)).project({entries, version: 1}, screen, now);
}

class CachedTable {
  readonly #resource: AnyResource;
  readonly #rows: OrderedRows;
  #asked: {readonly entries: ProjectedTable['entries']; readonly screen: ProjectedScreen} | undefined;
  #filter: RowFilter;
  #filterText = '';
  #answer: Projection = nothing;

  constructor(resource: AnyResource) {
    this.#resource = resource;
    this.#rows = createOrderedRows(resource);
    this.#filter = parseFilter('', []);
  }

  project({entries}: ProjectedTable, screen: ProjectedScreen, now: number): Projection {
    if (this.#asked?.entries === entries && isSameView(this.#asked.screen, screen)) return this.#answer;
    this.#asked = {entries, screen};
    if (this.#filterText !== screen.filter) {
      this.#filterText = screen.filter;
      const titles = this.#resource.columns.map(column => column.title);
      this.#filter = parseFilter(screen.filter, titles);
    }
    this.#rows.update(entries, screen.sort);
    const ids = this.#rows.ids(this.#filter, screen.showsProblemsOnly, now);
    const isSame = sameIds(ids, this.#answer.ids);
    this.#answer = {
      ids: isSame ? this.#answer.ids : ids,
      total: entries.size,
      shown: ids.length,
      filterProblem: this.#filter.problem,
    };
    return this.#answer;
  }
}

function isSameView(one: ProjectedScreen, other: ProjectedScreen): boolean {
  return (
    one === other ||
    (one.filter === other.filter &&
      one.sort.column === other.sort.column &&
      one.sort.isDescending === other.sort.isDescending &&
      one.showsProblemsOnly === other.showsProblemsOnly)
  );
}

function sameIds(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, index) => id === other[index]);
}
