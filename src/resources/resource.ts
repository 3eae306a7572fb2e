// What a resource declares. Table, sort, filter, breadcrumb, help, `:name`, `get NAME` and the IAM policy follow from it.

import type {Kind, RowOf, Scope} from '../domain/kind.ts';
import type {LogMembers} from '../domain/log-members.ts';
import type {Description, Region} from '../domain/ports.ts';
import type {SafeText} from '../domain/safe-text.ts';
import type {Tone} from '../domain/tone.ts';

/** One column. `text` and `tone` see the row, what `investigate` found where it has run, and what was measured where it was. */
export interface Column<Row, Finding, Measured = unknown> {
  /** Upper case; unique in its table; what `col:value` in a filter and `<` `>` name. */
  readonly title: string;
  /** Cells; `fill` takes what is left and is shared evenly among the columns that say so. */
  readonly width: number | 'fill';
  /** For `fill`: other columns are dropped, by priority, before it gets fewer cells than this. */
  readonly least?: number;
  /** For a width in cells: what it may grow to where the terminal is wide. */
  readonly most?: number;
  readonly align?: 'left' | 'right';
  /** 0 is always kept (the name); the highest number is dropped first when the terminal is narrow. */
  readonly priority: number;
  /** Shown by `get -o wide` and on wide screens only. */
  readonly isWide?: boolean;
  /** It shows what was measured, and is left out where nothing is. */
  readonly isMeasured?: boolean;
  text(row: Row, finding: Finding | undefined, now: number, measured?: Measured): SafeText;
  /** What it is sorted by; the text when absent. A row of which nothing is known comes last, whichever way. */
  sort?(row: Row, finding: Finding | undefined, measured?: Measured): number | string | undefined;
  tone?(row: Row, finding: Finding | undefined, now: number, measured?: Measured): Tone;
}

/** A page of a list: ids, and rows where the list itself already tells all there is. */
export interface Page<Row> {
  readonly ids: readonly string[];
  readonly rows?: readonly Row[];
}

/** A table that can be opened from a row. */
export interface Link<Row> {
  /** `enter`, or a single key. */
  readonly key: string;
  readonly title: string;
  readonly kind: Kind;
  scope(row: Row, scope: Scope): Scope;
}

/** A cell of the details view. A secret is masked until the person asks for it. */
export type DetailCell = {readonly text: SafeText; readonly tone?: Tone; readonly isSecret?: boolean};

/** A part of the details view: labelled values, a small table (drawn with ink-table), or lines of text. */
export type Section =
  | {readonly type: 'fields'; readonly title: SafeText; readonly fields: readonly {readonly label: SafeText; readonly value: DetailCell}[]}
  | {
      readonly type: 'table';
      readonly title: SafeText;
      readonly columns: readonly SafeText[];
      readonly rows: readonly (readonly DetailCell[])[];
    }
  | {readonly type: 'lines'; readonly title: SafeText; readonly lines: readonly DetailCell[]};

/** A verdict a person can read, and how bad it is. */
export interface Verdict {
  readonly tone: Tone;
  /** Empty when there is nothing to say. */
  readonly note: SafeText;
}

/** A row that is to be measured, and what was measured of it before. */
export interface MeasuredRow<Row, Measured> {
  readonly row: Row;
  readonly before: Measured | undefined;
}

/** What a reading of figures came to: by the rows' ids, and in a few words each what could not be read. */
export interface Measurement<Measured> {
  readonly measured: ReadonlyMap<string, Measured>;
  readonly problems: readonly string[];
}

/**
 * Figures of rows that another service has, and that cost money: read for rows in sight alone, after all else, at a pace of
 * their own. What goes wrong there is told beside the rows, and costs nothing but the figures.
 */
export interface Measures<Row, Measured> {
  /** Milliseconds for which a row's figures hold. */
  readonly interval: number;
  /** So many rows are one reading. */
  readonly batch: number;
  read(aws: Region, rows: readonly MeasuredRow<Row, Measured>[], signal: AbortSignal): Promise<Measurement<Measured>>;
}

