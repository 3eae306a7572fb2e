// The shape of everything the screen shows. Plain data: no functions, no timers, no AWS. Views read it, engine/ changes it
// by the events in the slices beside this file.

import type {RunHead} from '../src/domain/fleet/run-summary.ts';
import type {Identity} from '../src/domain/identity.ts';
import type {Kind, Scope} from '../src/domain/kind.ts';
import type {SafeText} from '../src/domain/safe-text.ts';
import type {Tone} from '../src/domain/tone.ts';
import type {LogScreen} from './log-screen.ts';

/** The whole state. */
export interface State {
  readonly connection: Connection;
  readonly size: {readonly columns: number; readonly rows: number};
  /** The clock, advanced once a second; ages are computed against it. */
  readonly now: number;
  readonly isPaused: boolean;
  /** The trail of screens; the last one is shown, `Esc` goes back to the one before. Never empty. */
  readonly screens: readonly Screen[];
  /** The trail that `-` returns to. */
  readonly previousScreens: readonly Screen[] | undefined;
  readonly tables: Readonly<Record<TableKey, Table>>;
  readonly dialog: Dialog | undefined;
  readonly notices: readonly Notice[];
  /** Changes that were made and are not yet steady, newest first; kept for undo and for the rows' progress signs. */
  readonly changes: readonly ChangeInProgress[];
  /** Runs over hosts that this program supervises and that are not over, newest first. */
  readonly runs: readonly RunHead[];
}

/** Who and where the program is. */
export interface Connection {
  readonly source: 'demo' | 'aws';
  readonly profile: string | undefined;
  readonly region: string;
  /** From STS; undefined until it answered. */
  readonly identity: Identity | undefined;
  /** Set while credentials or the endpoint are in trouble; the rows stay, greyed with their age. */
  readonly problem: Problem | undefined;
  readonly mode: 'read-only' | 'write';
  readonly isProduction: boolean;
  readonly callsPerMinute: number;
  /** AWS throttled us within the last seconds. */
  readonly isThrottled: boolean;
}

/** A failure as the screen shows it. */
export interface Problem {
  readonly message: SafeText;
  readonly advice: SafeText;
}

/** Where a table's rows are kept: its kind and scope, so that coming back finds them. */
export type TableKey = string;

/** The key of a table. */
export function tableKey(kind: Kind, scope: Scope): TableKey {
  const parts = [scope.cluster, scope.service, scope.task, scope.instance, scope.family, scope.zone, scope.run, scope.playbook];
  return `${kind}|${parts.map(part => part ?? '').join('|')}`;
}

/** The rows of one table, and how fresh they are. */
export interface Table {
  readonly kind: Kind;
  readonly scope: Scope;
  readonly entries: ReadonlyMap<string, Entry>;
  /** Grows by one with each change of `entries`: a cheap key for memoised projections. */
  readonly version: number;
  readonly listing: Listing;
  /** The newest time at which rows were read; undefined before the first. The frame's "data 2s". */
  readonly readAt: number | undefined;
  /** Set while the newest attempt failed; rows keep their age. */
  readonly problem: Problem | undefined;
  /** What could not be measured at the newest attempt, in words; the rows are as fresh as they are. */
  readonly unmeasured?: readonly SafeText[];
}

/** How far the list of ids has come. */
export type Listing =
  | {readonly state: 'waiting'}
  | {readonly state: 'loading'; readonly pages: number; readonly listed: number}
  | {readonly state: 'complete'; readonly at: number; readonly listed: number};

/** One row, from the moment its id is known. */
export interface Entry {
  readonly id: string;
  /** The domain row; undefined until it was described. */
  readonly row: unknown;
  /** What `investigate` found; undefined until it ran. */
  readonly finding: unknown;
  /** When `row` was read; 0 before. */
  readonly readAt: number;
  readonly investigatedAt: number;
  /** The figures that cost money; undefined until they were read. */
  readonly measured?: unknown;
  readonly measuredAt?: number;
  /** `missing`: AWS said it could not describe it. `gone`: it left the list and is kept for memory. */
  readonly presence: 'listed' | 'described' | 'missing' | 'gone';
  /** AWS's own reason for `missing`. */
  readonly reason?: string;
}

/** What is in front of the person. */
export type Screen = TableScreen | DetailsScreen | RawScreen | LogScreen | HelpScreen;

/** A table with the person's view of it. Selection and marks are by id, never by index. */
export interface TableScreen {
  readonly type: 'table';
  readonly kind: Kind;
  readonly scope: Scope;
  /** The id under the cursor; undefined while the table is empty. */
  readonly cursor: string | undefined;
  /** The index of the first row drawn. */
  readonly top: number;
  readonly marks: ReadonlySet<string>;
  readonly filter: string;
  readonly sort: {readonly column: string; readonly isDescending: boolean};
  /** The column chosen by `<` `>`; `o` sorts by it. */
  readonly chosenColumn: string | undefined;
  readonly showsProblemsOnly: boolean;
  /** Set once the person has moved the cursor; until then it stays at the head of a table that is still being listed. */
  readonly hasMoved?: boolean;
}

