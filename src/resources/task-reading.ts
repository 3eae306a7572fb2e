// How tasks are listed and read; running and stopped tasks differ in one word.

import type {Scope} from '../domain/kind.ts';
import type {Region, TaskFilter} from '../domain/ports.ts';
import type {Task, TaskFinding} from '../domain/task.ts';
import {logReads, scopePart} from './reading.ts';
import type {Link} from './resource.ts';
import {investigatePlaced} from './task-joins.ts';

/** The parts of a scope that ListTasks can narrow by. */
export const taskScope = ['cluster', 'service', 'instance', 'family'] as const;

/** IAM actions of the tables of tasks. */
export const taskReads = [
  'ecs:ListTasks',
  'ecs:DescribeTasks',
  'ecs:DescribeContainerInstances',
  'ecs:DescribeTaskDefinition',
  'ecs:GetTaskProtection',
  'ec2:DescribeInstances',
  'ssm:DescribeInstanceInformation',
  ...logReads,
] as const;

/** ListTasks' filter for a scope. */
export function taskFilter(scope: Scope, desiredStatus: TaskFilter['desiredStatus']): TaskFilter {
  const {service, instance, family} = scope;
  return {
    cluster: scopePart(scope, 'cluster'),
    ...(service !== undefined && {service}),
    ...(instance !== undefined && {instance}),
    ...(family !== undefined && {family}),
    desiredStatus,
  };
}

/** The task's host, address, size and logs. */
export async function investigateTask(aws: Region, task: Task, signal: AbortSignal): Promise<TaskFinding> {
  const {finding} = await investigatePlaced(aws, task, task.containers, signal);
  return finding;
}

/** From a task into its containers. */
export const toContainers: Link<Task> = {
  key: 'enter',
  title: 'containers',
  kind: 'container',
  scope: row => ({cluster: row.clusterArn, task: row.arn}),
};
