// What load balancers tell of the requests to a target group within some minutes.

import type {MetricPoint} from '../metric.ts';
import type {Tone} from '../tone.ts';

/** The requests to a target group within some minutes. */
export interface Traffic {
  /** Requests a minute; undefined: no datapoint, so that nothing is known of errors either. */
  readonly perMinute: number | undefined;
  /** Answers of 5xx, all together; undefined where nothing is known of requests. */
  readonly failed: number | undefined;
  /** The share of them, 0 to 1. */
  readonly failedShare: number;
  /** Seconds of the slowest of a hundred answers, in the worst of the minutes. */
  readonly slowest: number | undefined;
}

/** Shares of answers of 5xx that are worth a look, and bad. */
const worthALook = 0.01;
const bad = 0.05;

/** Sums up. A load balancer sends no datapoint for a minute without 5xx: that is zero only where it did for requests. */
export function trafficOf(requests: readonly MetricPoint[], failed: readonly MetricPoint[], slowest: readonly MetricPoint[]): Traffic {
  const sum = (points: readonly MetricPoint[]) => points.reduce((total, {value}) => total + value, 0);
  const all = sum(requests);
  const isKnown = requests.length > 0;
  return {
    perMinute: isKnown ? all / requests.length : undefined,
    failed: isKnown ? sum(failed) : undefined,
    failedShare: all > 0 ? sum(failed) / all : 0,
    slowest: slowest.length > 0 ? Math.max(...slowest.map(({value}) => value)) : undefined,
  };
}

/** Warn from 1 % of answers on, bad from 5 %. */
export function failedTone({failed, failedShare}: Traffic): Tone {
  if (failed === undefined) return 'quiet';
  if (failedShare >= bad) return 'bad';
  return failedShare >= worthALook ? 'warn' : 'plain';
}
