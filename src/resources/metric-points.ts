// Points of metrics for the details, where a metric that CloudWatch could not read must not pass for one without datapoints.

import {UserError} from '../domain/errors.ts';
import type {MetricPoint, MetricQuery} from '../domain/metric.ts';
import type {MetricReads} from '../domain/ports.ts';

/** The points of the last minutes, in the order of the queries. Rejects with UserError when CloudWatch could not read one of them. */
export async function readPoints(
  metrics: MetricReads,
  queries: readonly MetricQuery[],
  minutes: number,
  signal: AbortSignal,
): Promise<readonly (readonly MetricPoint[])[]> {
  const series = await metrics.lastMinutes(queries, minutes, signal);
  const unread = queries.find((_, index) => series[index]?.isRead !== true);
  if (unread !== undefined)
    throw new UserError(`CloudWatch could not read ${unread.namespace} ${unread.name}`, 'It is asked again within a minute or two.');
  return series.map(({points}) => points);
}
