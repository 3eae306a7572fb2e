// Where a container's log goes, from its definition: stream names follow the awslogs driver's rules.

import {firelensTarget} from './firelens.ts';
import {rawArnName} from './format/arn.ts';
import {type LogTarget, none} from './log-destination.ts';
import {type SafeText, text} from './safe-text.ts';
import type {Container} from './task.ts';
import type {ContainerDefinition, TaskDefinition} from './task-definition.ts';

/** Where the container of a task logs to, by the definition of its task. `region` is the cluster's, used where that names none. */
export function logTarget(container: Container, task: Pick<TaskDefinition, 'containers'> | undefined, region: string): LogTarget {
  const definition = task?.containers.find(({name}) => name === container.name);
  if (!definition) return none(text`the definition has no such container`);
  const {log} = definition;
  if (!log)
    return none(
      container.containerInstanceArn === undefined ? text`no log driver: kept nowhere` : text`no log driver: stays on the host (json-file)`,
    );
  if (log.driver === 'awsfirelens') {
    const router = task?.containers.find(({firelens}) => firelens !== undefined);
    return firelensTarget(container, log.options, router, region);
  }
  if (log.driver !== 'awslogs') return none(otherDriver(log));
  const group = log.options['awslogs-group'];
  if (group === undefined) return none(text`awslogs without a group`);
  const place = log.options['awslogs-region'] ?? region;
  const prefix = log.options['awslogs-stream-prefix'];
  if (prefix !== undefined) {
    const common = `${prefix}/${container.name}/`;
    return {type: 'stream', group, stream: `${common}${rawArnName(container.taskArn)}`, prefix: common, region: place};
  }
  // Without a prefix the stream is named after the Docker container, which is known once it was created.
  if (container.runtimeId === undefined) return none(text`not yet known: the container was not created`);
  return {type: 'stream', group, stream: container.runtimeId, region: place};
}

/** The option in which a driver says where it sends lines. */
const addressOptions: Readonly<Record<string, string>> = {
  splunk: 'splunk-url',
  syslog: 'syslog-address',
  gelf: 'gelf-address',
  fluentd: 'fluentd-address',
};

function otherDriver({driver, options}: NonNullable<ContainerDefinition['log']>): SafeText {
  if (driver === 'none') return text`driver none: lines are thrown away`;
  if (driver === 'json-file' || driver === 'local') return text`${driver}: stays on the host, docker logs reads it there`;
  if (driver === 'journald') return text`journald: in the journal of the host`;
  const address = options[addressOptions[driver] ?? ''];
  return address === undefined ? text`${driver}: not in CloudWatch Logs` : text`${driver} at ${address}: not in CloudWatch Logs`;
}

/** `group/stream`, with the Region where it is another than `region`. */
export function logTargetWords(target: LogTarget, region: string): SafeText {
  if (target.type === 'none') return target.why;
  const elsewhere = target.region === region ? '' : ` (${target.region})`;
  return text`${target.group}/${target.stream}${elsewhere}`;
}
