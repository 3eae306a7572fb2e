// Similar lines folded into patterns: what varies (numbers, ids, addresses, times) becomes a placeholder, what is left is counted.

import type {LogLine} from '../domain/log-line.ts';
import {type JsonLine, type LogLevel, levelOf, openJsonLine} from './json-line.ts';

/** One pattern of lines. Times are milliseconds since 1970. */
export interface LogPattern {
  /** Raw, with placeholders: `GET /orders/<n> <n> <n>ms`. */
  readonly pattern: string;
  readonly count: number;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly level: LogLevel | undefined;
  /** The newest line of it. */
  readonly example: LogLine;
  /** Counts over the summary's range, oldest first. */
  readonly buckets: readonly number[];
}

/** What a summary is over. */
export interface PatternRange {
  readonly from: number;
  readonly to: number;
  readonly buckets: number;
}

interface Counting {
  readonly pattern: string;
  count: number;
  firstAt: number;
  lastAt: number;
  level: LogLevel | undefined;
  example: LogLine;
  readonly buckets: number[];
}

const mostPatterns = 2_000;
const readCharacters = 400;
/** Where lines of yet another pattern are counted when there are too many. */
const otherPattern = '<other lines>';

/** Counts lines by their pattern. */
export class PatternSummary {
  readonly #range: PatternRange;
  readonly #patterns = new Map<string, Counting>();

  constructor(range: PatternRange) {
    this.#range = range;
  }

  /** Counts a line; those outside the range are left out. */
  add(line: LogLine): void {
    const {from, to, buckets} = this.#range;
    if (line.at < from || line.at > to) return;
    const json = openJsonLine(line.message);
    const counting = this.#countingOf(patternOf(line.message, json), line, json);
    counting.count += 1;
    counting.firstAt = Math.min(counting.firstAt, line.at);
    if (line.at >= counting.lastAt) {
      counting.lastAt = line.at;
      counting.example = line;
    }
    const bucket = Math.min(buckets - 1, Math.floor(((line.at - from) / Math.max(1, to - from)) * buckets));
    counting.buckets[bucket] = (counting.buckets[bucket] ?? 0) + 1;
  }

  /** The patterns: those that are new on top, then by count. */
  patterns(isNew: (pattern: LogPattern) => boolean = () => false): readonly LogPattern[] {
    const rank = (pattern: LogPattern): number => (isNew(pattern) ? 1 : 0);
    return [...this.#patterns.values()].toSorted((one, other) => rank(other) - rank(one) || other.count - one.count);
  }

  #countingOf(pattern: string, line: LogLine, json: JsonLine | undefined): Counting {
    const key = this.#patterns.size >= mostPatterns && !this.#patterns.has(pattern) ? otherPattern : pattern;
    const found = this.#patterns.get(key);
    if (found !== undefined) return found;
    const created: Counting = {
      pattern: key,
      count: 0,
      firstAt: line.at,
      lastAt: line.at,
      level: levelOf(line.message, json),
      example: line,
      buckets: Array.from({length: this.#range.buckets}, () => 0),
    };
    this.#patterns.set(key, created);
    return created;
  }
}

// In the order in which they are tried: what holds digits in a known form comes before plain numbers.
const variable =
  /\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?|\b\d\d\/\w{3}\/\d{4}:\d\d:\d\d:\d\d(?: [+-]\d{4})?|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b|\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b|\b(?:0x)?(?=[0-9a-f]*\d)[0-9a-f]{8,}\b|-?\d+(?:[.,]\d+)*/gi;

/** The pattern of a message: its first line with what varies replaced. */
export function patternOf(message: string, json: JsonLine | undefined = openJsonLine(message)): string {
  const said = json === undefined ? message : (json.text ?? json.fields.map(([name]) => name).join(' '));
  const [first = ''] = said.slice(0, readCharacters).split('\n', 1);
  return first
    .replace(variable, found => {
      if (/^\d{4}-|^\d\d\/\w/.test(found)) return '<time>';
      if (/^\d{1,3}(?:\.\d{1,3}){3}/.test(found)) return '<address>';
      return /[a-f-]/i.test(found.slice(1)) && found.length >= 8 ? '<id>' : '<n>';
    })
    .trim();
}
