// How much a deployment's new tasks write, and how many errors, beside those that they replace. The lines of the old ones are counted
// and not kept.

import type {LogLine} from '../domain/log-line.ts';
import type {DeploymentSide} from './deployment-side.ts';
import {levelOf, openJsonLine, toneOfLevel} from './json-line.ts';
import {patternOf} from './patterns.ts';

/** What one side wrote a minute, over its last five minutes at most. */
export interface LineRate {
  readonly lines: number;
  readonly errors: number;
}

const bucketLength = 10_000;
const measuredFor = 300_000;
const bucketsKept = (2 * measuredFor) / bucketLength;
const mostPatterns = 2_000;
const minute = 60_000;

interface Counts {
  lines: number;
  errors: number;
}

/** Counts the lines of both sides. Times are those of the lines. */
export class RevisionRates {
  readonly #sides: Readonly<Record<DeploymentSide, Map<number, Counts>>> = {new: new Map(), old: new Map()};
  readonly #firstAt: Partial<Record<DeploymentSide, number>> = {};
  readonly #newestAt: Partial<Record<DeploymentSide, number>> = {};
  readonly #oldPatterns = new Set<string>();

  /** Takes lines of one side. */
  take(side: DeploymentSide, lines: readonly LogLine[]): void {
    for (const {at, message} of lines) {
      const json = openJsonLine(message);
      const level = levelOf(message, json);
      this.#count(side, at, level !== undefined && toneOfLevel(level) === 'bad');
      if (side === 'old' && this.#oldPatterns.size < mostPatterns) this.#oldPatterns.add(patternOf(message, json));
    }
    this.#forget(side);
  }

  /** Undefined for a side that wrote nothing. */
  rate(side: DeploymentSide): LineRate | undefined {
    const newest = this.#newestAt[side];
    const first = this.#firstAt[side];
    if (newest === undefined || first === undefined) return undefined;
    // Counted from the beginning of a bucket, so that no part of one is missing.
    const from = Math.floor(Math.max(first, newest - measuredFor) / bucketLength);
    const minutes = Math.max(bucketLength, newest - from * bucketLength) / minute;
    const counted = [...this.#sides[side]].filter(([bucket]) => bucket >= from).map(([, counts]) => counts);
    return {
      lines: counted.reduce((sum, {lines}) => sum + lines, 0) / minutes,
      errors: counted.reduce((sum, {errors}) => sum + errors, 0) / minutes,
    };
  }

  /** True for a pattern that the old side never wrote, as far as its lines were read; false where none were. */
  isNew(pattern: string): boolean {
    return this.#oldPatterns.size > 0 && !this.#oldPatterns.has(pattern);
  }

  #count(side: DeploymentSide, at: number, isError: boolean): void {
    const buckets = this.#sides[side];
    const bucket = Math.floor(at / bucketLength);
    const counts = buckets.get(bucket) ?? {lines: 0, errors: 0};
    counts.lines += 1;
    counts.errors += isError ? 1 : 0;
    buckets.set(bucket, counts);
    this.#firstAt[side] = Math.min(this.#firstAt[side] ?? at, at);
    this.#newestAt[side] = Math.max(this.#newestAt[side] ?? at, at);
  }

  #forget(side: DeploymentSide): void {
    const buckets = this.#sides[side];
    const before = Math.floor((this.#newestAt[side] ?? 0) / bucketLength) - bucketsKept;
    for (const bucket of buckets.keys()) if (bucket < before) buckets.delete(bucket);
  }
}