/** `d`: one row in sections. */
export interface DetailsScreen {
  readonly type: 'details';
  readonly kind: Kind;
  readonly scope: Scope;
  readonly id: string;
  /** From resources/resource.ts `Section[]`; kept as unknown here because the store knows no resources. */
  readonly sections: readonly unknown[] | undefined;
  readonly readAt: number | undefined;
  readonly problem: Problem | undefined;
  readonly scroll: number;
  readonly revealsSecrets: boolean;
}

/** `y`: the JSON as AWS sent it. */
export interface RawScreen {
  readonly type: 'raw';
  readonly kind: Kind;
  readonly scope: Scope;
  readonly id: string;
  readonly lines: readonly SafeText[] | undefined;
  readonly readAt: number | undefined;
  readonly problem: Problem | undefined;
  readonly scroll: number;
  /** Secret values stay masked until asked for, here as in the details. */
  readonly revealsSecrets: boolean;
}

/** `?`: every key of the screen below it. */
export interface HelpScreen {
  readonly type: 'help';
  readonly scroll: number;
}

/** What lies over the screen and takes the keys first. */
export type Dialog = FilterDialog | PaletteDialog | ChooseDialog | AskDialog | ConfirmDialog;

/** `/`: the filter's text is the table screen's; the dialog only says that keys go there. */
export interface FilterDialog {
  readonly type: 'filter';
  /** What `Esc` restores. */
  readonly before: string;
}

/** `:` */
export interface PaletteDialog {
  readonly type: 'palette';
  readonly input: string;
  readonly suggestions: readonly Suggestion[];
  readonly selected: number;
  readonly problem: SafeText | undefined;
}

/** One line of the palette's completion. */
export interface Suggestion {
  /** What `Tab` puts into the input. */
  readonly completion: string;
  readonly title: SafeText;
  readonly hint: SafeText;
}

/** A command's question. */
export interface AskDialog {
  readonly type: 'ask';
  readonly commandId: string;
  readonly title: SafeText;
  readonly targets: readonly SafeText[];
  readonly label: SafeText;
  readonly input: string;
  /** The input is a proposal: what is typed takes its place, as in a field whose text is selected. */
  readonly isProposed?: boolean;
  readonly problem: SafeText | undefined;
  /** How an answer may look, for example. */
  readonly hint?: SafeText;
  /** What Enter leads to: `shows what it would do` when absent. */
  readonly next?: SafeText;
}

/** One of several is chosen, by moving to it or by typing a part of its name. */
export interface ChooseDialog {
  readonly type: 'choose';
  readonly title: SafeText;
  /** What it is for. */
  readonly targets: readonly SafeText[];
  readonly input: string;
  readonly all: readonly Choice[];
  /** Those that match what was typed. */
  readonly choices: readonly Choice[];
  readonly selected: number;
  readonly problem: SafeText | undefined;
}

/** One line of a choice. */
export interface Choice {
  readonly id: string;
  readonly title: SafeText;
  readonly hint: SafeText;
}

/** The preview and the confirmation of a change. */
export interface ConfirmDialog {
  readonly type: 'confirm';
  readonly commandId: string;
  readonly title: SafeText;
  readonly effect: 'change' | 'destroy';
  /** `reading`: the state is being read afresh. `ready`: waits for the person. `refused`: cannot go on, `problem` says why. `sending`: on its way. */
  readonly phase: 'reading' | 'ready' | 'refused' | 'sending';
  readonly items: readonly ConfirmItem[];
  /** What the person has to do. */
  readonly confirmation: {readonly type: 'key'} | {readonly type: 'phrase'; readonly phrase: string};
  readonly typed: string;
  readonly problem: Problem | undefined;
  /** The first line of the preview that is wished to be seen; 0 when absent. */
  readonly scroll?: number;
}

/** One target of a change in the confirm dialog. */
export interface ConfirmItem {
  readonly id: string;
  /** The command's `describe`: `api: 2 → 5 tasks`. */
  readonly summary: SafeText;
  readonly consequences: readonly {readonly tone: Tone; readonly text: SafeText}[];
}

/** A message for some seconds. */
export interface Notice {
  readonly id: number;
  readonly tone: Tone;
  readonly text: SafeText;
  /** When it goes by itself; undefined stays until a key. */
  readonly until: number | undefined;
}

/** A change that was sent. */
export interface ChangeInProgress {
  readonly number: number;
  readonly commandId: string;
  readonly targetId: string;
  readonly tableKey: TableKey;
  readonly summary: SafeText;
  readonly at: number;
  readonly state: 'sent' | 'unknown' | 'progressing' | 'steady' | 'failed';
  readonly done: number;
  readonly total: number;
  readonly note: SafeText;
  /** What `u` would do; undefined when it cannot be undone, and `undoProblem` says why. */
  readonly undo: {readonly title: SafeText} | undefined;
}
