// The lines that are kept, in the order of time, within a bound in bytes. Lines live in chunks, so that a late one moves little.

import type {LogLine} from '../domain/log-line.ts';

/** Some neighbouring lines. `version` changes with each change of the lines; searches remember by it. */
export interface Chunk {
  readonly lines: readonly LogLine[];
  readonly version: number;
}

interface OwnChunk extends Chunk {
  readonly lines: LogLine[];
  version: number;
  bytes: number;
}

/** What was dropped because of the bound. */
export interface Dropped {
  readonly lines: number;
  /** Nothing before it is complete in the buffer any more; undefined while nothing was dropped. */
  readonly before: number | undefined;
}

/** Half of the largest chunk; a full one is cut into two of it. */
const halfChunk = 512;

/** What a line takes beside its message in memory, measured: the object with two boxed numbers, and its place in the chunk. */
const lineOverhead = 150;

/** An ordered, bounded buffer of lines. Lines of the same millisecond keep the order in which they came. */
export class LogBuffer {
  readonly #mostBytes: number;
  readonly #chunks: OwnChunk[] = [];
  #size = 0;
  #bytes = 0;
  #version = 0;
  #dropped: Dropped = {lines: 0, before: undefined};

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  get size(): number {
    return this.#size;
  }

  /** Roughly what the lines take in memory. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Grows with every change. */
  get version(): number {
    return this.#version;
  }

  get dropped(): Dropped {
    return this.#dropped;
  }

  /** Oldest first. */
  get chunks(): readonly Chunk[] {
    return this.#chunks;
  }

  /** Puts lines where their time belongs, and drops the oldest (or, for older pages, the newest) beyond the bound. */
  add(lines: readonly LogLine[], drops: 'oldest' | 'newest' = 'oldest'): void {
    for (const line of lines) this.#insert(line);
    this.#version += 1;
    while (this.#bytes > this.#mostBytes && this.#chunks.length > 1) this.#drop(drops);
  }

  /** The lines from the index `start` (the oldest is 0) up to `end`, which is left out. */
  slice(start: number, end: number): readonly LogLine[] {
    const wanted: LogLine[] = [];
    let first = 0;
    for (const {lines} of this.#chunks) {
      if (first >= end) break;
      if (first + lines.length > start) wanted.push(...lines.slice(Math.max(0, start - first), end - first));
      first += lines.length;
    }
    return wanted;
  }

  /** The line at an index. */
  at(index: number): LogLine | undefined {
    return this.slice(index, index + 1)[0];
  }

  /** The index of the first line that is stamped at this time or after; the size when there is none. */
  indexAt(time: number): number {
    let first = 0;
    for (const {lines} of this.#chunks) {
      if ((lines.at(-1)?.at ?? time) >= time) return first + lowerBound(lines, time);
      first += lines.length;
    }
    return this.#size;
  }

  /** The index of a line that is in the buffer; -1 when it was dropped. */
  indexOf(line: LogLine): number {
    let first = 0;
    for (const {lines} of this.#chunks) {
      if ((lines.at(-1)?.at ?? 0) >= line.at) {
        if ((lines[0]?.at ?? 0) > line.at) return -1;
        const index = lines.indexOf(line, lowerBound(lines, line.at));
        if (index !== -1) return first + index;
      }
      first += lines.length;
    }
    return -1;
  }

  #insert(line: LogLine): void {
    const chunk = this.#chunkFor(line.at);
    const last = chunk.lines.at(-1);
    if (last === undefined || last.at <= line.at) chunk.lines.push(line);
    else chunk.lines.splice(lowerBound(chunk.lines, line.at + 1), 0, line);
    const bytes = bytesOf(line);
    chunk.version += 1;
    chunk.bytes += bytes;
    this.#bytes += bytes;
    this.#size += 1;
    if (chunk.lines.length >= 2 * halfChunk) this.#cut(chunk);
  }

  /** The last chunk that begins at this time or before; new lines nearly always belong at the end. */
  #chunkFor(at: number): OwnChunk {
    let index = this.#chunks.length - 1;
    const last = this.#chunks[index];
    if (last === undefined || (last.lines[0]?.at ?? 0) > at) index = this.#indexOfChunk(at);
    const found = this.#chunks[index];
    if (found !== undefined) return found;
    const created: OwnChunk = {lines: [], version: 0, bytes: 0};
    this.#chunks.push(created);
    return created;
  }

  #indexOfChunk(at: number): number {
    let low = 0;
    let high = this.#chunks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#chunks[middle]?.lines[0]?.at ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  #cut(chunk: OwnChunk): void {
    const lines = chunk.lines.splice(halfChunk);
    const bytes = lines.reduce((sum, line) => sum + bytesOf(line), 0);
    chunk.bytes -= bytes;
    chunk.version += 1;
    this.#chunks.splice(this.#chunks.indexOf(chunk) + 1, 0, {lines, version: 0, bytes});
  }

  #drop(which: 'oldest' | 'newest'): void {
    const chunk = which === 'oldest' ? this.#chunks.shift() : this.#chunks.pop();
    if (chunk === undefined) return;
    this.#bytes -= chunk.bytes;
    this.#size -= chunk.lines.length;
    if (which === 'oldest') this.#dropped = {lines: this.#dropped.lines + chunk.lines.length, before: this.#chunks[0]?.lines[0]?.at};
  }
}

/** The index of the first line stamped at `time` or after. */
function lowerBound(lines: readonly LogLine[], time: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.at ?? time) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A string takes one byte a character unless one of them needs two. */
function bytesOf({message}: LogLine): number {
  return message.length * (wideCharacter.test(message) ? 2 : 1) + lineOverhead;
}

const wideCharacter = /[^\u0000-\u00ff]/;
