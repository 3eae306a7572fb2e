// What a follower of logs tells: lines, gaps, who joined and left; and how it goes.

import type {LogLine} from '../domain/log-line.ts';
import type {SafeText} from '../domain/safe-text.ts';
import type {LogStream, UnknownLog} from './log-stream.ts';

/** A time of one group that could not be read (yet). */
export interface LogGap {
  readonly id: string;
  readonly group: string;
  readonly region: string;
  /** Lines taken after it are missing, milliseconds since 1970. */
  readonly from: number;
  readonly why: SafeText;
  /** Set when everything was read after all: nothing is missing any more. */
  readonly closedAt?: number;
}

/** What a follower tells. */
export type FollowUpdate =
  /** In the order of time within one update; across updates late ones may come. */
  | {readonly type: 'lines'; readonly lines: readonly LogLine[]}
  | {readonly type: 'gap'; readonly gap: LogGap}
  | {readonly type: 'joined' | 'left'; readonly streams: readonly LogStream[]}
  /** The tasks cannot be listed: those that are known are followed meanwhile. Told again without `why` when they can. */
  | {readonly type: 'membersUnknown'; readonly why?: SafeText};

/** How the following goes. */
export interface FollowStatus {
  readonly streams: number;
  readonly groups: number;
  /** Calls that one round of polls takes at least. */
  readonly queries: number;
  /** A line that comes at most so late is found, milliseconds: the smallest of all groups. */
  readonly reach: number;
  /** Everything until then was read; undefined before the first complete round. */
  readonly completeUntil: number | undefined;
  readonly unknown: readonly UnknownLog[];
}
