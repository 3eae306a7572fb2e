// Starting and stopping tasks by hand.

import type {RunTaskRequest, RunTaskResponse, StopTaskRequest, StopTaskResponse} from '@aws-sdk/client-ecs';
import {clientError, invalidParameter} from '../../wire/aws-error.ts';
import {required} from '../limits.ts';
import {clusterOf, findTask, findTaskDefinition} from '../lookup.ts';
import {type Ecs, operation} from '../operation.ts';

/** RunTask and StopTask. */
export const taskChangeOperations = {
  RunTask: operation(runTask),
  StopTask: operation(stopTask),
};

const mostOverrides = 8192;
const longestClientToken = 64;

function runTask({state, scheduler}: Ecs, input: RunTaskRequest): RunTaskResponse {
  const cluster = clusterOf(state, input.cluster);
  const {count = 1, overrides, clientToken = ''} = input;
  if (!Number.isInteger(count) || count < 1 || count > 10) throw invalidParameter('count must be between 1 and 10.');
  if (clientToken.length > longestClientToken) throw invalidParameter(`clientToken can have at most ${longestClientToken} characters.`);
  if (overrides !== undefined && JSON.stringify(overrides).length > mostOverrides) {
    throw invalidParameter(`Container Overrides length must be at most ${mostOverrides}`);
  }
  const taskDefinition = findTaskDefinition(state, required(input.taskDefinition, 'TaskDefinition'));
  if (taskDefinition === undefined) throw clientError('TaskDefinition not found.');
  if (taskDefinition.status !== 'ACTIVE') throw clientError('TaskDefinition is inactive');
  const {startedBy, launchType} = input;
  const {tasks, failures} = scheduler.runTask(cluster, {
    taskDefinition,
    count,
    group: input.group ?? `family:${taskDefinition.family}`,
    ...(startedBy !== undefined && {startedBy}),
    ...(launchType !== undefined && {launchType}),
    placementConstraints: (input.placementConstraints ?? []).map(defined),
    placementStrategy: (input.placementStrategy ?? []).map(defined),
  });
  for (const task of tasks) {
    if (input.tags !== undefined) task.tags = input.tags;
    if (overrides !== undefined) task.overrides = overrides;
    task.enableExecuteCommand = input.enableExecuteCommand ?? false;
  }
  return {tasks: [...tasks], failures: [...failures]};
}

/** The same value, typed as the wire has it: a member is there or not, but never undefined. */
function defined<Value extends object>(value: Value): {[Key in keyof Value]?: Exclude<Value[Key], undefined>} {
  return Object.assign({}, value);
}

function stopTask({state, scheduler}: Ecs, input: StopTaskRequest): StopTaskResponse {
  const cluster = clusterOf(state, input.cluster);
  const task = findTask(cluster, required(input.task, 'Task'));
  if (task === undefined) throw invalidParameter('The referenced task was not found.');
  if (task.desiredStatus !== 'STOPPED') scheduler.stopTask(cluster, task, 'UserInitiated', input.reason ?? 'Task stopped by user');
  return {task};
}
