// GetMetricData: points of up to 500 metrics, in pages of so many datapoints.

import type {GetMetricDataInput, GetMetricDataOutput, MetricDataQuery, MetricDataResult} from '@aws-sdk/client-cloudwatch';
import {AwsError} from '../wire/aws-error.ts';
import type {MeasuredWorld} from './measured-world.ts';
import {samplerOf, statisticOf} from './samples.ts';

// AWS: 500 MetricDataQuery structures and 100,800 datapoints a call.
const mostQueries = 500;
const mostDatapoints = 100_800;

interface Point {
  readonly at: number;
  readonly value: number;
}

/** The points, or the page of them that the token names. Periods that are not over have none. */
export function getMetricData(world: MeasuredWorld, input: GetMetricDataInput): GetMetricDataOutput {
  const {MetricDataQueries: queries = [], MaxDatapoints = mostDatapoints, NextToken, ScanBy = 'TimestampDescending'} = input;
  const [from, to] = [secondsOf(input.StartTime), secondsOf(input.EndTime)];
  if (from === undefined || to === undefined || from >= to)
    throw invalid('The parameter StartTime must be less than the parameter EndTime.');
  if (queries.length > mostQueries) {
    throw invalid(`The collection MetricDataQueries must not have a size greater than ${mostQueries}.`);
  }
  if (!(MaxDatapoints >= 1 && MaxDatapoints <= mostDatapoints))
    throw invalid(`The parameter MaxDatapoints must be between 1 and ${mostDatapoints}.`);
  checkIds(queries);
  const skipped = NextToken === undefined ? 0 : Number(/^after-(\d+)$/.exec(NextToken)?.[1]);
  if (Number.isNaN(skipped)) throw invalid('The token supplied is invalid.');
  return page(
    queries.map(query => {
      const points = pointsOf(world, query, from, to);
      return {query, points: ScanBy === 'TimestampAscending' ? points : points.toReversed()};
    }),
    skipped,
    MaxDatapoints,
  );
}

function page(
  all: readonly {readonly query: MetricDataQuery; readonly points: readonly Point[]}[],
  skipped: number,
  most: number,
): GetMetricDataOutput {
  let before = 0;
  const results = all.flatMap(({query, points}): MetricDataResult[] => {
    const first = Math.max(0, skipped - before);
    const room = Math.max(0, skipped + most - before);
    const shown = points.slice(first, room);
    // One whose points are all on an earlier page, or on a later one, is not named; one without any is named on the first.
    const isNamed = shown.length > 0 || (points.length === 0 && skipped === 0);
    before += points.length;
    if (!isNamed) return [];
    return [
      {
        Id: query.Id,
        Label: query.Label ?? query.MetricStat?.Metric?.MetricName,
        Timestamps: shown.map(({at}) => new Date(at)),
        Values: shown.map(({value}) => value),
        StatusCode: room < points.length ? 'PartialData' : 'Complete',
      },
    ];
  });
  return {MetricDataResults: results, Messages: [], ...(skipped + most < before && {NextToken: `after-${skipped + most}`})};
}

function pointsOf(world: MeasuredWorld, query: MetricDataQuery, from: number, to: number): readonly Point[] {
  const {MetricStat: stat} = query;
  if (stat?.Metric === undefined) throw invalid('The demo region evaluates no expressions.');
  const {Period = 60, Stat = 'Average', Metric: metric} = stat;
  if (!(Period >= 60 && Period % 60 === 0)) throw invalid(`Period must be a multiple of 60, but was ${Period}.`);
  const dimensions = Object.fromEntries((metric.Dimensions ?? []).map(({Name = '', Value = ''}) => [Name, Value]));
  const samples = samplerOf(world, {namespace: metric.Namespace ?? '', name: metric.MetricName ?? '', dimensions});
  if (samples === undefined) return [];
  const length = Period * 1000;
  const points: Point[] = [];
  for (let at = Math.floor(from / length) * length; at < to && at + length <= world.now; at += length) {
    const minutes = Array.from({length: Period / 60}, (_, index) => samples(at + index * 60_000));
    const value = statisticOf(minutes.flat(), Stat);
    if (value !== undefined) points.push({at, value});
  }
  return points;
}

function checkIds(queries: readonly MetricDataQuery[]): void {
  const ids = new Set<string>();
  for (const {Id = ''} of queries) {
    if (!/^[a-z]\w*$/.test(Id))
      throw invalid(`The value ${Id} for parameter MetricDataQueries.member.Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.`);
    if (ids.has(Id)) throw invalid(`The value ${Id} for parameter MetricDataQueries.member.Id is already used.`);
    ids.add(Id);
  }
}

/** Times come as seconds since 1970. */
function secondsOf(time: unknown): number | undefined {
  return typeof time === 'number' && Number.isFinite(time) ? time * 1000 : undefined;
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationError', message);
}
