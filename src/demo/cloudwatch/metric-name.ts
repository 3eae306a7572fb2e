// How a metric is named and measured, for all namespaces alike.

/** A metric by its names. */
export interface MetricName {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** The samples of a minute that began at `at`; none: there is no datapoint. Undefined for a metric that nothing ever sent. */
export type Sampler = (at: number) => readonly number[];
