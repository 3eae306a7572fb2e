// What a person types to find lines: terms parted by spaces, each a regular expression, `!` inverts, `task:`, `container:`,
// `stream:` and `group:` look at where a line comes from. Apart from the search, which only asks.

import type {LogLine} from '../domain/log-line.ts';
import {type SafeText, text} from '../domain/safe-text.ts';

/** A filter that was understood. */
export interface LineFilter {
  /** True when it lets every line pass. */
  readonly isEmpty: boolean;
  /** Set when a term is not taken as a regular expression, and why. */
  readonly problem: SafeText | undefined;
  matches(line: LogLine): boolean;
  /** Where the wanted terms stand in a text as it is shown: pairs of start and end, in order, not overlapping. */
  ranges(shown: string): readonly (readonly [start: number, end: number])[];
}

type Place = 'message' | 'task' | 'container' | 'stream' | 'group';

interface Term {
  readonly pattern: RegExp;
  readonly isInverted: boolean;
  readonly place: Place;
}

/** Of a longer message only so much is searched: one line of 10 MB must not hold up a key. */
const searchedCharacters = 65_536;

/** Understands a filter. Double quotes keep spaces in a term. Capitals in a term make it distinguish capitals. */
export function parseLineFilter(input: string): LineFilter {
  const terms: Term[] = [];
  const literal: string[] = [];
  for (const word of wordsOf(input)) {
    const isInverted = word.startsWith('!');
    const {place, value} = placeAndValue(isInverted ? word.slice(1) : word);
    if (value === '') continue;
    const {pattern, isLiteral} = patternOf(value);
    if (isLiteral) literal.push(value);
    terms.push({pattern, isInverted, place});
  }
  const shown = terms.filter(({isInverted, place}) => !isInverted && place === 'message');
  return {
    isEmpty: terms.length === 0,
    problem: literal.length === 0 ? undefined : literalProblem(literal.join(' ')),
    matches: line => terms.every(({pattern, isInverted, place}) => pattern.test(textAt(line, place)) !== isInverted),
    ranges: whole => joined(shown.flatMap(({pattern}) => rangesOf(pattern, whole))),
  };
}

/** Understands one regular expression as a whole, spaces and all; empty lets every line pass. */
export function parseLinePattern(expression: string): LineFilter {
  const {pattern, isLiteral} = patternOf(expression);
  const isEmpty = expression === '';
  return {
    isEmpty,
    problem: isLiteral ? literalProblem(expression) : undefined,
    matches: line => isEmpty || pattern.test(textAt(line, 'message')),
    ranges: whole => joined(rangesOf(pattern, whole)),
  };
}

function literalProblem(words: string): SafeText {
  return text`${words} is searched as plain text: no regular expression, or one that may never end`;
}

function textAt(line: LogLine, place: Place): string {
  if (place !== 'message') return line[place] ?? '';
  return line.message.length > searchedCharacters ? line.message.slice(0, searchedCharacters) : line.message;
}

function wordsOf(input: string): readonly string[] {
  return [...input.matchAll(/(!?)(?:"([^"]*)"?|(\S+))/g)].map(([, sign = '', quoted, plain = '']) => sign + (quoted ?? plain));
}

function placeAndValue(word: string): {readonly place: Place; readonly value: string} {
  const found = /^(task|container|stream|group):(.*)$/.exec(word);
  return found === null ? {place: 'message', value: word} : {place: found[1] as Place, value: found[2] ?? ''};
}

// A repetition inside a repeated group takes exponential time, and nothing can stop a regular expression that runs.
const mayNeverEnd = /\((?:[^()\\]|\\.)*[+*}](?:[^()\\]|\\.)*\)[+*{]/;

function patternOf(value: string): {readonly pattern: RegExp; readonly isLiteral: boolean} {
  const flags = /\p{Lu}/u.test(value.replace(/\\./g, '')) ? 'm' : 'mi';
  try {
    if (!mayNeverEnd.test(value)) return {pattern: new RegExp(value, flags), isLiteral: false};
  } catch {
    // Taken literally below, and the person is told.
  }
  return {pattern: new RegExp(value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), flags), isLiteral: true};
}

function rangesOf(pattern: RegExp, whole: string): readonly (readonly [number, number])[] {
  const every = new RegExp(pattern, `${pattern.flags}g`);
  return [...whole.matchAll(every)].filter(([found]) => found !== '').map(found => [found.index, found.index + found[0].length]);
}

function joined(ranges: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const result: [number, number][] = [];
  for (const [start, end] of ranges.toSorted(([one], [other]) => one - other)) {
    const last = result.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}
