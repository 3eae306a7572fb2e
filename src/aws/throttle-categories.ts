// AWS counts calls in buckets of several operations each, per account and Region. The published sizes of those buckets.

/** A throttle bucket; every operation spends from one. */
export type ThrottleCategory = keyof typeof publishedRates;

/** How many calls a bucket holds, and how many flow back into it a second. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** AWS's published buckets (ECS developer guide, "Request throttling"); those of the other services are deliberately low guesses. */
export const publishedRates = {
  'cluster read': {burst: 50, perSecond: 20},
  'service read': {burst: 100, perSecond: 20},
  'cluster-resource read': {burst: 100, perSecond: 20},
  'task-definition read': {burst: 50, perSecond: 20},
  'capacity-provider read': {burst: 50, perSecond: 20},
  'tag read': {burst: 50, perSecond: 20},
  'setting read': {burst: 50, perSecond: 20},
  'service-deployment read': {burst: 50, perSecond: 20},
  'service-revision read': {burst: 50, perSecond: 20},
  'task-protection read': {burst: 200, perSecond: 80},
  'namespace read': {burst: 10, perSecond: 1},
  'other read': {burst: 50, perSecond: 20},
  'cluster-resource change': {burst: 100, perSecond: 40},
  'service change': {burst: 50, perSecond: 5},
  'other change': {burst: 20, perSecond: 5},
  sts: {burst: 50, perSecond: 20},
  ec2: {burst: 100, perSecond: 20},
  // Run Command too, its sends and its polling together: our share is 3 calls a second.
  ssm: {burst: 20, perSecond: 10},
  'application-autoscaling': {burst: 20, perSecond: 10},
  autoscaling: {burst: 20, perSecond: 10},
  // All that only reads, in one bucket: the size that "Request throttling for the ELB API" calculates with.
  'load-balancing read': {burst: 40, perSecond: 10},
  // Of the 50 calls of GetMetricData a second that AWS allows, and the 9 of DescribeAlarms.
  'metric read': {burst: 50, perSecond: 50},
  'alarm read': {burst: 9, perSecond: 9},
  // AWS publishes figures for DiscoverInstances alone, which is far above these.
  'cloud-map read': {burst: 40, perSecond: 10},
  // 25 a second in us-east-1 and 5 in eu-central-1 and a few others, of which our share still leaves more than half.
  'log filter': {burst: 20, perSecond: 10},
  'log stream read': {burst: 20, perSecond: 10},
  'live tail': {burst: 10, perSecond: 5},
} as const satisfies Readonly<Record<string, Rate>>;
