// Reads lines from before those that a buffer holds, a page at a time, when a person goes back beyond its beginning.

import type {Clock} from '../../domain/clock.ts';
import {UserError} from '../../domain/errors.ts';
import type {LogLine} from '../../domain/log-line.ts';
import type {LogReads} from '../../domain/log-ports.ts';
import {type SafeText, text} from '../../domain/safe-text.ts';
import type {LogBuffer} from '../../logs/buffer.ts';
import type {LogStream} from '../../logs/log-stream.ts';
import {olderLines} from '../../logs/older.ts';

/** How far the reading of older lines has come. */
export type OlderState = 'idle' | 'reading' | 'atStart' | 'full' | {readonly why: SafeText};

/** What a reader is handed. */
export interface OlderReaderPorts {
  readonly clock: Clock;
  readonly reads: LogReads;
  readonly buffer: LogBuffer;
  /** Nothing is read while the buffer holds more bytes: the older lines would push out what was read before. */
  readonly fullAt: number;
  /** Everything from then on is in the buffer, or on its way there. Milliseconds since 1970. */
  readonly before: number;
  readonly onLines: (lines: readonly LogLine[]) => void;
  readonly onChange: () => void;
}

const linesOfOnePage = 300;
/** CloudWatch Logs may keep more; further back a log screen does not go. */
const longestBack = 14 * 86_400_000;

/** The older end of a buffer. */
export class OlderReader {
  readonly #ports: OlderReaderPorts;
  #state: OlderState = 'idle';
  #readFrom: number;

  constructor(ports: OlderReaderPorts) {
    this.#ports = ports;
    this.#readFrom = ports.before;
  }

  get state(): OlderState {
    return this.#state;
  }

  /** Everything from then on was read. */
  get readFrom(): number {
    return this.#readFrom;
  }

  /** Reads a page, unless it is being read or there is none. Rejects with the signal's reason, or with a fault of the program. */
  async read(streams: readonly LogStream[], signal: AbortSignal): Promise<void> {
    const {buffer, fullAt, onChange} = this.#ports;
    if (streams.length === 0 || this.#state === 'reading' || this.#state === 'atStart') return;
    // Before lines that were dropped, older ones would stand as if nothing were missing between.
    if (buffer.bytes > fullAt || buffer.dropped.lines > 0) {
      this.#state = 'full';
      onChange();
      return;
    }
    this.#state = 'reading';
    onChange();
    try {
      this.#state = (await this.#readPage(streams, signal)) < linesOfOnePage ? 'atStart' : 'idle';
    } catch (error) {
      if (signal.aborted || !(error instanceof UserError)) throw error;
      this.#state = {why: text`${error.message}`};
    }
    onChange();
  }

  async #readPage(streams: readonly LogStream[], signal: AbortSignal): Promise<number> {
    const {clock, reads, onLines} = this.#ports;
    const request = {streams, before: this.#readFrom, wanted: linesOfOnePage, notBefore: clock.now() - longestBack};
    let found = 0;
    for await (const {lines, from} of olderLines(reads, request, signal)) {
      found += lines.length;
      this.#readFrom = from;
      onLines(lines);
    }
    return found;
  }
}
