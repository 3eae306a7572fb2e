// Where the logs of tasks are: each container's stream by its task's own revision, and those of which no stream is known.

import {rawArnName} from '../domain/format/arn.ts';
import type {LogTarget} from '../domain/log-destination.ts';
import {logTarget} from '../domain/log-target.ts';
import type {SafeText} from '../domain/safe-text.ts';
import type {Container, Task} from '../domain/task.ts';
import type {TaskDefinition} from '../domain/task-definition.ts';
import type {DeploymentSide} from './deployment-side.ts';

/** The stream that one container of one task writes. */
export interface LogStream {
  readonly region: string;
  readonly group: string;
  readonly name: string;
  /** `prefix/container/`, where the name follows that rule: one query can take all streams that begin so. */
  readonly prefix?: string;
  readonly task: string;
  readonly container: string;
  readonly taskDefinitionArn: string;
  /**
   * With `non-blocking` lines are lost when the driver's buffer is full. `default`: the definition says nothing, which since 2025-06-25
   * means the same, unless the account's setting defaultLogDriverMode says blocking.
   */
  readonly delivery: 'blocking' | 'non-blocking' | 'default';
  /** When the task was created: nothing in the stream is older. Milliseconds since 1970. */
  readonly createdAt: number;
  /** When the task stopped. */
  readonly endedAt?: number;
  /** Its side, where a deployment is looked at. */
  readonly side?: DeploymentSide;
}

/** A container whose lines cannot be read here, and why. */
export interface UnknownLog {
  readonly task: string;
  readonly container: string;
  readonly why: SafeText;
}

/** What is known of the logs of some tasks. */
export interface LogPlaces {
  readonly streams: readonly LogStream[];
  readonly unknown: readonly UnknownLog[];
}

/** Finds the streams. `definitions` is by ARN; `region` is the cluster's; `container` narrows to one by name. */
export function logPlaces(
  tasks: readonly Task[],
  definitions: ReadonlyMap<string, TaskDefinition>,
  region: string,
  container?: string,
): LogPlaces {
  const streams: LogStream[] = [];
  const unknown: UnknownLog[] = [];
  for (const task of tasks) {
    for (const found of task.containers) {
      if (container !== undefined && found.name !== container) continue;
      const definition = definitions.get(task.taskDefinitionArn);
      const target = logTarget(found, definition, region);
      const options = definition?.containers.find(({name}) => name === found.name)?.log?.options;
      if (target.type === 'none') unknown.push({task: task.id, container: found.name, why: target.why});
      else streams.push(streamOf(task, found, target, deliveryOf(options?.mode)));
    }
  }
  return {streams, unknown};
}

function streamOf(
  task: Task,
  container: Container,
  {region, group, stream, prefix}: Extract<LogTarget, {type: 'stream'}>,
  delivery: LogStream['delivery'],
): LogStream {
  return {
    region,
    group,
    name: stream,
    ...(prefix !== undefined && {prefix}),
    task: rawArnName(task.arn),
    container: container.name,
    taskDefinitionArn: task.taskDefinitionArn,
    delivery,
    createdAt: task.createdAt,
    ...(task.stoppedAt !== undefined && {endedAt: task.stoppedAt}),
  };
}

function deliveryOf(mode: string | undefined): LogStream['delivery'] {
  if (mode === undefined) return 'default';
  return mode === 'blocking' ? 'blocking' : 'non-blocking';
}
