// What the filter of a log screen finds in its buffer, as far as the search has come. Made anew for each filter that is typed.

import type {LogLine} from '../../domain/log-line.ts';
import type {LogBuffer} from '../../logs/buffer.ts';
import {type LineFilter, parseLineFilter} from '../../logs/line-filter.ts';
import {allLines, foundLines, type LineList} from '../../logs/line-list.ts';
import {LineSearch, type SearchProgress} from '../../logs/search.ts';

/** A filter over a buffer. */
export class LogFinding {
  readonly filter: LineFilter;
  readonly #buffer: LogBuffer;
  readonly #search: LineSearch | undefined;
  #progress: SearchProgress | undefined;
  /** The buffer's, when it was searched last. */
  #version = -1;

  constructor(buffer: LogBuffer, typed: string) {
    this.filter = parseLineFilter(typed);
    this.#buffer = buffer;
    this.#search = this.filter.isEmpty ? undefined : new LineSearch(buffer, this.filter);
  }

  /** Undefined without a filter. */
  get progress(): SearchProgress | undefined {
    return this.#progress;
  }

  /** Searches on, at most so many lines (some 20 milliseconds' worth when absent); true when nothing is left to search. */
  step(mostLines?: number): boolean {
    this.#version = this.#buffer.version;
    this.#progress = this.#search?.step(mostLines);
    return this.#progress?.isDone !== false;
  }

  /** Every line, or with a filter those that were found so far. */
  list(showsOnlyMatches: boolean): LineList {
    if (this.#search === undefined || !showsOnlyMatches) return allLines(this.#buffer);
    // A key must not miss the lines that have come since the screen was drawn.
    if (this.#version !== this.#buffer.version) this.step();
    return foundLines(this.#search, this.#progress?.matches ?? 0);
  }

  /** The next match among all lines. */
  next(from: LogLine, direction: 'newer' | 'older'): LogLine | undefined {
    return this.#search?.next(from, direction);
  }
}
