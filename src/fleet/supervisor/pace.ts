// One pace over all runs of this program: Systems Manager takes few calls a second, and others need some of them.

/** Turns for calls, evenly apart. */
export class Pace {
  readonly #pause: number;
  #next = 0;

  /** Milliseconds between two calls. */
  constructor(pause: number) {
    this.#pause = pause;
  }

  /** When the next call may go out, milliseconds since 1970. */
  get next(): number {
    return this.#next;
  }

  /** A call goes out now. */
  take(now: number): void {
    this.#next = Math.max(now, this.#next) + this.#pause;
  }
}
