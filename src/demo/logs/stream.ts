// One log stream: what was put into it, and what its container writes, which is made up second by second when somebody asks.

import {createRandom} from '../random.ts';
import {eventId, type StoredEvent} from './log-event.ts';
import type {Writer} from './writers/writer.ts';

/** A container that writes into a stream. Times are milliseconds since 1970. */
export interface Life {
  readonly writer: Writer;
  readonly task: string;
  readonly revision: number;
  readonly isClockAhead: boolean;
  readonly startedAt: number;
  readonly endedAt: number | undefined;
  readonly lastWords: readonly string[];
}

/** How far ahead a wrong clock stamps, and how often it does, in seconds. */
const aheadBy = 5_400;
const aheadEvery = 600;
/** One second in so many is held back by the agent. */
const lateOneIn = 200;

/** A stream of the demo region. */
export class DemoStream {
  readonly name: string;
  readonly createdAt: number;
  /** Absent where nothing but PutLogEvents writes. */
  life: Life | undefined;
  readonly #hash: number;
  /** In the order of the timestamps. */
  readonly #put: StoredEvent[] = [];
  #putCount = 0;

  constructor(group: string, name: string, createdAt: number) {
    this.name = name;
    this.createdAt = createdAt;
    this.#hash = createRandom(`${group}/${name}`).integer(0, 9_999_999_999);
  }

  /** Puts an event. */
  put(timestamp: number, message: string, ingestionTime: number): void {
    this.#putCount += 1;
    const event = {id: eventId(timestamp, this.#hash, 1_000_000 + this.#putCount), timestamp, ingestionTime, message};
    this.#put.splice(this.#indexOfPut(timestamp + 1), 0, event);
  }

  /** The first second at or after `second` in which there may be something; undefined when there is none. `now` in seconds. */
  nextSecond(second: number, now: number): number | undefined {
    const put = this.#put[this.#indexOfPut(second * 1000)];
    const candidates = [put && Math.floor(put.timestamp / 1000), this.#nextWritten(second, now), this.#nextAhead(second, now)];
    return candidates.reduce((least, candidate) => (least === undefined || (candidate ?? least) < least ? candidate : least), undefined);
  }

  /** The last second at or before `second` in which there may be something. */
  previousSecond(second: number, now: number): number | undefined {
    const put = this.#put[this.#indexOfPut((second + 1) * 1000) - 1];
    const candidates = [put && Math.floor(put.timestamp / 1000), this.#previousWritten(second, now), this.#previousAhead(second, now)];
    return candidates.reduce((most, candidate) => (most === undefined || (candidate ?? most) > most ? candidate : most), undefined);
  }

  /** The events stamped within a second, whether or not they can be read yet. */
  eventsIn(second: number): readonly StoredEvent[] {
    const from = this.#indexOfPut(second * 1000);
    const to = this.#indexOfPut((second + 1) * 1000);
    const put = from === to ? [] : this.#put.slice(from, to);
    const written = this.life === undefined ? [] : this.#writtenIn(this.life, second);
    return put.length === 0 ? written : [...put, ...written];
  }

  #writtenIn(life: Life, second: number): readonly StoredEvent[] {
    const ahead = isAheadSecond(life, second) ? [this.#aheadEvent(second)] : [];
    const start = Math.floor(life.startedAt / 1000);
    const end = life.endedAt === undefined ? Number.POSITIVE_INFINITY : Math.floor(life.endedAt / 1000);
    if (second < start || second > end) return ahead;
    const random = createRandom(`${this.#hash}/${second}`);
    const {task, revision, writer, endedAt = 0, lastWords} = life;
    const lines = [...writer({random, at: second * 1000, age: second - start, task, revision})];
    const flush = random.integer(200, 2_500);
    const delay = random.integer(1, lateOneIn) === 1 ? random.integer(20_000, 60_000) : flush;
    if (second === end) {
      const limit = endedAt % 1000;
      const words = lastWords.map((message, index) => ({offset: Math.min(999, limit + index), message}));
      return [...ahead, ...this.#events(second, [...lines.filter(({offset}) => offset < limit), ...words], flush)];
    }
    return [...ahead, ...this.#events(second, lines, delay)];
  }

  #events(second: number, lines: readonly {readonly offset: number; readonly message: string}[], delay: number): readonly StoredEvent[] {
    return lines
      .toSorted((one, other) => one.offset - other.offset)
      .map(({offset, message}, index) => {
        const timestamp = second * 1000 + offset;
        return {id: eventId(timestamp, this.#hash, index), timestamp, ingestionTime: timestamp + delay, message};
      });
  }

  #aheadEvent(second: number): StoredEvent {
    const timestamp = second * 1000;
    const message = '{"name":"stock-price","level":40,"msg":"clock of the exchange differs from ours"}';
    return {id: eventId(timestamp, this.#hash, 999_999), timestamp, ingestionTime: timestamp - aheadBy * 1000 + 700, message};
  }

  #nextWritten(second: number, now: number): number | undefined {
    if (this.life === undefined) return undefined;
    const candidate = Math.max(second, Math.floor(this.life.startedAt / 1000));
    return candidate <= lastSecond(this.life, now) ? candidate : undefined;
  }

  #previousWritten(second: number, now: number): number | undefined {
    if (this.life === undefined) return undefined;
    const candidate = Math.min(second, lastSecond(this.life, now));
    return candidate >= Math.floor(this.life.startedAt / 1000) ? candidate : undefined;
  }

  #nextAhead(second: number, now: number): number | undefined {
    if (this.life?.isClockAhead !== true) return undefined;
    const first = Math.max(second, Math.floor(this.life.startedAt / 1000) + aheadBy);
    const candidate = Math.ceil(first / aheadEvery) * aheadEvery;
    return isAheadSecond(this.life, candidate) && candidate - aheadBy <= now ? candidate : undefined;
  }

  #previousAhead(second: number, now: number): number | undefined {
    if (this.life?.isClockAhead !== true) return undefined;
    const candidate = Math.floor(Math.min(second, lastSecond(this.life, now) + aheadBy) / aheadEvery) * aheadEvery;
    return isAheadSecond(this.life, candidate) ? candidate : undefined;
  }

  /** The index of the first put event stamped at `time` or after. */
  #indexOfPut(time: number): number {
    let low = 0;
    let high = this.#put.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#put[middle]?.timestamp ?? time) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function lastSecond(life: Life, now: number): number {
  return life.endedAt === undefined ? now : Math.min(now, Math.floor(life.endedAt / 1000));
}

/** True for a second whose stamp was written by a clock that is ahead. */
function isAheadSecond(life: Life, second: number): boolean {
  if (!life.isClockAhead || second % aheadEvery !== 0) return false;
  const writtenAt = (second - aheadBy) * 1000;
  return writtenAt >= life.startedAt && writtenAt <= (life.endedAt ?? Number.POSITIVE_INFINITY);
}
