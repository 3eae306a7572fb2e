// What a person types after `/`: several terms, all of which must match. Apart from the projection, which only asks.

import {type SafeText, text} from '../domain/safe-text.ts';

/** A row as the filter sees it: one text for each column, in the order of the columns. */
export type CellTexts = readonly string[];

/** A filter that was understood. */
export interface RowFilter {
  /** True when it lets every row pass. */
  readonly isEmpty: boolean;
  /** Set when a term is no regular expression and is taken literally. */
  readonly problem: SafeText | undefined;
  /** `whole` is the cells joined by line breaks, so that `^` and `$` mean a cell. */
  matches(cells: CellTexts, whole: string): boolean;
}

interface Term {
  readonly pattern: RegExp;
  readonly isInverted: boolean;
  /** The index of the column that it looks at; undefined looks at all. */
  readonly column: number | undefined;
}

/**
 * Understands a filter: terms are parted by spaces; each is a regular expression, `!term` inverts, `col:value` looks at the
 * column whose title begins with `col`. Capitals in a term make it distinguish capitals.
 */
export function parseFilter(input: string, columnTitles: readonly string[]): RowFilter {
  const terms: Term[] = [];
  const literal: string[] = [];
  for (const word of input.split(/\s+/)) {
    const isInverted = word.startsWith('!');
    const {column, value} = columnAndValue(isInverted ? word.slice(1) : word, columnTitles);
    // `!` and `status:` are terms that are still being typed.
    if (value === '') continue;
    const {pattern, isLiteral} = patternOf(value);
    if (isLiteral) literal.push(value);
    terms.push({pattern, isInverted, column});
  }
  return {
    isEmpty: terms.length === 0,
    problem: literal.length === 0 ? undefined : text`${literal.join(' ')} is no regular expression: searched as plain text`,
    matches: (cells, whole) => terms.every(term => matchesTerm(term, cells, whole)),
  };
}

function matchesTerm({pattern, isInverted, column}: Term, cells: CellTexts, whole: string): boolean {
  return pattern.test(column === undefined ? whole : (cells[column] ?? '')) !== isInverted;
}

function columnAndValue(word: string, titles: readonly string[]): {readonly column: number | undefined; readonly value: string} {
  const colon = word.indexOf(':');
  const name = word.slice(0, colon).toUpperCase();
  if (colon < 1) return {column: undefined, value: word};
  const upper = titles.map(title => title.toUpperCase());
  const exact = upper.indexOf(name);
  const column = exact === -1 ? upper.findIndex(title => title.startsWith(name)) : exact;
  // A colon is also part of addresses and revisions: without such a column the whole word is searched for.
  return column === -1 ? {column: undefined, value: word} : {column, value: word.slice(colon + 1)};
}

function patternOf(value: string): {readonly pattern: RegExp; readonly isLiteral: boolean} {
  const flags = /\p{Lu}/u.test(value.replace(/\\./g, '')) ? 'm' : 'mi';
  try {
    return {pattern: new RegExp(value, flags), isLiteral: false};
  } catch {
    return {pattern: new RegExp(value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), flags), isLiteral: true};
  }
}
