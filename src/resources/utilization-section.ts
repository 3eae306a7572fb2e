// Shares of CPU and memory within the last hour, as a line of blocks and its least, mean and greatest: for services and clusters alike.

import {sparkline} from '../domain/format/sparkline.ts';
import {toneOfPercent, utilizationTone, utilizationWords} from '../domain/health/utilization.ts';
import {type MetricPoint, minute, summaryOf} from '../domain/metric.ts';
import {noText, type SafeText, text} from '../domain/safe-text.ts';
import type {DetailCell, Section} from './resource.ts';
import {table, toned} from './sections.ts';

/** How one share went, percent. The least and the greatest are those of its parts (tasks), where they are known. */
export interface Course {
  readonly title: string;
  readonly average: readonly MetricPoint[];
  readonly least: readonly MetricPoint[];
  readonly greatest: readonly MetricPoint[];
}

const cells = 30;
const minutes = 60;

/** A line for each; a full block is 100 %, or the greatest where that is more. */
export function utilizationSection(title: SafeText, courses: readonly Course[], now: number): readonly Section[] {
  const columns = [noText, text`one hour`, text`now`, text`min`, text`avg`, text`max`];
  return table(
    title,
    columns,
    courses.map(({title: name, average, least, greatest}) => {
      const mean = summaryOf(average);
      if (mean === undefined) return [name, toned('no datapoint', 'quiet')];
      const end = Math.floor(now / minute) * minute;
      return [
        name,
        {text: sparkline(average, {end, minutes, cells, top: Math.max(100, mean.greatest)})},
        {text: utilizationWords(mean.newest, now), tone: utilizationTone(mean.newest, now)},
        percentCell(summaryOf(least)?.least ?? mean.least),
        percentCell(mean.mean),
        percentCell(summaryOf(greatest)?.greatest ?? mean.greatest),
      ];
    }),
  );
}

function percentCell(value: number): DetailCell {
  return {text: text`${Math.round(value)}%`, tone: toneOfPercent(value)};
}
