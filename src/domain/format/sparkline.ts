// A course of values as a line of blocks, one cell high.

import {type MetricPoint, minute} from '../metric.ts';
import {type SafeText, text} from '../safe-text.ts';

const blocks = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/** The course of the `minutes` before `end`, in `cells` cells. */
export interface SparklineFrame {
  readonly end: number;
  readonly minutes: number;
  readonly cells: number;
  /** What a full block stands for; more is a full block too. */
  readonly top: number;
}

/** `▁▂▅█▃`, the oldest first. Each cell shows the greatest of its minutes, and is empty where they have no datapoint. */
export function sparkline(points: readonly MetricPoint[], {end, minutes, cells, top}: SparklineFrame): SafeText {
  const start = end - minutes * minute;
  const width = (minutes * minute) / cells;
  const greatest: (number | undefined)[] = Array.from({length: cells});
  for (const {at, value} of points) {
    const cell = Math.floor((at - start) / width);
    if (cell >= 0 && cell < cells) greatest[cell] = Math.max(value, greatest[cell] ?? value);
  }
  return text`${greatest.map(value => (value === undefined ? ' ' : blockOf(value, top))).join('')}`;
}

/** Where nothing is, the lowest block stands; anything at all stands above it, as far as there are blocks. */
function blockOf(value: number, top: number): string {
  if (top <= 0 || value <= 0) return blocks[0];
  return blocks[Math.min(blocks.length - 1, Math.ceil((value / top) * (blocks.length - 1)))] ?? blocks[0];
}
