// What a command declares. The keyboard, the palette, the help screen, docs/keys.md, the headless verbs and the IAM policy
// follow from it. Only engine/changes/runner calls `run`.

import type {Accepted} from '../src/domain/accepted.ts';
import type {Kind, RowOf} from '../src/domain/kind.ts';
import type {EcsChanges, Region} from '../src/domain/ports.ts';
import type {SafeText} from '../src/domain/safe-text.ts';
import type {Tone} from '../src/domain/tone.ts';

/** How grave a command is: `change` wants `y`, `destroy` wants a typed name. */
export type Effect = 'change' | 'destroy';

/** One question before the preview. */
export interface Question<Answer> {
  readonly label: SafeText;
  readonly initial: string;
  /** The answer, or a sentence why the text is none. */
  parse(text: string): {readonly answer: Answer} | {readonly problem: SafeText};
}

/** How the command line speaks of an answer. */
export interface LastWord {
  /** `N` */
  readonly name: string;
  /** `4` */
  readonly example: string;
  /** A sentence for `--help`: what may stand there. */
  readonly help: string;
}

/** One line of the preview: what the change means, on state read this second. */
export interface Consequence {
  readonly tone: Tone;
  readonly text: SafeText;
}

/** What the person has to do to confirm: press `y`, or type a phrase. */
export type Confirmation = {readonly type: 'key'} | {readonly type: 'phrase'; readonly phrase: string};

/** How far a change has come, for the row's progress sign: `done/total` (without a total, nothing), then the note. */
export type Progress =
  | {readonly isDone: false; readonly done: number; readonly total: number; readonly note: SafeText}
  | {readonly isDone: true; readonly note: SafeText /** It ended otherwise than was wanted; `note` says how. */; readonly hasFailed?: true};

/** What to do to take a change back: another command's answer for the same row. */
export interface Undo<Answer> {
  readonly title: SafeText;
  /** The command that takes it back; the same one when absent. */
  readonly commandId?: string;
  readonly answer: Answer;
}

/** The declaration of one command on rows of one kind. */
export interface Command<Row, Answer = undefined> {
  /** `service.scale` */
  readonly id: string;
  readonly key: string;
  readonly title: string;
  /** The headless verb: `ecsdeck scale SERVICE N`. */
  readonly verb: string;
  /** The answer as the last word after a verb; it needs `ask`. */
  readonly lastWord?: LastWord;
  /** The verb is a word for `:` only: on the command line another command of this verb does the same. */
  readonly isForScreen?: true;
  /** Several rows at a time are refused. */
  readonly isForOne?: true;
  /** Its key stands behind all others in the line of keys, where there may be no room for it; help has it. */
  readonly isSeldom?: true;
  readonly target: Kind;
  readonly effect: Effect;
  /** IAM actions that `run` uses, beyond the target's reads. */
  readonly needs: readonly string[];
  /** The question, where there is one. The rows are the marked ones, or the one under the cursor. */
  ask?(rows: readonly Row[]): Question<Answer>;
  /** What the row of the table does not tell and the command decides by: read with every fresh row, from the preview to its end. */
  readMore?(aws: Region, row: Row, signal: AbortSignal): Promise<Row>;
  /** A sentence why it cannot be done to this row. */
  disabled?(row: Row): SafeText | undefined;
  /** One line: `api: 2 → 5 tasks`. Used by the confirm box, the audit line, the toast and the headless output. */
  describe(row: Row, answer: Answer): SafeText;
  /** What it means, on the freshly read row. Reads that fail become a `warn` line, never a refusal. */
  preview(aws: Region, row: Row, answer: Answer, signal: AbortSignal): Promise<readonly Consequence[]>;
  confirm(rows: readonly Row[], answer: Answer): Confirmation;
  /** What must be the same right before the change as it was in the preview; differences are shown and refuse it. */
  fingerprint(row: Row): Readonly<Record<string, string | number>>;
  run(changes: EcsChanges, row: Row, answer: Answer, signal: AbortSignal): Promise<Accepted>;
  /** How to take it back, from the row as it was before; absent when it cannot be. */
  undo?(before: Row, answer: Answer): Undo<Answer> | undefined;
  /** True when a fresh row shows that the change has arrived: settles an unknown outcome. */
  hasArrived(before: Row, after: Row, answer: Answer): boolean;
  progress(before: Row, after: Row, answer: Answer): Progress;
}

/** A command whose row and answer types are not known here: what the runner and views work with. */
export type AnyCommand = Command<RowOf[Kind], unknown>;

/** Declares a command; the types flow from its target and answer. */
export function defineCommand<K extends Kind, Answer = undefined>(
  command: Command<RowOf[K], Answer> & {readonly target: K},
): Command<RowOf[K], Answer> & {readonly target: K} {
  return command;
}
