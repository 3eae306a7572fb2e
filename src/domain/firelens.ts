// Where FireLens sends the lines of a container: the options of its log configuration become an output of the task's log router,
// unless the router has a configuration of its own.

import {rawArnName} from './format/arn.ts';
import {type LogTarget, none} from './log-destination.ts';
import {type SafeText, text} from './safe-text.ts';
import type {Container} from './task.ts';
import type {ContainerDefinition} from './task-definition.ts';

type Options = Readonly<Record<string, string>>;

/** A stream only where every part of its name is certain. `region` is the cluster's. */
export function firelensTarget(container: Container, options: Options, router: ContainerDefinition | undefined, region: string): LogTarget {
  if (router?.firelens === undefined) return none(text`FireLens: the definition has no log router`);
  const file = router.firelens.options['config-file-value'];
  if (file !== undefined) return none(text`FireLens: its router has a configuration of its own (${file}), so that it is not known where`);
  const output = optionOf(options, 'Name') ?? options['@type'];
  if (output === undefined) return none(text`FireLens: no output is named, so that it is not known where`);
  if (router.firelens.type !== 'fluentbit' || !/^cloudwatch(?:_logs)?$/.test(output)) return none(elsewhere(output, options));
  const group = optionOf(options, 'log_group_name');
  const prefix = optionOf(options, 'log_stream_prefix');
  const shared = optionOf(options, 'log_stream_name');
  if (group === undefined || isTemplate(group) || (prefix !== undefined && isTemplate(prefix))) {
    return none(text`FireLens: in CloudWatch Logs, group ${group ?? 'not named'}, but names are made for each line`);
  }
  // Plain names first: one stream for all tasks would show each line as that of some task.
  if (shared !== undefined) return none(text`FireLens: all tasks write to ${group}/${shared}, where they cannot be told apart`);
  if (prefix === undefined) return none(text`FireLens: in CloudWatch Logs, group ${group}, stream not known`);
  const tag = `${prefix}${container.name}-firelens-`;
  return {
    type: 'stream',
    group,
    stream: `${tag}${rawArnName(container.taskArn)}`,
    prefix: tag,
    region: optionOf(options, 'region') ?? region,
  };
}

/** Of what other outputs are, as they name it. */
const placeOptions = ['delivery_stream', 'stream', 'bucket', 'Host', 'topics'];

function elsewhere(output: string, options: Options): SafeText {
  const place = placeOptions.flatMap(name => optionOf(options, name) ?? [])[0];
  return text`FireLens: sent to ${output}${place === undefined ? '' : ` ${place}`}, not read here`;
}

/** Fluent Bit does not mind capitals in names. */
function optionOf(options: Options, wanted: string): string | undefined {
  return Object.entries(options).find(([name]) => name.toLowerCase() === wanted.toLowerCase())?.[1];
}

function isTemplate(name: string): boolean {
  return name.includes('$');
}
