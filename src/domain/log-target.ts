// Where a container's log goes, from its definition: stream names follow the awslogs driver's rules.

import {rawArnName} from './format/arn.ts';
import {type SafeText, text} from './safe-text.ts';
import type {Container} from './task.ts';
import type {ContainerDefinition} from './task-definition.ts';

/** A CloudWatch Logs stream, or a sentence why there is none to read. */
export type LogTarget =
  | {readonly type: 'stream'; readonly group: string; readonly stream: string; readonly region: string}
  | {readonly type: 'none'; readonly why: SafeText};

/** Where the container of a task logs to. `region` is the cluster's, used where the definition names none. */
export function logTarget(container: Container, definition: ContainerDefinition | undefined, region: string): LogTarget {
  if (!definition) return none(text`the definition has no such container`);
  const {log} = definition;
  if (!log) return none(text`no log driver: stays on the host (json-file)`);
  if (log.driver === 'awsfirelens') return none(text`FireLens: routed by the log router of the task`);
  if (log.driver !== 'awslogs') return none(text`${log.driver}: not in CloudWatch Logs`);
  const group = log.options['awslogs-group'];
  if (group === undefined) return none(text`awslogs without a group`);
  const prefix = log.options['awslogs-stream-prefix'];
  const stream = prefix === undefined ? container.runtimeId : `${prefix}/${container.name}/${rawArnName(container.taskArn)}`;
  // Without a prefix the stream is named after the Docker container, which is known once it was created.
  if (stream === undefined) return none(text`not yet known: the container was not created`);
  return {type: 'stream', group, stream, region: log.options['awslogs-region'] ?? region};
}

/** `group/stream`, with the Region where it is another than `region`. */
export function logTargetWords(target: LogTarget, region: string): SafeText {
  if (target.type === 'none') return target.why;
  const elsewhere = target.region === region ? '' : ` (${target.region})`;
  return text`${target.group}/${target.stream}${elsewhere}`;
}

function none(why: SafeText): LogTarget {
  return {type: 'none', why};
}
