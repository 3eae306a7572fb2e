// Commands and invocations in AWS's own shapes.

import type {Command, CommandInvocation, CommandPlugin, GetCommandInvocationResult} from '@aws-sdk/client-ssm';
import {type DemoCommand, type DemoInvocation, hasEnded, invocationStatus, isError} from './command.ts';
import {commandStatus} from './command-status.ts';
import {keptStderr, keptStdout, pluginOutput} from './output.ts';

const pluginName = 'aws:runShellScript';

/** A command as SendCommand and ListCommands answer it. */
export function describedCommand(command: DemoCommand): Command {
  const {status, details} = commandStatus(command);
  const {invocations} = command;
  return {
    CommandId: command.id,
    DocumentName: command.documentName,
    DocumentVersion: '$DEFAULT',
    Comment: command.comment,
    ExpiresAfter: new Date(command.requestedAt + (command.deliverySeconds + command.executionSeconds) * 1000),
    Parameters: Object.fromEntries(Object.entries(command.parameters).map(([name, values]) => [name, [...values]])),
    InstanceIds: [...command.instanceIds],
    Targets: command.targets.map(({Key, Values}) => ({Key, Values: [...(Values ?? [])]})),
    RequestedDateTime: new Date(command.requestedAt),
    Status: status,
    StatusDetails: details,
    OutputS3BucketName: command.output.bucket ?? '',
    OutputS3KeyPrefix: command.output.prefix ?? '',
    MaxConcurrency: command.maxConcurrency,
    MaxErrors: command.maxErrors,
    TargetCount: invocations.length,
    CompletedCount: invocations.filter(hasEnded).length,
    ErrorCount: invocations.filter(isError).length,
    DeliveryTimedOutCount: invocations.filter(({details: each}) => each === 'DeliveryTimedOut').length,
    ServiceRole: '',
    TimeoutSeconds: command.deliverySeconds,
  };
}

/** An invocation as ListCommandInvocations answers it; its plugin only where details are asked for. */
export function describedInvocation(
  command: DemoCommand,
  invocation: DemoInvocation,
  where: {readonly region: string; readonly withDetails: boolean},
): CommandInvocation {
  return {
    CommandId: command.id,
    InstanceId: invocation.hostId,
    InstanceName: '',
    Comment: command.comment,
    DocumentName: command.documentName,
    DocumentVersion: '$DEFAULT',
    RequestedDateTime: new Date(command.requestedAt),
    Status: invocationStatus(invocation),
    StatusDetails: invocation.details,
    StandardOutputUrl: url(command, invocation, where.region, 'stdout'),
    StandardErrorUrl: url(command, invocation, where.region, 'stderr'),
    CommandPlugins: where.withDetails ? [plugin(command, invocation, where.region)] : [],
    ServiceRole: '',
  };
}

function plugin(command: DemoCommand, invocation: DemoInvocation, region: string): CommandPlugin {
  const {startedAt, endedAt, exitCode} = invocation;
  return {
    Name: pluginName,
    // A plugin knows no Delayed and no Cancelling.
    Status: startedAt === undefined && !hasEnded(invocation) ? 'Pending' : pluginStatus(invocation),
    StatusDetails: invocation.details,
    ResponseCode: exitCode,
    ...(startedAt !== undefined && {ResponseStartDateTime: new Date(startedAt)}),
    ...(endedAt !== undefined && {ResponseFinishDateTime: new Date(endedAt)}),
    Output: hasEnded(invocation) ? pluginOutput(invocation.stdout, invocation.stderr) : '',
    StandardOutputUrl: url(command, invocation, region, 'stdout'),
    StandardErrorUrl: url(command, invocation, region, 'stderr'),
    OutputS3Region: region,
    OutputS3BucketName: command.output.bucket ?? '',
    OutputS3KeyPrefix: command.output.prefix ?? '',
  };
}

function pluginStatus(invocation: DemoInvocation): CommandPlugin['Status'] {
  const status = invocationStatus(invocation);
  return status === 'Delayed' || status === 'Cancelling' ? 'InProgress' : status;
}

/** The answer of GetCommandInvocation. Its times are text, and empty where there are none. */
export function invocationOutput(command: DemoCommand, invocation: DemoInvocation, region: string): GetCommandInvocationResult {
  const {startedAt, endedAt, stdout, stderr} = invocation;
  const isOver = hasEnded(invocation);
  return {
    CommandId: command.id,
    InstanceId: invocation.hostId,
    Comment: command.comment,
    DocumentName: command.documentName,
    DocumentVersion: '$DEFAULT',
    PluginName: pluginName,
    ResponseCode: invocation.exitCode,
    ExecutionStartDateTime: startedAt === undefined ? '' : new Date(startedAt).toISOString(),
    ExecutionElapsedTime: startedAt === undefined || endedAt === undefined ? '' : `PT${((endedAt - startedAt) / 1000).toFixed(3)}S`,
    ExecutionEndDateTime: endedAt === undefined ? '' : new Date(endedAt).toISOString(),
    Status: invocationStatus(invocation),
    StatusDetails: invocation.details,
    StandardOutputContent: isOver ? keptStdout(stdout) : '',
    StandardOutputUrl: url(command, invocation, region, 'stdout'),
    StandardErrorContent: isOver ? keptStderr(stderr) : '',
    StandardErrorUrl: url(command, invocation, region, 'stderr'),
  };
}

function url({id, output: {bucket, prefix}}: DemoCommand, {hostId}: DemoInvocation, region: string, stream: string): string {
  if (bucket === undefined) return '';
  const folder = prefix === undefined ? id : `${prefix}/${id}`;
  return `https://s3.${region}.amazonaws.com/${bucket}/${folder}/${hostId}/awsrunShellScript/0.awsrunShellScript/${stream}`;
}
