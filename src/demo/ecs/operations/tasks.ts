// Reads of tasks.

import type {DescribeTasksRequest, DescribeTasksResponse, ListTasksRequest, ListTasksResponse, Task} from '@aws-sdk/client-ecs';
import {invalidParameter} from '../../wire/aws-error.ts';
import {withExecAgents} from '../exec-agent.ts';
import {batchOf, listPage} from '../limits.ts';
import {clusterOf, findInstance, findTask, lookUp, missing, serviceOf} from '../lookup.ts';
import {type Ecs, operation} from '../operation.ts';
import type {ClusterState, EcsState} from '../state.ts';

/** ListTasks and DescribeTasks. */
export const taskOperations = {
  ListTasks: operation(listTasks),
  DescribeTasks: operation(describeTasks),
};

const arnOf = ({taskArn = ''}: Task) => taskArn;

function listTasks({state}: Ecs, input: ListTasksRequest): ListTasksResponse {
  const cluster = clusterOf(state, input.cluster);
  const isWanted = filterOf(cluster, input);
  const {desiredStatus = 'RUNNING', serviceName, family, containerInstance, startedBy, launchType} = input;
  const scope = ['ListTasks', cluster.cluster.clusterArn, desiredStatus, serviceName, family, containerInstance, startedBy, launchType];
  const {items, nextToken} = listPage(input, scope.join(' '), () => cluster.tasks.values().filter(isWanted), arnOf);
  return {taskArns: items.map(arnOf), nextToken};
}

function filterOf(cluster: ClusterState, input: ListTasksRequest): (task: Task) => boolean {
  const {desiredStatus = 'RUNNING', serviceName, family, containerInstance, startedBy, launchType} = input;
  if (startedBy !== undefined && (serviceName ?? family ?? containerInstance) !== undefined) {
    throw invalidParameter('startedBy cannot be combined with other filters.');
  }
  const group = serviceName === undefined ? undefined : `service:${serviceOf(cluster, serviceName).service.serviceName}`;
  const definition = family === undefined ? undefined : `task-definition/${family}:`;
  const instanceArn = containerInstance === undefined ? undefined : instanceArnOf(cluster, containerInstance);
  return task =>
    task.desiredStatus === desiredStatus &&
    (group === undefined || task.group === group) &&
    (definition === undefined || (task.taskDefinitionArn ?? '').includes(definition)) &&
    (instanceArn === undefined || task.containerInstanceArn === instanceArn) &&
    (startedBy === undefined || task.startedBy === startedBy) &&
    (launchType === undefined || task.launchType === launchType);
}

function instanceArnOf(cluster: ClusterState, reference: string): string {
  const arn = findInstance(cluster, reference)?.instance.containerInstanceArn;
  if (arn === undefined) throw invalidParameter('The referenced container instance was not found.');
  return arn;
}

function describeTasks({state}: Ecs, input: DescribeTasksRequest): DescribeTasksResponse {
  const cluster = clusterOf(state, input.cluster);
  const {found, failures} = lookUp(
    batchOf(input.tasks, 100, {plural: 'Tasks', items: 'taskIds'}),
    reference => findTask(cluster, reference),
    reference => missingTask(state, cluster, reference),
  );
  const withTags = input.include?.includes('TAGS') ?? false;
  return {tasks: (withTags ? found : found.map(withoutTags)).map(withExecAgents), failures};
}

function withoutTags(task: Task): Task {
  return task.tags === undefined || task.tags.length === 0 ? task : {...task, tags: []};
}

function missingTask(state: EcsState, {cluster}: ClusterState, reference: string) {
  return missing(state, reference, 'task', cluster.clusterName ?? '');
}
