// What is handed to the `write` of a stream, for objects of ours that stand in for one: both forms of its arguments.

/** One call of `write`. */
export interface StreamWrite {
  readonly text: string;
  /** Tells the caller that it was taken; undefined when the caller does not ask. */
  readonly taken: (() => void) | undefined;
}

/** Reads the arguments: the encoding may be left out. */
export function streamWrite(chunk: string | Uint8Array, encodingOrDone?: unknown, done?: unknown): StreamWrite {
  const callback = typeof encodingOrDone === 'function' ? encodingOrDone : done;
  return {
    text: typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString(),
    taken: typeof callback === 'function' ? () => callback() : undefined,
  };
}
