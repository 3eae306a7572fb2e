// What CloudWatch has of a metric of the world: the samples of each minute that is over, and their statistics.

import {balancerSamples} from './balancer-metrics.ts';
import {ecsSamples} from './ecs-metrics.ts';
import type {MeasuredWorld} from './measured-world.ts';
import type {MetricName, Sampler} from './metric-name.ts';

/** Finds the samples of a metric. */
export function samplerOf(world: MeasuredWorld, metric: MetricName): Sampler | undefined {
  switch (metric.namespace) {
    case 'AWS/ECS':
      return ecsSamples(world, metric);
    case 'AWS/ApplicationELB':
      return balancerSamples(world, metric);
    default:
      return undefined;
  }
}

/** A statistic of the samples of one period; undefined without samples, or for a statistic that there is not. */
export function statisticOf(samples: readonly number[], statistic: string): number | undefined {
  if (samples.length === 0) return undefined;
  const sum = samples.reduce((total, sample) => total + sample, 0);
  switch (statistic) {
    case 'Average':
      return sum / samples.length;
    case 'Minimum':
      return Math.min(...samples);
    case 'Maximum':
      return Math.max(...samples);
    case 'Sum':
      return sum;
    case 'SampleCount':
      return samples.length;
    default:
      return percentileOf(samples, statistic);
  }
}

function percentileOf(samples: readonly number[], statistic: string): number | undefined {
  const share = Number(/^p(\d{1,2}(?:\.\d+)?|100)$/.exec(statistic)?.[1]);
  if (Number.isNaN(share)) return undefined;
  const ordered = samples.toSorted((one, other) => one - other);
  return ordered[Math.min(ordered.length - 1, Math.floor((share / 100) * ordered.length))];
}
