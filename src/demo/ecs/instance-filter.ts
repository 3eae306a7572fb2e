// ListContainerInstances' filter: the cluster query language over a container instance as ECS shows it.

import {invalidParameter} from '../wire/aws-error.ts';
import {compileExpression, type Predicate} from './scheduler/expression.ts';
import {attribute} from './scheduler/placement.ts';
import type {ClusterState, InstanceState} from './state.ts';

/** Tells which container instances a filter such as `attribute:ecs.instance-type == t2.medium` matches; without one, all. */
export function instanceFilter(cluster: ClusterState, filter: string | undefined): (host: InstanceState) => boolean {
  if (filter === undefined || filter.trim() === '') return () => true;
  const predicate = compile(filter);
  return host => predicate({valueOf: subject => valueOfSubject(host, subject), hasTaskOf: group => hasTaskOf(cluster, host, group)});
}

function compile(filter: string): Predicate {
  try {
    return compileExpression(filter);
  } catch (error) {
    if (error instanceof SyntaxError) throw invalidParameter(error.message);
    throw error;
  }
}

function valueOfSubject({instance}: InstanceState, subject: string): string | undefined {
  if (subject.startsWith('attribute:')) return attribute(instance, subject.slice('attribute:'.length));
  switch (subject) {
    case 'agentConnected':
      return String(instance.agentConnected ?? false);
    case 'agentVersion':
      return instance.versionInfo?.agentVersion;
    case 'ec2InstanceId':
      return instance.ec2InstanceId;
    case 'registeredAt':
      return instance.registeredAt?.toISOString();
    case 'runningTasksCount':
      return String(instance.runningTasksCount ?? 0);
    default:
      return undefined;
  }
}

function hasTaskOf({tasks}: ClusterState, {instance}: InstanceState, group: string): boolean {
  return tasks
    .values()
    .some(task => task.group === group && task.containerInstanceArn === instance.containerInstanceArn && task.desiredStatus === 'RUNNING');
}
