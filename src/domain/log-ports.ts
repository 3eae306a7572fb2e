// What following logs needs of CloudWatch Logs, in our own types. Implemented by src/aws, over the real SDK client.

/** One event as CloudWatch Logs keeps it, before it is known which task wrote it. Times are milliseconds since 1970 UTC. */
export interface LogEvent {
  /** Empty where AWS tells none (GetLogEvents, Live Tail). */
  readonly id: string;
  readonly at: number;
  readonly ingestedAt: number;
  readonly stream: string;
  readonly message: string;
}

/** Some streams of one log group: at most 100 names, or one prefix, or (with neither) all. */
export interface LogSelection {
  readonly group: string;
  /** The logs' Region, which can be another than the cluster's. */
  readonly region: string;
  readonly streams?: readonly string[];
  readonly prefix?: string;
}

/** What one call asks for; `start` and `end` are both inclusive. */
export interface LogQuery extends LogSelection {
  readonly start: number;
  readonly end?: number;
  readonly token?: string;
  /** At most 10,000, which is also what is meant when absent. */
  readonly limit?: number;
}

/** One page, in the order of time. A page can be empty and still have a `nextToken`, which lives for 24 hours. */
export interface LogPage {
  readonly events: readonly LogEvent[];
  readonly nextToken?: string;
}

/** Asks for the newest events of one stream, or with `token` for those before. */
export interface NewestQuery {
  readonly group: string;
  readonly region: string;
  readonly stream: string;
  readonly end?: number;
  readonly limit?: number;
  readonly token?: string;
}

/** The newest events, oldest first; without `olderToken` the beginning of the stream is reached. */
export interface NewestPage {
  readonly events: readonly LogEvent[];
  readonly olderToken?: string;
}

/** What a Live Tail session tells: it began, or what was ingested in about the last second (at most 500 events). */
export type LiveTailUpdate =
  | {readonly type: 'started'}
  /** `isSampled`: there were more, and some were left out. */
  | {readonly type: 'events'; readonly events: readonly LogEvent[]; readonly isSampled: boolean};

/** Reads of CloudWatch Logs. Calls are paced, have a deadline, and reject with one of domain/errors (Gone: no such group or stream). */
export interface LogReads {
  /** FilterLogEvents. */
  filterPage(query: LogQuery, signal: AbortSignal): Promise<LogPage>;
  /** GetLogEvents from the end backwards. */
  newestPage(query: NewestQuery, signal: AbortSignal): Promise<NewestPage>;
  /** StartLiveTail, which costs money: ends when AWS ends the session (after 3 hours), rejects when it breaks or the signal says so. */
  liveTail(selection: LogSelection, signal: AbortSignal): AsyncIterable<LiveTailUpdate>;
}
