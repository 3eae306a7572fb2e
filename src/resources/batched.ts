// Many questions for one thing each, asked at the same moment, sent as few calls. Rows are investigated one by one; AWS is asked together.

/** Reads a value by its key; undefined when AWS does not know the key. */
export type ReadOne<Value> = (key: string, signal: AbortSignal) => Promise<Value | undefined>;

interface Batch<Value> {
  readonly keys: Set<string>;
  readonly signals: AbortSignal[];
  readonly values: Promise<ReadonlyMap<string, Value>>;
}

/**
 * Gathers the keys that are asked for within one turn of the event loop and reads them together.
 * The read is aborted when everyone who waits for it has been. Its failure is the failure of each who waits.
 */
export function batched<Value>(
  read: (keys: readonly string[], signal: AbortSignal) => Promise<ReadonlyMap<string, Value>>,
): ReadOne<Value> {
  let open: Batch<Value> | undefined;

  const start = (): Batch<Value> => {
    const controller = new AbortController();
    const keys = new Set<string>();
    const signals: AbortSignal[] = [];
    const abortIfAllAre = () => {
      if (signals.every(signal => signal.aborted)) controller.abort(signals[0]?.reason);
    };
    const values = new Promise<void>(resolve => setImmediate(resolve)).then(() => {
      open = undefined;
      for (const signal of signals) signal.addEventListener('abort', abortIfAllAre, {once: true, signal: controller.signal});
      abortIfAllAre();
      controller.signal.throwIfAborted();
      return read([...keys], controller.signal);
    });
    return {keys, signals, values};
  };

  return async (key, signal) => {
    signal.throwIfAborted();
    open ??= start();
    open.keys.add(key);
    open.signals.push(signal);
    const values = await open.values;
    signal.throwIfAborted();
    return values.get(key);
  };
}

/** Keeps what a read found, for facts that never change; forgets the oldest beyond `most`. */
export function remembered<Value>(readOne: ReadOne<Value>, most: number): ReadOne<Value> {
  const known = new Map<string, Value>();
  return async (key, signal) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = await readOne(key, signal);
    if (value === undefined) return undefined;
    known.set(key, value);
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    return value;
  };
}