/** The declaration of one kind of resource. */
export interface Resource<Row, Finding = unknown, Measured = unknown> {
  readonly kind: Kind;
  /** Plural, for the breadcrumb and titles: `services`. */
  readonly title: string;
  readonly singular: string;
  /** Names for `:` and `get`, the canonical one first: `['services', 'service', 'svc']`. */
  readonly aliases: readonly string[];
  /** The parts of the scope it cannot do without. */
  readonly needsScope: readonly (keyof Scope)[];
  /** The parts of the scope that narrow it when present. */
  readonly takesScope: readonly (keyof Scope)[];
  /** IAM actions that list, describe, investigate and details use. */
  readonly reads: readonly string[];
  readonly columns: readonly Column<Row, Finding, Measured>[];
  /** The columns in a scope, where they depend on it; `columns` are those that are always there. */
  columnsIn?(scope: Scope): readonly Column<Row, Finding, Measured>[];
  /** The column it is sorted by at first, by title; `descending` when true. */
  readonly initialSort: {readonly column: string; readonly isDescending: boolean};
  /** A list that costs much is read again no sooner than after so many milliseconds. */
  readonly listInterval?: number;
  /** Ids page by page; the first page is shown at once. */
  list(aws: Region, scope: Scope, signal: AbortSignal): AsyncIterable<Page<Row>>;
  /** At most `describeBatch` ids. Resources whose list already tells all describe by listing again. */
  describe(aws: Region, scope: Scope, ids: readonly string[], signal: AbortSignal): Promise<Description<Row>>;
  readonly describeBatch: number;
  id(row: Row): string;
  /** What an id alone tells: the name column before the row was described. */
  name(id: string): SafeText;
  /** False while the row is changing or in trouble: it is then refreshed often. */
  isSteady(row: Row): boolean;
  /** The row's verdict, as good as the finding allows; `!` (problems only) keeps what is warn or bad. */
  verdict(row: Row, finding: Finding | undefined, now: number, measured?: Measured): Verdict;
  /** A slower look with joins, run for visible rows where `wantsInvestigation`. Without `now`, no event counts as recent. */
  investigate?(aws: Region, row: Row, signal: AbortSignal, now?: number): Promise<Finding>;
  wantsInvestigation?(row: Row): boolean;
  readonly measures?: Measures<Row, Measured>;
  /** Investigations that begin together share their calls, so that a whole screen of rows may be looked into at once. */
  readonly isInvestigationShared?: boolean;
  /** Rows that vanish from the list stay, marked as remembered (stopped tasks: ECS forgets them after an hour). */
  readonly remembersGone?: boolean;
  /** Whether a row that the list names no longer is still there, by its newest state: such rows are described once more before they go. */
  remainsUnlisted?(row: Row): boolean;
  /** Tables that open from a row; the one with key `enter` is ⏎, else ⏎ opens the details. */
  readonly links: readonly Link<Row>[];
  /** Whose lines `l` shows; absent where a row writes none. */
  logs?(row: Row, scope: Scope): LogMembers;
  /** Sections for `d`; yields again when it knows more. The first yield needs no call. */
  details(aws: Region, row: Row, finding: Finding | undefined, signal: AbortSignal, now: number): AsyncIterable<readonly Section[]>;
  /** The JSON for `y`, read afresh. */
  raw(aws: Region, scope: Scope, id: string, signal: AbortSignal): Promise<unknown>;
  /** Row, finding and figures as plain JSON for `get -o json`. */
  json(row: Row, finding: Finding | undefined, measured?: Measured): unknown;
}

/** A resource whose row type is not known here: what tables, poller and store work with. */
export type AnyResource = Resource<RowOf[Kind], unknown>;

/** The resource with the columns that it has in a scope. */
export function resourceIn(resource: AnyResource, scope: Scope): AnyResource {
  return resource.columnsIn === undefined ? resource : {...resource, columns: resource.columnsIn(scope)};
}

const unmeasured = new Map<AnyResource, AnyResource>();

/** The resource without the columns of figures that cost money, where the configuration turns them off. Always the same object. */
export function withoutMeasured(resource: AnyResource): AnyResource {
  if (!resource.columns.some(({isMeasured}) => isMeasured)) return resource;
  const known = unmeasured.get(resource) ?? {...resource, columns: resource.columns.filter(({isMeasured}) => !isMeasured)};
  unmeasured.set(resource, known);
  return known;
}

/** Declares a resource; the types flow from its row, its finding and its figures. */
export function defineResource<K extends Kind, Finding = undefined, Measured = undefined>(
  resource: Resource<RowOf[K], Finding, Measured> & {readonly kind: K},
): Resource<RowOf[K], Finding, Measured> & {readonly kind: K} {
  return resource;
}
