// Keeps others off the screen: what Node or a library prints while the terminal is ours is held, and told when it is given back.

import {streamWrite} from './stream-write.ts';

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
      stream.write = (...call: Parameters<typeof streamWrite>) => {
        const {text, taken} = streamWrite(...call);
        this.#held = (this.#held + text).slice(-mostHeld);
        if (taken) process.nextTick(taken);
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
