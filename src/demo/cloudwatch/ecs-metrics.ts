// AWS/ECS: what the services use of their reservation, and what is reserved and used of clusters that have instances.

import type {Task} from '@aws-sdk/client-ecs';
import type {ClusterState} from '../ecs/state.ts';
import {type Load, loadOf, runsAt} from './load.ts';
import type {MeasuredWorld} from './measured-world.ts';
import type {MetricName, Sampler} from './metric-name.ts';

/** ECS measures its tasks so often within a minute, milliseconds. */
const sampled = 10_000;

/** The samples of a metric of ECS; undefined for one that ECS does not send. */
export function ecsSamples(world: MeasuredWorld, {name, dimensions}: MetricName): Sampler | undefined {
  const {ClusterName = '', ServiceName: service, ...others} = dimensions;
  const cluster = world.state.clusters.get(ClusterName);
  if (cluster === undefined || Object.keys(others).length > 0) return undefined;
  if (service !== undefined) return serviceSamples(world, cluster, service, name);
  // Fargate has nothing that could be reserved.
  if (cluster.instances.size === 0) return undefined;
  const resource = name.startsWith('CPU') ? 'cpu' : 'memory';
  const whole = registered(cluster, resource);
  switch (name) {
    case 'CPUUtilization':
    case 'MemoryUtilization':
      return at => clusterSamples(world, cluster, at, (task, load) => (units(task, resource) * load()[resource]) / whole);
    case 'CPUReservation':
    case 'MemoryReservation':
      return at => clusterSamples(world, cluster, at, task => (units(task, resource) * 100) / whole);
    default:
      return undefined;
  }
}

function serviceSamples(world: MeasuredWorld, cluster: ClusterState, service: string, name: string): Sampler | undefined {
  const state = cluster.services.get(service);
  const resource = {CPUUtilization: 'cpu', MemoryUtilization: 'memory'}[name];
  if (state === undefined || (resource !== 'cpu' && resource !== 'memory')) return undefined;
  const tasks = world.tasksOf(cluster, service);
  return begin =>
    moments(begin).flatMap(at => {
      const running = tasks.filter(task => runsAt(task, at));
      return running.map(task => loadOf(task, state, running.length, at)[resource]);
    });
}

/** One sample a minute: all instances send theirs together. */
function clusterSamples(
  world: MeasuredWorld,
  cluster: ClusterState,
  at: number,
  of: (task: Task, load: () => Load) => number,
): readonly number[] {
  let sum = 0;
  for (const [name, service] of cluster.services) {
    const running = world.tasksOf(cluster, name).filter(task => runsAt(task, at));
    for (const task of running) sum += of(task, () => loadOf(task, service, running.length, at));
  }
  return [sum];
}

function units(task: Task, resource: 'cpu' | 'memory'): number {
  return Number(task[resource] ?? 0);
}

function registered(cluster: ClusterState, resource: 'cpu' | 'memory'): number {
  const name = resource.toUpperCase();
  let sum = 0;
  for (const {instance} of cluster.instances.values()) {
    if (instance.status === 'ACTIVE') sum += instance.registeredResources?.find(one => one.name === name)?.integerValue ?? 0;
  }
  return Math.max(1, sum);
}

function moments(begin: number): readonly number[] {
  return Array.from({length: 60_000 / sampled}, (_, index) => begin + index * sampled);
}
