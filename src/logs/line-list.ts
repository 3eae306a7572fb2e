// What a screen of lines scrolls through: the whole buffer, or only what a search found in it.

import type {LogLine} from '../domain/log-line.ts';
import type {LogBuffer} from './buffer.ts';
import type {LineSearch} from './search.ts';

/** Lines in the order of time. */
export interface LineList {
  readonly size: number;
  slice(start: number, end: number): readonly LogLine[];
  /** How many lines stand before this one, which need not be in the list itself. */
  before(line: LogLine): number;
}

/** Every line of the buffer. */
export function allLines(buffer: LogBuffer): LineList {
  return {
    size: buffer.size,
    slice: (start, end) => buffer.slice(start, end),
    before(line) {
      const index = buffer.indexOf(line);
      return index === -1 ? buffer.indexAt(line.at) : index;
    },
  };
}

/** What was found so far. */
export function foundLines(search: LineSearch, matches: number): LineList {
  return {size: matches, slice: (start, end) => search.slice(start, end), before: line => search.before(line)};
}
