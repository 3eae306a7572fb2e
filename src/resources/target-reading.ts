// The targets of a service: its groups' health, joined with the groups and with the tasks that the targets are.

import {Gone} from '../domain/errors.ts';
import {rawArnName} from '../domain/format/arn.ts';
import type {Scope} from '../domain/kind.ts';
import type {Region} from '../domain/ports.ts';
import {type Service, targetGroupsOf} from '../domain/service.ts';
import {type Target, targetKey} from '../domain/target.ts';
import {attempt, problemsOf, scopePart} from './reading.ts';
import {type RegisteredTarget, tasksOfTargets} from './target-tasks.ts';

/**
 * All targets of a service, or of one of its tasks: one call for the service, one for each target group, and some for what
 * is joined, which costs only itself when it fails. A group that is gone has no targets; any other failure is thrown.
 */
export async function readTargets(aws: Region, scope: Scope, signal: AbortSignal): Promise<readonly Target[]> {
  const cluster = scopePart(scope, 'cluster');
  const named = scopePart(scope, 'service');
  // The group of a task that no service started.
  if (named.startsWith('family:')) return [];
  const service = await readService(aws, cluster, named, signal);
  const arns = targetGroupsOf(service);
  if (arns.length === 0) return [];
  const [health, groups] = await Promise.all([
    Promise.all(arns.map(arn => registeredIn(aws, arn, signal))),
    attempt(aws.loadBalancing.targetGroups(arns, signal)),
  ]);
  const registered = health.flat();
  const tasks = await tasksOfTargets(aws, service, registered, signal);
  const rows = registered.map((target): Target => {
    const key = targetKey(target.targetGroupArn, target);
    const task = tasks.value?.get(key);
    const group = groups.value?.find(({arn}) => arn === target.targetGroupArn);
    return {
      ...target,
      key,
      clusterArn: service.clusterArn,
      serviceArn: service.arn,
      ...(task && {task}),
      ...(group && {group}),
      ...problemsOf([groups, tasks]),
    };
  });
  const {task} = scope;
  return task === undefined ? rows : rows.filter(row => row.task !== undefined && row.task.id === rawArnName(task));
}

async function readService(aws: Region, cluster: string, service: string, signal: AbortSignal): Promise<Service> {
  const {rows} = await aws.ecs.describeServices(cluster, [service], signal);
  const [row] = rows;
  if (!row) throw new Gone(`ECS does not know the service ${rawArnName(service)}`, 'Go back with Esc and look at the services.');
  return row;
}

async function registeredIn(aws: Region, targetGroupArn: string, signal: AbortSignal): Promise<readonly RegisteredTarget[]> {
  const {value, problem} = await attempt(aws.loadBalancing.targetHealth(targetGroupArn, signal));
  if (problem instanceof Gone) return [];
  if (problem) throw problem;
  return (value ?? []).map(target => ({...target, targetGroupArn}));
}
