// How fast the heap grows, from measurements that go up and down with what was looked at last: caches that fill and are emptied
// make some megabytes of it. So the slope is told with its doubt, and not at all of a time too short for one.

/** A heap after a collection. */
export interface HeapSample {
  /** Seconds since the start. */
  readonly at: number;
  /** Megabytes (10⁶ bytes). */
  readonly heap: number;
}

/** Megabytes an hour; `doubt` is two standard errors of it. */
export interface HeapSlope {
  /** Seconds that were left out before. */
  readonly warmUp: number;
  readonly slope: number;
  readonly doubt: number;
}

/** The share of the time in which tables, clients and caches are used for the first time and V8 compiles what is hot: that goes on for half an hour. */
const warmUpShare = 0.5;

/** Fewer measurements than this tell nothing. */
const leastSamples = 8;

/** The slope by the least squares through what was measured after the warm-up; undefined when that is too little. */
export function heapSlope(samples: readonly HeapSample[]): HeapSlope | undefined {
  const warmUp = (samples.at(-1)?.at ?? 0) * warmUpShare;
  const late = samples.filter(({at}) => at >= warmUp);
  if (late.length < leastSamples) return undefined;
  const mean = (of: (sample: HeapSample) => number) => late.reduce((sum, sample) => sum + of(sample), 0) / late.length;
  const [at, heap] = [mean(sample => sample.at), mean(sample => sample.heap)];
  const together = late.reduce((sum, sample) => sum + (sample.at - at) * (sample.heap - heap), 0);
  const alone = late.reduce((sum, sample) => sum + (sample.at - at) ** 2, 0);
  const slope = together / alone;
  const left = late.reduce((sum, sample) => sum + (sample.heap - heap - slope * (sample.at - at)) ** 2, 0);
  return {warmUp, slope: slope * 3_600, doubt: 2 * Math.sqrt(left / (late.length - 2) / alone) * 3_600};
}

/** The slope as the soak prints it. */
export function slopeWords(found: HeapSlope | undefined): string {
  if (found === undefined) return `slope not known: less than ${leastSamples} measurements after the warm-up`;
  return `slope ${found.slope.toFixed(1)} ± ${found.doubt.toFixed(1)} MB/h after ${Math.round(found.warmUp / 60)} minutes`;
}
