// The lines that a person has marked. Known by what they say, not as objects: a mark outlives the buffer that its line was in,
// and is there again when the line is read again.

import type {LogLine} from '../domain/log-line.ts';
import type {LogBuffer} from './buffer.ts';

/** Where a jump leads. */
export interface MarkAhead {
  readonly mark: LogLine;
  /** The line in the buffer; undefined when it is not there. */
  readonly line: LogLine | undefined;
  /** There was none in this direction: it is the first from the other end. */
  readonly isWrapped: boolean;
}

/** Marks; lines of one stream that say the same in the same millisecond share theirs. */
export class LineMarks {
  #lines: readonly LogLine[] = [];

  /** Sets or takes away a mark; true when the line is marked now. */
  toggle(line: LogLine): boolean {
    const others = this.#lines.filter(mark => !isSame(mark, line));
    const isNew = others.length === this.#lines.length;
    this.#lines = isNew ? [...others, line].toSorted((one, other) => one.at - other.at) : others;
    return isNew;
  }

  has(line: LogLine): boolean {
    return this.#lines.some(mark => isSame(mark, line));
  }

  /** The next mark from a line on; undefined when nothing is marked. */
  next(buffer: LogBuffer, from: LogLine | undefined, direction: 'newer' | 'older'): MarkAhead | undefined {
    const here = placeIn(buffer, from);
    const places = this.#lines.map(mark => ({mark, ...placeIn(buffer, mark)}));
    const inOrder = places.toSorted(compare);
    const isAhead = (place: Place) => (direction === 'newer' ? compare(place, here) > 0 : compare(place, here) < 0);
    const ahead = direction === 'newer' ? inOrder.find(isAhead) : inOrder.findLast(isAhead);
    const found = ahead ?? (direction === 'newer' ? inOrder[0] : inOrder.at(-1));
    return found && {mark: found.mark, line: buffer.at(found.index), isWrapped: ahead === undefined};
  }
}

/** A place in the order of time; the index tells lines of the same millisecond apart, -1 is none. */
interface Place {
  readonly at: number;
  readonly index: number;
}

function compare(one: Place, other: Place): number {
  return one.at - other.at || one.index - other.index;
}

function placeIn(buffer: LogBuffer, line: LogLine | undefined): Place {
  if (line === undefined) return {at: Number.POSITIVE_INFINITY, index: -1};
  const {at} = line;
  const first = buffer.indexAt(at);
  const sameTime = buffer.slice(first, buffer.indexAt(at + 1));
  const offset = sameTime.findIndex(one => isSame(one, line));
  return {at, index: offset === -1 ? -1 : first + offset};
}

function isSame(one: LogLine, other: LogLine): boolean {
  return one === other || (one.at === other.at && one.stream === other.stream && one.message === other.message);
}
