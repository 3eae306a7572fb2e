// Task protection: told, and set for tasks of services.

import type {
  Failure,
  GetTaskProtectionRequest,
  GetTaskProtectionResponse,
  ProtectedTask,
  Task,
  UpdateTaskProtectionRequest,
  UpdateTaskProtectionResponse,
} from '@aws-sdk/client-ecs';
import {invalidParameter} from '../../wire/aws-error.ts';
import {atMost, batchOf} from '../limits.ts';
import {clusterOf, findTask, lookUp, missing} from '../lookup.ts';
import {type Ecs, operation} from '../operation.ts';
import {lastPart} from '../scheduler/arns.ts';
import type {ClusterState, EcsState} from '../state.ts';

/** GetTaskProtection and UpdateTaskProtection. */
export const taskProtectionOperations = {
  GetTaskProtection: operation(getTaskProtection),
  UpdateTaskProtection: operation(updateTaskProtection),
};

const usualMinutes = 120;
const mostMinutes = 2880;

function getTaskProtection({state, now}: Ecs, input: GetTaskProtectionRequest): GetTaskProtectionResponse {
  const cluster = clusterOf(state, input.cluster);
  const {tasks, failures} = tasksOfServices(state, cluster, atMost(input.tasks, 100, 'taskIds'));
  return {protectedTasks: tasks.map(task => protectionOf(cluster, task, now())), failures};
}

function updateTaskProtection({state, scheduler, now}: Ecs, input: UpdateTaskProtectionRequest): UpdateTaskProtectionResponse {
  const cluster = clusterOf(state, input.cluster);
  const {expiresInMinutes: minutes = usualMinutes, protectionEnabled} = input;
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > mostMinutes) {
    throw invalidParameter(`expiresInMinutes must be between 1 and ${mostMinutes}.`);
  }
  const {tasks, failures} = tasksOfServices(state, cluster, batchOf(input.tasks, 10, {plural: 'Tasks', items: 'taskIds'}));
  for (const task of tasks) scheduler.taskProtected(cluster, task, protectionEnabled === true ? now() + minutes * 60_000 : undefined);
  return {protectedTasks: tasks.map(task => protectionOf(cluster, task, now())), failures};
}

function protectionOf({protectedUntil}: ClusterState, {taskArn}: Task, now: number): ProtectedTask {
  const until = protectedUntil.get(lastPart(taskArn)) ?? 0;
  return until > now ? {taskArn, protectionEnabled: true, expirationDate: new Date(until)} : {taskArn, protectionEnabled: false};
}

/** A task that no service started cannot be protected: nothing but a person would stop it. */
function tasksOfServices(
  state: EcsState,
  cluster: ClusterState,
  references: readonly string[],
): {readonly tasks: readonly Task[]; readonly failures: Failure[]} {
  const {found, failures} = lookUp(
    references,
    reference => findTask(cluster, reference),
    reference => missing(state, reference, 'task', cluster.cluster.clusterName ?? ''),
  );
  const isOfService = ({group}: Task) => group?.startsWith('service:') === true;
  const others = found.filter(task => !isOfService(task)).map(({taskArn}) => ({arn: taskArn, reason: 'TASK_NOT_VALID'}));
  return {tasks: found.filter(isOfService), failures: [...failures, ...others]};
}
