// What the keys ask of the log screens. Apart, so that keys and logs know only this of each other.

import type {Move} from './move.ts';

/** Where a jump to a mark has led. */
export interface MarkJump {
  /** When the marked line was written, milliseconds since 1970. */
  readonly at: number;
  /** `hidden`: it does not pass the filter; `dropped` and `elsewhere`: its lines have to be read first. */
  readonly where: 'shown' | 'hidden' | 'under the cursor' | 'dropped' | 'elsewhere';
  /** There was no further one: it went on from the other end. */
  readonly isWrapped: boolean;
}

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
  /** To the next marked line, filtered or not; undefined when none is marked. */
  jumpToMark(direction: 'newer' | 'older'): MarkJump | undefined;
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
