// What the runner needs of the rest of the loop. Small on purpose: it knows neither the store nor how keys arrive.

import type {AskDialog, ChangeInProgress, ConfirmDialog} from '../../../store/state.ts';
import type {Clock} from '../../domain/clock.ts';
import type {Kind, Scope} from '../../domain/kind.ts';
import type {SafeText} from '../../domain/safe-text.ts';
import type {Tone} from '../../domain/tone.ts';
import type {AnyResource} from '../../resources/resource.ts';
import type {AuditLog} from './audit.ts';
import type {Place} from './place.ts';

/** A row as the table shows it, perhaps old; `row` is undefined while it was not described. */
export interface KnownRow {
  readonly id: string;
  readonly row: unknown;
}

/** What of a change moves on after it was recorded. */
export type ChangeStep = Partial<Pick<ChangeInProgress, 'state' | 'done' | 'total' | 'note' | 'undo'>>;

/** The screen as the runner sees it. */
export interface RunnerView {
  /** The scope of the table in front of the person. */
  scope(): Scope;
  /** The rows of the table in front of the person, by id. */
  readRows(ids: readonly string[]): readonly KnownRow[];
  dialogShown(dialog: AskDialog | ConfirmDialog): void;
  dialogClosed(): void;
  notice(tone: Tone, text: SafeText): void;
  changeRecorded(change: ChangeInProgress): void;
  changeProgressed(number: number, step: ChangeStep): void;
  /** The rows of a change should be read anew now. */
  refreshWanted(): void;
}

/** Everything the runner is handed. */
export interface RunnerPorts {
  readonly clock: Clock;
  readonly audit: AuditLog;
  readonly view: RunnerView;
  /** Where changes are made now; asked once at the start of each run. */
  readonly place: () => Place;
  readonly resourceFor: (kind: Kind) => AnyResource;
  /** A fault of the program itself, from work that nobody waits for. */
  readonly onBug: (error: unknown) => void;
}
