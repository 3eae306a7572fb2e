// A keyboard without a terminal.

import {EventEmitter} from 'node:events';

/** A keyboard on which bytes are typed by `push`. */
export class FakeInput extends EventEmitter {
  readonly isTTY = true;
  isRaw = false;
  readonly #pending: string[] = [];

  /** As Ink takes it. The fake has what Ink uses of a keyboard; the cast says so once, here. */
  get stream(): NodeJS.ReadStream {
    return this as unknown as NodeJS.ReadStream;
  }

  push(bytes: string): void {
    this.#pending.push(bytes);
    this.emit('readable');
  }

  read(): string | null {
    return this.#pending.shift() ?? null;
  }

  setRawMode(isRaw: boolean): this {
    this.isRaw = isRaw;
    return this;
  }

  setEncoding(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  resume(): this {
    return this;
  }

  pause(): this {
    return this;
  }
}
