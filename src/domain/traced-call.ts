// What is told of a call for a bug report. No inputs, no outputs and no messages: nothing that could hold a secret.

/** A call to AWS that has ended. */
export interface TracedCall {
  /** When it ended, milliseconds since 1970. */
  readonly at: number;
  /** `ecs:ListTasks` */
  readonly action: string;
  readonly region: string;
  readonly effect: 'read' | 'change';
  /** From the moment it was asked for, and of these the time that it waited for its turn. */
  readonly milliseconds: number;
  readonly waited: number;
  /** How often it was sent; 0 when it never was. */
  readonly attempts: number;
  /** `ok`, `left` (nobody waits for it any more), or the name of our error: `Throttled`. */
  readonly outcome: string;
  /** AWS's own name of the failure and its HTTP status, where there are any. */
  readonly code?: string;
  readonly status?: number;
  readonly requestId?: string;
}

/** Takes every call that has ended. Must not throw. */
export type CallTrace = (call: TracedCall) => void;
