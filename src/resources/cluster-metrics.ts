// The last hour of a cluster's instances: what of them is reserved, and what is used.

import type {Cluster} from '../domain/cluster.ts';
import {rawArnName} from '../domain/format/arn.ts';
import type {Region} from '../domain/ports.ts';
import {readPoints} from './metric-points.ts';
import type {Course} from './utilization-section.ts';

const looked = 60;

const names = {
  'CPU reserved': 'CPUReservation',
  'CPU used': 'CPUUtilization',
  'memory reserved': 'MemoryReservation',
  'memory used': 'MemoryUtilization',
} as const;

/** Four metrics; undefined where metrics are turned off, or for a cluster without instances: Fargate has nothing to reserve. */
export async function readClusterHour(aws: Region, cluster: Cluster, signal: AbortSignal): Promise<readonly Course[] | undefined> {
  if (aws.metrics === undefined || cluster.instances === 0) return undefined;
  const queries = Object.values(names).map(name => ({
    namespace: 'AWS/ECS',
    name,
    dimensions: {ClusterName: rawArnName(cluster.arn)},
    statistic: 'Average',
  }));
  const points = await readPoints(aws.metrics, queries, looked, signal);
  return Object.keys(names).map((title, index) => ({title, average: points[index] ?? [], least: [], greatest: []}));
}
