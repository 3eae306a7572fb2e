// One line of a container's log, and the order of lines. Apart from the ports, because buffers and searches need no AWS.

/** A line as CloudWatch Logs keeps it, without its event id: hundreds of thousands are kept, and only the follower needs those. Times are milliseconds since 1970 UTC; `message` is raw: never on a screen but as SafeText. */
export interface LogLine {
  /** When the container wrote it, by its own clock: may be late, or in the future. */
  readonly at: number;
  /** When CloudWatch Logs took it. */
  readonly ingestedAt: number;
  readonly group: string;
  readonly stream: string;
  readonly message: string;
  /** The id of the task, where the stream is known to be one's. */
  readonly task?: string;
  readonly container?: string;
  /** It came so late that the follower had already read past its time. */
  readonly isLate: boolean;
}
