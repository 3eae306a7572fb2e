// A search over a buffer that changes: done in steps, newest lines first, and remembered by chunk, so that a new line costs little.

import type {LogLine} from '../domain/log-line.ts';
import type {Chunk, LogBuffer} from './buffer.ts';
import type {LineFilter} from './line-filter.ts';

interface Found {
  readonly version: number;
  readonly lines: readonly LogLine[];
}

/** How far a search has come. */
export interface SearchProgress {
  readonly isDone: boolean;
  /** Matches among the lines searched so far. */
  readonly matches: number;
  readonly searched: number;
}

/** Lines searched in one step unless said otherwise: some 20 milliseconds. */
const usualStep = 20_000;

/** A search of one filter over one buffer. */
export class LineSearch {
  readonly filter: LineFilter;
  readonly #buffer: LogBuffer;
  #found = new WeakMap<Chunk, Found>();

  constructor(buffer: LogBuffer, filter: LineFilter) {
    this.#buffer = buffer;
    this.filter = filter;
  }

  /** Searches up to so many lines that were not searched yet, the newest first. To be called until `isDone`, and after each change. */
  step(mostLines = usualStep): SearchProgress {
    let budget = mostLines;
    let matches = 0;
    let searched = 0;
    let isDone = true;
    for (const chunk of this.#buffer.chunks.toReversed()) {
      let found = this.#foundIn(chunk);
      if (found === undefined && budget > 0) {
        budget -= chunk.lines.length;
        found = this.#searchIn(chunk);
      }
      if (found === undefined) isDone = false;
      else {
        matches += found.length;
        searched += chunk.lines.length;
      }
    }
    return {isDone, matches, searched};
  }

  /** Matches from the index `start` (the oldest is 0) up to `end`, among what was searched. */
  slice(start: number, end: number): readonly LogLine[] {
    const wanted: LogLine[] = [];
    let first = 0;
    for (const chunk of this.#buffer.chunks) {
      const lines = this.#foundIn(chunk) ?? [];
      if (first < end && first + lines.length > start) wanted.push(...lines.slice(Math.max(0, start - first), end - first));
      first += lines.length;
    }
    return wanted;
  }

  /** The next match after (or before) a line in the order of the buffer, searched or not; undefined when there is none. */
  next(from: LogLine, direction: 'newer' | 'older'): LogLine | undefined {
    const here = this.#buffer.indexOf(from);
    const {chunks} = this.#buffer;
    const ordered = direction === 'newer' ? chunks : chunks.toReversed();
    let first = direction === 'newer' ? 0 : this.#buffer.size;
    for (const chunk of ordered) {
      if (direction === 'older') first -= chunk.lines.length;
      const isBeyond = direction === 'newer' ? first + chunk.lines.length > here + 1 : first < here;
      const found = isBeyond ? this.#nextIn(chunk, first, here, direction) : undefined;
      if (found !== undefined) return found;
      if (direction === 'newer') first += chunk.lines.length;
    }
    return undefined;
  }

  /** How many matches stand before a line, among what was searched. */
  before(line: LogLine): number {
    const index = this.#buffer.indexOf(line);
    const here = index === -1 ? this.#buffer.indexAt(line.at) : index;
    let count = 0;
    let first = 0;
    for (const chunk of this.#buffer.chunks) {
      if (first >= here) break;
      const found = this.#foundIn(chunk) ?? [];
      if (first + chunk.lines.length <= here) count += found.length;
      else {
        const earlier = new Set(chunk.lines.slice(0, here - first));
        count += found.filter(one => earlier.has(one)).length;
      }
      first += chunk.lines.length;
    }
    return count;
  }

  #nextIn(chunk: Chunk, first: number, here: number, direction: 'newer' | 'older'): LogLine | undefined {
    const matching = new Set(this.#foundIn(chunk) ?? this.#searchIn(chunk));
    const lines = chunk.lines.map((line, index) => ({line, index: first + index})).filter(({line}) => matching.has(line));
    const found = direction === 'newer' ? lines.find(({index}) => index > here) : lines.findLast(({index}) => index < here);
    return found?.line;
  }

  #searchIn(chunk: Chunk): readonly LogLine[] {
    const lines = chunk.lines.filter(line => this.filter.matches(line));
    this.#found.set(chunk, {version: chunk.version, lines});
    return lines;
  }

  #foundIn(chunk: Chunk): readonly LogLine[] | undefined {
    const found = this.#found.get(chunk);
    return found?.version === chunk.version ? found.lines : undefined;
  }
}
