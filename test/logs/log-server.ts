// CloudWatch Logs as a follower meets it: late, throttled, failing, in pages. It remembers what was written, to be counted.

import {Gone, Throttled, Unreachable} from '../../src/domain/errors.ts';
import type {LiveTailUpdate, LogEvent, LogPage, LogQuery, LogReads} from '../../src/domain/log-ports.ts';

/** What goes wrong, each a share of calls from 0 to 1. */
export interface ServerFaults {
  readonly throttled: number;
  readonly failed: number;
}

const pageSize = 1_000;

/** A server over a time and a source of chance. */
export class LogServer implements LogReads {
  faults: ServerFaults = {throttled: 0, failed: 0};
  calls = 0;
  /** In the order of their stamps. */
  readonly #events: LogEvent[] = [];
  readonly #streams = new Set<string>();
  readonly #now: () => number;
  readonly #random: () => number;
  #count = 0;

  constructor(now: () => number, random: () => number) {
    this.#now = now;
    this.#random = random;
  }

  /** Writes a line that can be read `late` milliseconds after its stamp. */
  write(stream: string, at: number, message: string, late = 0): LogEvent {
    this.#count += 1;
    const event: LogEvent = {id: `${at}-${this.#count}`, at, ingestedAt: at + late, stream, message};
    this.#streams.add(stream);
    let index = this.#events.length;
    while (index > 0 && (this.#events[index - 1]?.at ?? 0) > at) index -= 1;
    this.#events.splice(index, 0, event);
    return event;
  }

  async filterPage({streams, prefix, start, end = Number.POSITIVE_INFINITY, token}: LogQuery): Promise<LogPage> {
    this.calls += 1;
    if (this.#random() < this.faults.throttled) throw new Throttled('AWS throttled logs:FilterLogEvents', 'wait');
    if (this.#random() < this.faults.failed) throw new Unreachable('no answer', 'wait');
    const missing = streams?.find(name => !this.#streams.has(name));
    if (missing !== undefined) throw new Gone(`no stream ${missing}`, 'wait');
    if (streams !== undefined && streams.length > 100) throw new Error('more than 100 names');
    const names = streams && new Set(streams);
    const from = token === undefined ? 0 : this.#events.findIndex(({id}) => id === token) + 1;
    const events: LogEvent[] = [];
    for (let index = token === undefined ? this.#firstAt(start) : from; index < this.#events.length; index += 1) {
      const event = this.#events[index];
      if (event === undefined || event.at > end) break;
      if (event.at < start || event.ingestedAt > this.#now()) continue;
      if (names !== undefined ? !names.has(event.stream) : !event.stream.startsWith(prefix ?? '')) continue;
      events.push(event);
      if (events.length === pageSize) return {events, nextToken: event.id};
    }
    return {events};
  }

  newestPage(): Promise<never> {
    throw new Error('not asked for here');
  }

  /** An empty session, for followers without Live Tail. */
  async *liveTail(): AsyncIterable<LiveTailUpdate> {}

  #firstAt(time: number): number {
    let low = 0;
    let high = this.#events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#events[middle]?.at ?? time) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** A small seeded source of chance (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}
