// Keeps others off the screen: what Node or a library prints while the terminal is ours is held, and told when it is given back.

/** A stream of Node's that may end on the same terminal. */
type Stream = Pick<NodeJS.WriteStream, 'isTTY' | 'write'>;

/** Characters that are held; a library that prints without end must not fill the memory. */
const mostHeld = 64 * 1024;

/** What was printed while it must not be. */
export class HeldOutput {
  readonly #streams: readonly Stream[];
  readonly #writes = new Map<Stream, Stream['write']>();
  #held = '';

  /** Those of the streams that are no terminal are left alone: they are on nobody's screen. */
  constructor(streams: readonly Stream[]) {
    this.#streams = streams.filter(({isTTY}) => isTTY);
  }

  /** Holds what is printed from now on. */
  hold(): void {
    for (const stream of this.#streams) {
      if (this.#writes.has(stream)) continue;
      this.#writes.set(stream, stream.write);
      stream.write = (chunk: string | Uint8Array, encodingOrDone?: unknown, done?: unknown) => {
        this.#held = (this.#held + (typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString())).slice(-mostHeld);
        const callback = typeof encodingOrDone === 'function' ? encodingOrDone : done;
        if (typeof callback === 'function') process.nextTick(() => callback());
        return true;
      };
    }
  }

  /** Lets the streams be as they were, and answers what was held. */
  release(): string {
    for (const [stream, write] of this.#writes) stream.write = write;
    this.#writes.clear();
    const held = this.#held;
    this.#held = '';
    return held;
  }
}
