// A CloudWatch metric as the program asks for it, and its points. Apart from the ports, because the health of services is told
// from points too.

/** One metric with one statistic. Two that are equal are asked for once. */
export interface MetricQuery {
  /** `AWS/ECS` */
  readonly namespace: string;
  /** `CPUUtilization` */
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** Average, Minimum, Maximum, Sum, or a percentile: `p99`. */
  readonly statistic: string;
}

/** The value of one minute, which began at `at` (milliseconds since 1970). A minute without a datapoint has no point. */
export interface MetricPoint {
  readonly at: number;
  readonly value: number;
}

/** The newest of some points, and the least, the mean and the greatest of them. */
export interface MetricSummary {
  readonly newest: MetricPoint;
  readonly least: number;
  readonly mean: number;
  readonly greatest: number;
}

/** One minute, milliseconds: the finest period that AWS/ECS and AWS/ApplicationELB have. */
export const minute = 60_000;

/** What the points come to; undefined when there are none: that is no datapoint, and not 0. */
export function summaryOf(points: readonly MetricPoint[]): MetricSummary | undefined {
  const newest = points.at(-1);
  if (newest === undefined) return undefined;
  const values = points.map(({value}) => value);
  return {
    newest,
    least: Math.min(...values),
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    greatest: Math.max(...values),
  };
}
