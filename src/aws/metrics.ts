// The port MetricReads over GetMetricData, whose price is by the metric: nothing is asked for twice within a minute.

import type {Clock} from '../domain/clock.ts';
import {type MetricPoint, type MetricQuery, minute} from '../domain/metric.ts';
import type {MetricReads, MetricSeries} from '../domain/ports.ts';
import {batches} from './batches.ts';
import type {Call} from './caller.ts';
import type {CloudWatchOperations} from './cloudwatch-client.ts';
import {createMemo, type Memo} from './memo.ts';
import {pages} from './paging.ts';

/** GetMetricData takes 500 metrics a call. */
const metricsPerCall = 500;

/** There is at most one new point a minute. */
const keptMilliseconds = minute;

type Answers = ReadonlyMap<string, readonly MetricPoint[]>;

/** Creates the reads; points are remembered for a minute. */
export function createMetrics(clock: Clock, call: Call<CloudWatchOperations>): MetricReads {
  const known: Memo<Answers> = createMemo(clock, keptMilliseconds);
  return {
    async lastMinutes(queries, minutes, signal) {
      const unique = [...new Map(queries.map(query => [keyOf(query), query])).values()];
      const read = batches(unique, metricsPerCall).map(batch =>
        known.get(`${minutes} ${batch.map(keyOf).join(' ')}`, signal, readSignal =>
          readBatch(call, batch, minutes, clock.now(), readSignal),
        ),
      );
      const answers: Answers = new Map((await Promise.all(read)).flatMap(answer => [...answer]));
      return queries.map((query): MetricSeries => {
        const points = answers.get(keyOf(query));
        return points === undefined ? {isRead: false, points: []} : {isRead: true, points};
      });
    },
  };
}

function keyOf({namespace, name, dimensions, statistic}: MetricQuery): string {
  return JSON.stringify([namespace, name, statistic, ...Object.entries(dimensions).toSorted(([one], [other]) => (one < other ? -1 : 1))]);
}

/** The points by the query's key, oldest first. A metric that CloudWatch could not read is left out. */
async function readBatch(
  call: Call<CloudWatchOperations>,
  queries: readonly MetricQuery[],
  minutes: number,
  now: number,
  signal: AbortSignal,
): Promise<Answers> {
  // The minute that goes on has no whole figure yet, and is not asked for.
  const end = Math.floor(now / minute) * minute;
  const input = {
    StartTime: new Date(end - minutes * minute),
    EndTime: new Date(end),
    ScanBy: 'TimestampAscending' as const,
    MetricDataQueries: queries.map((query, index) => ({
      Id: `m${index}`,
      MetricStat: {
        Metric: {
          Namespace: query.namespace,
          MetricName: query.name,
          Dimensions: Object.entries(query.dimensions).map(([Name, Value]) => ({Name, Value})),
        },
        Period: minute / 1000,
        Stat: query.statistic,
      },
    })),
  };
  const found = new Map<string, MetricPoint[]>(queries.map(query => [keyOf(query), []]));
  const unread = new Set<string>();
  const answers = pages(async NextToken => {
    const answer = await call('GetMetricData', {...input, NextToken}, signal);
    return {items: answer.MetricDataResults ?? [], nextToken: answer.NextToken};
  });
  for await (const results of answers) {
    for (const {Id = '', Timestamps = [], Values = [], StatusCode} of results) {
      const query = queries[Number(Id.slice(1))];
      if (query === undefined) continue;
      if (StatusCode === 'InternalError' || StatusCode === 'Forbidden') unread.add(keyOf(query));
      const points = found.get(keyOf(query));
      for (const [at, time] of Timestamps.entries()) points?.push({at: time.getTime(), value: Values[at] ?? 0});
    }
  }
  for (const key of unread) found.delete(key);
  for (const points of found.values()) points.sort((one, other) => one.at - other.at);
  return found;
}
