// What the keys ask of the log screens. Apart, so that keys and logs know only this of each other.

import type {Move} from './move.ts';

/** The lines of one log screen. */
export interface LogLines {
  /** Moves through the lines; true when the person is at the newest line and wants to stay there. */
  move(by: Move): boolean;
  /** To the next match among all lines; false when there is none. */
  jump(direction: 'newer' | 'older'): boolean;
  /** To the first line of a moment, where its lines are all kept; `elsewhere` when they have to be read first, `unknown` before the tasks are. */
  showMoment(time: number): 'shown' | 'elsewhere' | 'unknown';
  /** Marks the line under the cursor, or takes the mark away. */
  toggleMark(): void;
  /** The message under the cursor, as it is shown; undefined without lines. */
  lineUnderCursor(): string | undefined;
  /** All lines that pass the filter, as text for a file; what looks like a secret is always masked. */
  fileContent(): {readonly content: string; readonly lines: number};
}

/** All log screens. */
export interface LogPort {
  /** Undefined for a screen that was left. */
  of(number: number): LogLines | undefined;
}
