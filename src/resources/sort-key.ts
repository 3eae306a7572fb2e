// Keys that rows are sorted by, computed once a row: comparing two of them must cost nothing.

/** What a column sorts by, made comparable with `<`. */
export type SortKey = number | string;

/** Longer runs of digits are no numbers that a person counts with, and would make long keys. */
const digits = 9;

/** The key of a value: texts without capitals and with numbers in their natural order (`web2` before `web10`). */
export function sortKey(value: number | string): SortKey {
  // Not-a-number compares with nothing and would spoil the order of all others.
  if (typeof value === 'number') return Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value;
  return value.toLowerCase().replace(/\d+/g, run => (run.length < digits ? run.padStart(digits, '0') : run));
}

/** Below zero when the first key comes first; numbers come before texts. */
export function compareKeys(one: SortKey, other: SortKey): number {
  if (typeof one !== typeof other) return typeof one === 'number' ? -1 : 1;
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
