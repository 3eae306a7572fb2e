// How late lines come, measured, and the look-back that follows from it. Apart from the follower: it is arithmetic.

const shortestLookBack = 15_000;
const longestLookBack = 600_000;
const firstLookBack = 30_000;

/** Below this many measured lines the quantile says nothing. */
const enoughLines = 1_000;

/** Half of what was measured is forgotten so often, so that an incident an hour ago is no longer paid for. */
const halfLife = 300_000;

/** Buckets grow by a tenth, from 100 ms to beyond 20 minutes. */
const smallest = 100;
const growth = 1.1;
const bucketCount = 100;

/** Measures ingestionTime − timestamp of lines. Times are milliseconds. */
export class Lateness {
  readonly #counts = new Float64Array(bucketCount);
  #total = 0;
  #halvedAt: number;

  constructor(now: number) {
    this.#halvedAt = now;
  }

  /** Takes a line's lateness; a line stamped in the future counts as punctual. */
  note(lateness: number, now: number): void {
    if (now - this.#halvedAt >= halfLife) this.#halve(now);
    const bucket = Math.ceil(Math.log(Math.max(lateness, smallest) / smallest) / Math.log(growth));
    const index = Math.min(bucketCount - 1, bucket);
    this.#counts[index] = (this.#counts[index] ?? 0) + 1;
    this.#total += 1;
  }

  /** The lateness that all but one line in a thousand stay below; undefined while too few were seen. */
  usualMost(): number | undefined {
    if (this.#total < enoughLines) return undefined;
    let beyond = this.#total / 1_000;
    for (let index = bucketCount - 1; index >= 0; index -= 1) {
      beyond -= this.#counts[index] ?? 0;
      if (beyond < 0) return smallest * growth ** index;
    }
    return smallest;
  }

  /** How far back each poll reads: twice the usual most, from 15 seconds to 10 minutes; 30 seconds until something is known. */
  lookBack(): number {
    const most = this.usualMost();
    return most === undefined ? firstLookBack : Math.min(longestLookBack, Math.max(shortestLookBack, 2 * most));
  }

  #halve(now: number): void {
    this.#halvedAt = now;
    for (let index = 0; index < bucketCount; index += 1) this.#counts[index] = (this.#counts[index] ?? 0) / 2;
    this.#total /= 2;
  }
}
