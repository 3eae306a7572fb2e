// Lines around a moment that the buffer of a log screen does not reach: read by pages in both directions, as far as a person goes.
// They do not follow; the feed goes on beside them, so that going back to the newest loses nothing.

import type {Clock} from '../../domain/clock.ts';
import {UserError} from '../../domain/errors.ts';
import type {LogReads} from '../../domain/log-ports.ts';
import {type SafeText, text} from '../../domain/safe-text.ts';
import {LogBuffer} from '../../logs/buffer.ts';
import type {LogGap} from '../../logs/follow-update.ts';
import type {LogStream} from '../../logs/log-stream.ts';
import {newerLines} from '../../logs/newer.ts';
import {OlderReader, type OlderState} from './older-reader.ts';

/** What a visit is handed. */
export interface LogVisitPorts {
  readonly clock: Clock;
  readonly reads: LogReads;
  readonly streams: readonly LogStream[];
  /** The moment, milliseconds since 1970. */
  readonly at: number;
  readonly onChange: () => void;
  /** The lines of the moment are there. */
  readonly onArrived: () => void;
  readonly onBug: (error: unknown) => void;
}

/** How far the reading of newer lines has come. */
export type NewerState = 'idle' | 'reading' | 'atEnd' | {readonly why: SafeText};

/** The feed has its own bound beside it. */
const mostBytes = 12 * 1024 * 1024;
const fullShare = 0.8;
const linesOfOneStep = 300;

/** A visit; it begins to read at once and ends with `stop`. */
export class LogVisit {
  readonly buffer = new LogBuffer(mostBytes);
  /** What cannot be read here fails as a whole. */
  readonly gaps: ReadonlyMap<string, LogGap> = new Map();
  readonly at: number;
  newer: NewerState = 'idle';
  readonly #ports: LogVisitPorts;
  readonly #life = new AbortController();
  readonly #older: OlderReader;
  #readUntil: number;

  constructor(ports: LogVisitPorts) {
    const {clock, reads, at, onChange} = ports;
    this.#ports = ports;
    this.at = at;
    this.#readUntil = at - 1;
    const {buffer} = this;
    this.#older = new OlderReader({
      clock,
      reads,
      buffer,
      fullAt: mostBytes * fullShare,
      before: at,
      onLines: lines => buffer.add(lines, 'newest'),
      onChange,
    });
    this.#inBackground(this.#begin());
  }

  get older(): OlderState {
    return this.#older.state;
  }

  /** True for a moment whose lines are all here. */
  holds(time: number): boolean {
    return time >= Math.max(this.#older.readFrom, this.buffer.dropped.before ?? 0) && time <= this.#readUntil;
  }

  readOlder(): void {
    this.#inBackground(this.#older.read(this.#ports.streams, this.#life.signal));
  }

  readNewer(): void {
    if (this.newer !== 'reading' && this.newer !== 'atEnd') this.#inBackground(this.#readNewerStep());
  }

  stop(): void {
    this.#life.abort(new Error('the moment was left'));
  }

  async #begin(): Promise<void> {
    const {streams, onArrived} = this.#ports;
    await this.#readNewerStep();
    // Where nothing came after the moment, its lines are those before.
    const isThere = this.buffer.size > 0;
    if (isThere) onArrived();
    await this.#older.read(streams, this.#life.signal);
    if (!isThere) onArrived();
  }

  async #readNewerStep(): Promise<void> {
    const {clock, reads, streams, onChange} = this.#ports;
    const {signal} = this.#life;
    this.newer = 'reading';
    onChange();
    try {
      const to = clock.now();
      for (let found = 0; found < linesOfOneStep && this.#readUntil < to; ) {
        const {lines, until} = await newerLines(reads, {streams, from: this.#readUntil + 1, to}, signal);
        this.buffer.add(lines);
        this.#readUntil = until;
        found += lines.length;
      }
      this.newer = this.#readUntil >= to ? 'atEnd' : 'idle';
    } catch (error) {
      if (signal.aborted || !(error instanceof UserError)) throw error;
      this.newer = {why: text`${error.message}`};
    }
    onChange();
  }

  #inBackground(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      if (!this.#life.signal.aborted) this.#ports.onBug(error);
    });
  }
}
