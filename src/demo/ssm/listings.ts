// ListCommands, ListCommandInvocations and GetCommandInvocation.

import type {
  CommandFilter,
  GetCommandInvocationRequest,
  GetCommandInvocationResult,
  ListCommandInvocationsRequest,
  ListCommandInvocationsResult,
  ListCommandsRequest,
  ListCommandsResult,
} from '@aws-sdk/client-ssm';
import {AwsError} from '../wire/aws-error.ts';
import {type DemoCommand, type DemoInvocation, invocationStatus} from './command.ts';
import {describedCommand, describedInvocation, invocationOutput} from './command-shapes.ts';
import {commandStatus} from './command-status.ts';
import type {SsmContext} from './context.ts';
import {unknownMilliseconds} from './delivery.ts';
import {invalidCommandId, listPage} from './limits.ts';

/** Both listings have pages of 1 to 50. */
const bounds = {least: 1, usual: 50};

/** Newest first. */
export function listCommands(context: SsmContext, input: ListCommandsRequest): ListCommandsResult {
  const {commands} = context;
  const {CommandId: id, InstanceId: hostId} = input;
  if (id !== undefined && !commands.has(id)) throw invalidCommandId();
  const tests = (input.Filters ?? []).map(filter => commandTest(filter));
  const isWanted = (command: DemoCommand) =>
    (id === undefined || command.id === id) &&
    (hostId === undefined || command.invocations.some(each => each.hostId === hostId)) &&
    tests.every(test => test(command));
  const scope = `ListCommands ${id} ${hostId} ${JSON.stringify(input.Filters)}`;
  const page = listPage(
    input,
    scope,
    () => newestFirst(context).filter(isWanted),
    command => command.id,
    bounds,
  );
  return {Commands: page.items.map(describedCommand), NextToken: page.nextToken};
}

/** Of one command or of all, newest first. A command that was just sent has none yet. */
export function listCommandInvocations(context: SsmContext, input: ListCommandInvocationsRequest): ListCommandInvocationsResult {
  const {CommandId: id, InstanceId: hostId, Details: withDetails = false} = input;
  const tests = (input.Filters ?? []).map(filter => invocationTest(filter));
  const items = () =>
    newestFirst(context)
      .filter(command => (id === undefined || command.id === id) && isKnown(context, command))
      .flatMap(command => command.invocations.map(invocation => ({command, invocation})))
      .filter(item => (hostId === undefined || item.invocation.hostId === hostId) && tests.every(test => test(item)));
  const scope = `ListCommandInvocations ${id} ${hostId} ${withDetails} ${JSON.stringify(input.Filters)}`;
  const page = listPage(input, scope, items, ({command, invocation}) => `${command.id} ${invocation.hostId}`, bounds);
  const where = {region: context.region, withDetails};
  return {
    CommandInvocations: page.items.map(({command, invocation}) => describedInvocation(command, invocation, where)),
    NextToken: page.nextToken,
  };
}

/** One host of a command. */
export function getCommandInvocation(context: SsmContext, input: GetCommandInvocationRequest): GetCommandInvocationResult {
  const command = context.commands.get(input.CommandId ?? '');
  const invocation = command?.invocations.find(({hostId}) => hostId === input.InstanceId);
  if (command === undefined || invocation === undefined || !isKnown(context, command)) throw new AwsError('InvocationDoesNotExist', '');
  const {PluginName: name = 'aws:runShellScript'} = input;
  if (name !== 'aws:runShellScript') throw new AwsError('InvalidPluginName', 'The plugin name is not valid.');
  return invocationOutput(command, invocation, context.region);
}

function isKnown({timeline}: SsmContext, {requestedAt}: DemoCommand): boolean {
  return timeline.now >= requestedAt + unknownMilliseconds;
}

function newestFirst({commands}: SsmContext): IteratorObject<DemoCommand, undefined> {
  return Iterator.from([...commands.values()].reverse());
}

function commandTest(filter: CommandFilter): (command: DemoCommand) => boolean {
  const {key, value = ''} = filter;
  switch (key) {
    case 'InvokedAfter':
    case 'InvokedBefore':
      return invokedTest(key, value);
    case 'DocumentName':
      return command => command.documentName === value;
    case 'Status':
      return command => Object.values(commandStatus(command)).includes(value);
    case 'ExecutionStage':
      return command => ['Pending', 'InProgress', 'Cancelling'].includes(commandStatus(command).status) === (value === 'Executing');
    default:
      throw new AwsError('InvalidFilterKey', `The specified key is not valid: ${key}`);
  }
}

function invocationTest(filter: CommandFilter): (item: {readonly command: DemoCommand; readonly invocation: DemoInvocation}) => boolean {
  if (filter.key === 'Status')
    return ({invocation}) => [invocationStatus(invocation), invocation.details].some(each => each === filter.value);
  if (filter.key === 'ExecutionStage') throw new AwsError('InvalidFilterKey', 'The specified key is not valid: ExecutionStage');
  const test = commandTest(filter);
  return ({command}) => test(command);
}

/** Both ends are inclusive, in whole seconds. */
function invokedTest(key: 'InvokedAfter' | 'InvokedBefore', value: string): (command: DemoCommand) => boolean {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time)) throw new AwsError('ValidationException', `The filter ${key} takes a time like 2024-07-07T00:00:00Z.`);
  return ({requestedAt}) => (key === 'InvokedAfter' ? requestedAt >= time : requestedAt <= time);
}
