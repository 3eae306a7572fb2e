// Tasks and containers numbered in the order in which their lines came: each keeps its colour for as long as the screen is open.

import type {LogLine} from '../../domain/log-line.ts';

/** The numbers, from 0. */
export class LogSources {
  readonly #numbers = new Map<string, number>();

  of({task = '', container = ''}: LogLine): number {
    const key = `${task} ${container}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.#numbers.size);
    return this.#numbers.size - 1;
  }
}
