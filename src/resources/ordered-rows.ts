// The rows of one table kept in order from update to update. A table of 20,000 rows changes ten times a second: only rows
// that changed are looked at closely, and a sort of rows that are nearly in order takes linear time.

import type {RowFilter} from './filter.ts';
import type {AnyResource} from './resource.ts';
import {compareKeys, type SortKey, sortKey} from './sort-key.ts';

/** The part of a store's entry that its place on the screen depends on. */
export interface ProjectedEntry {
  readonly id: string;
  readonly row: unknown;
  readonly finding: unknown;
  readonly measured?: unknown;
  readonly presence: 'listed' | 'described' | 'missing' | 'gone';
}

/** What a table is sorted by. */
export interface Sort {
  readonly column: string;
  readonly isDescending: boolean;
}

/** The rows of one table in order. */
export interface OrderedRows {
  /** Takes over the entries as they are now. */
  update(entries: ReadonlyMap<string, ProjectedEntry>, sort: Sort): void;
  /** The ids that pass, in order. Rows not described yet pass a filter by their name alone, and are no problems. */
  ids(filter: RowFilter, problemsOnly: boolean, now: number): readonly string[];
}

/** Rows that are kept in order, none at first. */
export function createOrderedRows(resource: AnyResource): OrderedRows {
  return new Rows(resource);
}

type Row = Parameters<AnyResource['id']>[0];

/** An entry with what was computed of it. */
interface Item {
  readonly id: string;
  entry: ProjectedEntry;
  readonly name: SortKey;
  /** Undefined for a row that the column knows nothing of yet; it comes last, whichever way it is sorted. */
  key: SortKey | undefined;
  cells: readonly string[] | undefined;
  whole: string;
  filteredBy: RowFilter | undefined;
  passes: boolean;
  isProblem: boolean | undefined;
}

class Rows implements OrderedRows {
  readonly #resource: AnyResource;
  #items: Item[] = [];
  readonly #byId = new Map<string, Item>();
  #sort: Sort = {column: '', isDescending: false};

  constructor(resource: AnyResource) {
    this.#resource = resource;
  }

  update(entries: ReadonlyMap<string, ProjectedEntry>, sort: Sort): void {
    const isSameColumn = sort.column === this.#sort.column;
    let isDisordered = !isSameColumn || sort.isDescending !== this.#sort.isDescending;
    this.#sort = sort;
    isDisordered = this.#takeOver(entries) || isDisordered;
    if (!isSameColumn) for (const item of this.#items) item.key = this.#keyOf(item);
    if (isDisordered) this.#items.sort(sort.isDescending ? descending : ascending);
  }

  ids(filter: RowFilter, problemsOnly: boolean, now: number): readonly string[] {
    const ids: string[] = [];
    for (const item of this.#items) {
      if (problemsOnly && !this.#isProblem(item, now)) continue;
      if (filter.isEmpty || this.#passes(item, filter, now)) ids.push(item.id);
    }
    return ids;
  }

  /** Answers whether the order may have changed. */
  #takeOver(entries: ReadonlyMap<string, ProjectedEntry>): boolean {
    let isDisordered = false;
    let hasLost = false;
    for (const item of this.#items) {
      const entry = entries.get(item.id);
      if (entry === item.entry) continue;
      if (entry === undefined) {
        hasLost = true;
        this.#byId.delete(item.id);
        continue;
      }
      const keyBefore = item.key;
      item.entry = entry;
      item.cells = undefined;
      item.filteredBy = undefined;
      item.isProblem = undefined;
      item.key = this.#keyOf(item);
      isDisordered ||= item.key !== keyBefore;
    }
    if (hasLost) this.#items = this.#items.filter(item => entries.has(item.id));
    if (entries.size > this.#items.length) {
      isDisordered = true;
      for (const entry of entries.values()) if (!this.#byId.has(entry.id)) this.#add(entry);
    }
    return isDisordered;
  }

  #add(entry: ProjectedEntry): void {
    const name = sortKey(this.#resource.name(entry.id));
    const {id} = entry;
    const item: Item = {
      id,
      entry,
      name,
      key: undefined,
      cells: undefined,
      whole: '',
      filteredBy: undefined,
      passes: false,
      isProblem: undefined,
    };
    item.key = this.#keyOf(item);
    this.#byId.set(id, item);
    this.#items.push(item);
  }

  #keyOf({entry, name}: Item): SortKey | undefined {
    const {columns} = this.#resource;
    const column = columns.find(candidate => candidate.title === this.#sort.column) ?? columns[0];
    if (!column) return name;
    if (entry.row === undefined) return column === columns[0] ? name : undefined;
    const row = entry.row as Row;
    const value = column.sort ? column.sort(row, entry.finding, entry.measured) : column.text(row, entry.finding, 0, entry.measured);
    return value === undefined ? undefined : sortKey(value);
  }

  #passes(item: Item, filter: RowFilter, now: number): boolean {
    if (item.filteredBy === filter) return item.passes;
    if (item.cells === undefined) {
      item.cells = this.#cellsOf(item.entry, now);
      item.whole = item.cells.join('\n');
    }
    item.filteredBy = filter;
    item.passes = filter.matches(item.cells, item.whole);
    return item.passes;
  }

  #cellsOf({id, row, finding, measured}: ProjectedEntry, now: number): readonly string[] {
    if (row === undefined) return [this.#resource.name(id)];
    return this.#resource.columns.map(column => column.text(row as Row, finding, now, measured));
  }

  #isProblem(item: Item, now: number): boolean {
    const {row, finding, measured, presence} = item.entry;
    item.isProblem ??=
      presence === 'missing' || (row !== undefined && isTroubled(this.#resource.verdict(row as Row, finding, now, measured).tone));
    return item.isProblem;
  }
}

function isTroubled(tone: string): boolean {
  return tone === 'warn' || tone === 'bad';
}

function ascending(one: Item, other: Item): number {
  return byKnownKey(one, other, 1);
}

function descending(one: Item, other: Item): number {
  return byKnownKey(one, other, -1);
}

/** Ties are broken by name and id, so that an order is always the same. */
function byKnownKey(one: Item, other: Item, direction: 1 | -1): number {
  if (one.key !== other.key) {
    if (one.key === undefined) return 1;
    if (other.key === undefined) return -1;
    return direction * compareKeys(one.key, other.key);
  }
  return compareKeys(one.name, other.name) || compareKeys(one.id, other.id);
}
