// What is recorded of each change, to a service as to a host, before it is sent and after. Apart from the log that keeps it,
// because those who change and those who write know no more of each other.

/** Who and where: the same for all lines of a session. */
export interface AuditActor {
  /** From STS; `unknown: …` where it could not be read. */
  readonly identityArn: string;
  readonly account: string;
  readonly region: string;
  readonly isDemo: boolean;
}

/** What is recorded of one change to one target. Times are milliseconds since 1970 UTC. */
export interface AuditEntry {
  /** The same for the intent and the outcome of one change. */
  readonly change: string;
  readonly phase: 'intent' | 'outcome';
  readonly at: number;
  readonly actor: AuditActor;
  readonly command: string;
  readonly target: string;
  /** The command's `describe`. */
  readonly summary: string;
  /** What the target was like right before. */
  readonly before: Readonly<Record<string, string | number>>;
  /** What was asked for. */
  readonly wanted: unknown;
  readonly result?: 'accepted' | 'failed' | 'unknown' | 'arrived' | 'never arrived';
  readonly after?: Readonly<Record<string, string | number>>;
  readonly requestId?: string;
  readonly error?: string;
}
