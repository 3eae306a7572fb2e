// What goes to the terminal, without ever making the program wait: what it does not take stays here and is offered again.

/** Where the bytes go. */
export interface ByteSink {
  /** Takes what it can and answers how many bytes; 0 when it is full. Throws when the terminal is gone. */
  write(bytes: Uint8Array): number;
  /** The file of the terminal, where it has a name that any process can open. */
  readonly path?: string;
}

/** Milliseconds from one offer to the next; it grows while nobody reads. */
const firstPause = 4;
const longestPause = 50;

/** Sends texts in their order, one at a time. */
export class TtyDevice {
  /** Called when everything was taken. */
  onFree: () => void = () => {};
  /** Called when the terminal is gone. */
  onGone: () => void = () => {};
  readonly #sink: ByteSink;
  readonly #later: (work: () => void, milliseconds: number) => void;
  #rest: Uint8Array = new Uint8Array();
  #isAwaiting = false;
  #pause = firstPause;

  constructor(sink: ByteSink, later: (work: () => void, milliseconds: number) => void) {
    this.#sink = sink;
    this.#later = later;
  }

  /** True while something waits for the terminal to read; then nothing more should be sent. */
  get isBusy(): boolean {
    return this.#rest.length > 0;
  }

  /** Bytes that wait. */
  get waiting(): number {
    return this.#rest.length;
  }

  send(text: string): void {
    const bytes = Buffer.from(text);
    this.#rest = this.isBusy ? Buffer.concat([this.#rest, bytes]) : bytes;
    if (!this.#isAwaiting) this.#offer();
  }

  get path(): string | undefined {
    return this.#sink.path;
  }

  /**
   * Sends it in place of whatever waits, offering it for so many milliseconds at most and doing nothing else meanwhile. False when
   * the terminal has not read all of it by then.
   */
  sendAtOnce(text: string, milliseconds: number): boolean {
    this.#rest = Buffer.from(text);
    const end = performance.now() + milliseconds;
    let isThere = this.#push();
    while (isThere && this.isBusy && performance.now() < end) {
      sleep(firstPause);
      isThere = this.#push();
    }
    const isLeft = isThere && this.isBusy;
    this.#rest = new Uint8Array();
    return !isLeft;
  }

  #offer(): void {
    if (!this.#push()) {
      this.#rest = new Uint8Array();
      this.onGone();
      return;
    }
    if (!this.isBusy) return;
    this.#isAwaiting = true;
    this.#later(() => {
      this.#isAwaiting = false;
      const wasBusy = this.isBusy;
      if (wasBusy) this.#offer();
      if (wasBusy && !this.isBusy) this.onFree();
    }, this.#pause);
  }

  /** Hands over what the terminal takes. False when it is gone. */
  #push(): boolean {
    try {
      while (this.isBusy) {
        const taken = this.#sink.write(this.#rest);
        this.#pause = taken > 0 ? firstPause : Math.min(longestPause, this.#pause * 2);
        if (taken === 0) break;
        this.#rest = this.#rest.subarray(taken);
      }
      return true;
    } catch {
      return false;
    }
  }
}

/** Nothing else happens meanwhile. */
export function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
