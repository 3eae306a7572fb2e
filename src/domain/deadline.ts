// A bound on waiting for an answer: the SDK has no timeout by default, and those that it has do not cover waiting for a socket.

import type {Clock} from './clock.ts';

/** Nothing came within the deadline. Translated by the room that called; no one outside it sees it. */
export class DeadlineExceeded extends Error {
  readonly milliseconds: number;
  constructor(milliseconds: number) {
    super(`no answer within ${milliseconds} ms`);
    this.name = 'DeadlineExceeded';
    this.milliseconds = milliseconds;
  }
}

/**
 * Runs `run` with a signal that is aborted at the deadline or with the caller's, and stops waiting at that moment even
 * when `run` does not obey. Rejects with DeadlineExceeded or with the caller's reason.
 */
export async function withDeadline<Result>(
  clock: Clock,
  milliseconds: number,
  signal: AbortSignal,
  run: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  signal.throwIfAborted();
  const stop = new AbortController();
  const timer = new AbortController();
  const followCaller = (): void => stop.abort(signal.reason);
  signal.addEventListener('abort', followCaller, {once: true});
  const stopped = new Promise<never>((_, reject) => {
    stop.signal.addEventListener('abort', () => reject(stop.signal.reason), {once: true});
  });
  clock.wait(milliseconds, timer.signal).then(
    () => stop.abort(new DeadlineExceeded(milliseconds)),
    () => undefined, // The timer was cancelled: the answer came first.
  );
  try {
    return await Promise.race([run(stop.signal), stopped]);
  } finally {
    timer.abort();
    signal.removeEventListener('abort', followCaller);
  }
}
