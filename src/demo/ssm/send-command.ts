// SendCommand with AWS's limits, and CancelCommand.

import type {CancelCommandRequest, CancelCommandResult, SendCommandRequest, SendCommandResult} from '@aws-sdk/client-ssm';
import {AwsError} from '../wire/aws-error.ts';
import {uuid} from '../wire/identifiers.ts';
import type {DemoCommand, DemoInvocation} from './command.ts';
import {describedCommand} from './command-shapes.ts';
import type {SsmContext} from './context.ts';
import {invalid, invalidCommandId, invalidInstances, numberWithin} from './limits.ts';
import {targetsOf} from './targets.ts';

const shellScript = 'AWS-RunShellScript';
const knownParameters = new Set(['commands', 'workingDirectory', 'executionTimeout']);
const largestDocument = 65_536;

/** Takes a command, and has it delivered from then on. */
export function sendCommand(context: SsmContext, input: SendCommandRequest): SendCommandResult {
  if (input.DocumentName !== shellScript) {
    throw new AwsError('InvalidDocument', `Document with name ${input.DocumentName} does not exist.`);
  }
  const deliverySeconds = numberWithin(input.TimeoutSeconds, [30, 2_592_000], 3600, 'timeoutSeconds');
  const comment = input.Comment ?? '';
  if (comment.length > 100) throw invalid(comment, 'comment', 'have length less than or equal to 100');
  const parameters = parametersOf(input);
  const maxConcurrency = share(input.MaxConcurrency ?? '50', 'maxConcurrency', /^(?:[1-9]\d*|[1-9]\d?%|100%)$/);
  const maxErrors = share(input.MaxErrors ?? '0', 'maxErrors', /^(?:[1-9]\d*|0|[1-9]\d%|\d%|100%)$/);
  const hosts = targetsOf(context, input);
  const command: DemoCommand = {
    id: uuid(context.random),
    documentName: shellScript,
    comment,
    parameters,
    commands: parameters.commands ?? [],
    instanceIds: input.InstanceIds ?? [],
    targets: input.Targets ?? [],
    requestedAt: context.timeline.now,
    deliverySeconds,
    executionSeconds: Number(parameters.executionTimeout?.[0] ?? 3600),
    maxConcurrency,
    mostAtOnce: Math.max(1, countOf(maxConcurrency, hosts.length)),
    maxErrors,
    mostErrors: countOf(maxErrors, hosts.length),
    output: {
      ...(input.OutputS3BucketName && {bucket: input.OutputS3BucketName}),
      ...(input.OutputS3KeyPrefix && {prefix: input.OutputS3KeyPrefix}),
    },
    invocations: hosts.map(newInvocation),
    isCancelled: false,
  };
  context.commands.set(command.id, command);
  context.delivery.begin(command);
  return {Command: describedCommand(command)};
}

/** Best effort: answers at once, and says nothing of what came of it. */
export function cancelCommand(context: SsmContext, input: CancelCommandRequest): CancelCommandResult {
  const command = context.commands.get(input.CommandId ?? '');
  if (command === undefined) throw invalidCommandId();
  const all = new Set(command.invocations.map(({hostId}) => hostId));
  const asked = input.InstanceIds ?? [];
  const strangers = asked.filter(id => !all.has(id));
  if (strangers.length > 0) throw invalidInstances(strangers, context.account);
  if (asked.length === 0) command.isCancelled = true;
  context.delivery.cancel(command, asked.length === 0 ? all : new Set(asked));
  return {};
}

function newInvocation(hostId: string): DemoInvocation {
  return {hostId, details: 'Pending', isDispatched: false, exitCode: -1, stdout: '', stderr: ''};
}

function parametersOf({Parameters: parameters = {}}: SendCommandRequest): Readonly<Record<string, readonly string[]>> {
  const unknown = Object.keys(parameters).find(name => !knownParameters.has(name));
  if (unknown !== undefined) throw new AwsError('InvalidParameters', `Parameter ${unknown} is not defined in the document.`);
  if ((parameters.commands ?? []).length === 0) throw new AwsError('InvalidParameters', 'Parameter commands is required.');
  const timeout = parameters.executionTimeout?.[0];
  const isTimeout = timeout === undefined || (/^\d{1,6}$/.test(timeout) && Number(timeout) >= 5 && Number(timeout) <= 172_800);
  if (!isTimeout) throw new AwsError('InvalidParameters', `executionTimeout ${timeout} is not from 5 to 172800.`);
  if (Buffer.byteLength(JSON.stringify(parameters)) > largestDocument) {
    throw new AwsError('MaxDocumentSizeExceeded', 'The size limit of a document is 64 KB.');
  }
  return parameters;
}

function share(value: string, member: string, pattern: RegExp): string {
  if (!pattern.test(value)) throw invalid(value, member, `satisfy regular expression pattern: ${pattern.source}`);
  return value;
}

/** A number of hosts, or a percentage of them; a part of a host is left out. */
function countOf(value: string, hosts: number): number {
  return value.endsWith('%') ? Math.floor((Number.parseInt(value, 10) * hosts) / 100) : Number(value);
}
