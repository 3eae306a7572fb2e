// A shell in a container or on a host, as the ports hand it on: opened by AWS, used on this host's terminal.

/** The container that a shell is opened in. */
export interface ShellTarget {
  /** ARN or name. */
  readonly cluster: string;
  readonly task: string;
  readonly taskId: string;
  readonly container: string;
  readonly runtimeId: string;
}

/** A session that AWS has opened. Whoever has the token is in there: it is written nowhere. */
export interface ShellSession {
  readonly sessionId: string;
  readonly streamUrl: string;
  readonly token: string;
  readonly region: string;
  /** The target's name at Session Manager: `ecs:CLUSTER_TASK_RUNTIME`, or the host's id. */
  readonly target: string;
}

/** What can use a session: the terminal, with the help of Session Manager's plugin. */
export interface ShellHost {
  /** Rejects with Refused when it could not use one; asked before one is opened. */
  check(): Promise<void>;
  /** Takes a session over. Resolves when it needs nothing more of the caller. */
  attach(session: ShellSession): Promise<void>;
}
