// The log screen: how the person looks at lines, and the small window of them that is drawn. The buffer itself, which can be
// large and changes all the time, stays in the engine.

import type {Kind, Scope} from '../src/domain/kind.ts';
import type {LogMembers} from '../src/domain/log-members.ts';
import type {SafeText} from '../src/domain/safe-text.ts';
import type {Tone} from '../src/domain/tone.ts';

/** `l`: the lines of some tasks, merged. */
export interface LogScreen {
  readonly type: 'logs';
  /** Tells it from every other log screen of this run. */
  readonly number: number;
  /** Where it was opened. */
  readonly kind: Kind;
  readonly scope: Scope;
  /** `srvweb`, or `3 tasks`. */
  readonly title: SafeText;
  readonly members: readonly LogMembers[];
  readonly view: LogView;
  /** Undefined before anything was read. */
  readonly window: LogWindow | undefined;
  /** Everything until then was read, milliseconds since 1970. */
  readonly readAt: number | undefined;
  readonly problem: {readonly message: SafeText; readonly advice: SafeText} | undefined;
}

/** Which columns stand before a line. */
export type LogColumns = 'all' | 'time' | 'task' | 'none';

/** How the person looks at the lines. */
export interface LogView {
  readonly filter: string;
  /** Lines that do not match are hidden; else matches are only highlighted. */
  readonly showsOnlyMatches: boolean;
  /** The newest line is always on the screen. */
  readonly isFollowing: boolean;
  readonly columns: LogColumns;
  readonly wraps: boolean;
  readonly opensJson: boolean;
  readonly masksSecrets: boolean;
  /** How far back it began. */
  readonly minutes: number;
  /** `asked`: its cost was told, the key again turns it on. */
  readonly liveTail: 'off' | 'asked' | 'on';
  readonly showsPatterns: boolean;
  /** A moment beyond the buffer whose lines are looked at instead of the newest, milliseconds since 1970. */
  readonly visiting: number | undefined;
}

/** What is drawn of the lines, and what is said about all of them. */
export interface LogWindow {
  readonly rows: readonly LogRow[];
  /** How many lines stand before the rows, of those that can be scrolled to. */
  readonly first: number;
  /** Lines that can be scrolled to. */
  readonly size: number;
  /** Lines that are kept. */
  readonly kept: number;
  /** All lines from then on are kept, but for the gaps that are told; milliseconds since 1970. */
  readonly heldFrom: number;
  /** Of a filter, among the lines searched so far; undefined without one. */
  readonly matches: {readonly count: number; readonly isSearching: boolean} | undefined;
  /** Why the filter is not taken as it stands. */
  readonly filterProblem: SafeText | undefined;
  /** Lines that came since the following was stopped. */
  readonly arrived: number;
  /** The tasks that were asked for have all stopped: nothing new is to be waited for, but late lines. */
  readonly hasEnded: boolean;
  readonly streams: number;
  readonly groups: number;
  /** Calls of one round of polls. */
  readonly queries: number;
  /** A line that comes at most so late is found, milliseconds. */
  readonly reach: number;
  /** What must be known about the lines: gaps, containers without any, lost ones. */
  readonly notes: readonly LogNote[];
  /** Similar lines folded; undefined while they are not asked for or still being counted. */
  readonly patterns: readonly LogPatternRow[] | undefined;
  /** Of a deployment: what its tasks write beside those that it replaces. */
  readonly comparison: {readonly new: LogSide; readonly old: LogSide} | undefined;
}

/** One side of a deployment. */
export interface LogSide {
  /** `api:7`; several where a revision before was replaced in the middle. */
  readonly definitions: readonly SafeText[];
  /** Those that run. */
  readonly tasks: number;
  /** A minute; undefined where none of its lines were read. */
  readonly rate: {readonly lines: number; readonly errors: number} | undefined;
}

/** A sentence about the lines. */
export interface LogNote {
  readonly tone: Tone;
  readonly text: SafeText;
}

/** One row of the window: a line, or a sentence in the place where it belongs. */
export type LogRow =
  | {
      readonly type: 'line';
      /** Milliseconds since 1970. */
      readonly at: number;
      readonly task: SafeText;
      readonly container: SafeText;
      /** The number of its task and container in the order in which they came: for colours. */
      readonly source: number;
      /** The message, line by line, with what the filter found in it. */
      readonly texts: readonly {readonly text: SafeText; readonly found: readonly (readonly [start: number, end: number])[]}[];
      /** Of a line that is JSON and was opened. */
      readonly fields: readonly {readonly name: SafeText; readonly value: SafeText}[];
      readonly tone: Tone;
      readonly isUnderCursor: boolean;
      readonly isMarked: boolean;
      readonly isLate: boolean;
      /** It continues the line before it, as a stack trace does. */
      readonly isContinued: boolean;
    }
  | ({readonly type: 'marker'} & LogNote);

/** One pattern of similar lines. */
export interface LogPatternRow {
  readonly pattern: SafeText;
  readonly count: number;
  readonly isNew: boolean;
  readonly tone: Tone;
  /** How often over the time that is kept, oldest first, each from 0 to 1. */
  readonly shares: readonly number[];
}
