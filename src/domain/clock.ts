// Time as a port: everything that waits or reads the time is handed a Clock, so that tests never sleep.

/** The time and waiting for it. All times are milliseconds since 1970-01-01 UTC. */
export interface Clock {
  now(): number;
  /** Resolves after so many milliseconds, or rejects with the signal's reason when it is aborted first. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
}
