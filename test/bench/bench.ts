// What a bench is, and the arithmetic on its measurements.

/** One figure of a bench. */
export interface Figure {
  /** What was measured: `skeleton`. */
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 'B' | '×' | 'calls' | 'MB' | 'MB/s' | '%' | 'frames' | 'lines' | 'hosts';
  /** What it shall not exceed, where that was set; printed beside it, asserted nowhere. */
  readonly target?: number;
  /** What it shall reach at least, where more is better. */
  readonly least?: number;
  /** The smallest and the largest of the measurements behind it: a wide spread is a noisy machine. */
  readonly spread?: readonly [number, number];
  /** How many measurements are behind it. */
  readonly runs?: number;
}

/** How thorough a run is. */
export interface Thoroughness {
  readonly isQuick: boolean;
}

/** One bench. */
export interface Bench {
  readonly name: string;
  run(thoroughness: Thoroughness): Promise<readonly Figure[]>;
}

/** The value below which this share (0–1) of the measurements lies. NaN when there are none. */
export function percentile(measurements: readonly number[], share: number): number {
  const sorted = measurements.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN;
}

/** The middle measurement. */
export function median(measurements: readonly number[]): number {
  return percentile(measurements, 0.5);
}

/** A figure that stands for many measurements. */
export function figureOf(name: string, unit: Figure['unit'], measurements: readonly number[], share = 0.5, target?: number): Figure {
  return {
    name,
    value: percentile(measurements, share),
    unit,
    spread: [Math.min(...measurements), Math.max(...measurements)],
    runs: measurements.length,
    ...(target !== undefined && {target}),
  };
}
