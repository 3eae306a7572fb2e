// Answers that are kept for a while, or for good; those who ask for the same thing at the same time share one call.

import type {Clock} from '../domain/clock.ts';

/** Remembers answers by key. Failures are not remembered. */
export interface Memo<Value> {
  /** The remembered answer, or that of `read`. Rejects with the caller's reason when it leaves; the call itself is aborted when all have left. */
  get(key: string, signal: AbortSignal, read: (signal: AbortSignal) => Promise<Value>): Promise<Value>;
}

interface Running<Value> {
  readonly answer: Promise<Value>;
  readonly stop: AbortController;
  waiting: number;
}

/** So many answers are kept; a task definition takes some 3 kB. */
const mostKept = 5_000;

/** Creates a memo that keeps answers for so many milliseconds; Infinity keeps them until newer ones need the room. */
export function createMemo<Value>(clock: Clock, keepMilliseconds: number): Memo<Value> {
  const kept = new Map<string, {readonly value: Value; readonly until: number}>();
  const running = new Map<string, Running<Value>>();

  function keep(key: string, value: Value): void {
    const now = clock.now();
    kept.delete(key);
    kept.set(key, {value, until: now + keepMilliseconds});
    // In the order in which they were read, and so of their ends.
    for (const [oldest, {until}] of kept) {
      if (until > now && kept.size <= mostKept) break;
      kept.delete(oldest);
    }
  }

  function start(key: string, read: (signal: AbortSignal) => Promise<Value>): Running<Value> {
    const stop = new AbortController();
    const answer = read(stop.signal).then(value => {
      keep(key, value);
      return value;
    });
    const started: Running<Value> = {answer, stop, waiting: 0};
    running.set(key, started);
    const end = (): void => {
      if (running.get(key) === started) running.delete(key);
    };
    answer.then(end, end);
    return started;
  }

  return {
    async get(key, signal, read) {
      signal.throwIfAborted();
      const remembered = kept.get(key);
      if (remembered !== undefined && remembered.until > clock.now()) return remembered.value;
      const shared = running.get(key) ?? start(key, read);
      shared.waiting += 1;
      try {
        return await unlessAborted(shared.answer, signal);
      } finally {
        shared.waiting -= 1;
        if (shared.waiting === 0) {
          // Nobody may join a call that is being aborted.
          if (running.get(key) === shared) running.delete(key);
          shared.stop.abort();
        }
      }
    },
  };
}

/** The promise's answer, or a rejection with the signal's reason as soon as it is aborted. */
export function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(signal.reason);
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, {once: true});
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
