// Systems Manager's shapes as ours.

import type {Command, CommandInvocation, DescribeInstanceInformationResult, GetCommandInvocationResult} from '@aws-sdk/client-ssm';
import type {Invocation, InvocationOutput, ManagedHost, SentCommand} from '../domain/run-command.ts';
import {present, time} from './mapping.ts';

type InstanceInformation = NonNullable<DescribeInstanceInformationResult['InstanceInformationList']>[number];

/** One host of DescribeInstanceInformation. */
export function toManagedHost(information: InstanceInformation): ManagedHost {
  return {
    instanceId: information.InstanceId ?? '',
    ping: information.PingStatus ?? '',
    ...present({
      platformType: information.PlatformType,
      platformName: information.PlatformName,
      platformVersion: information.PlatformVersion,
      agentVersion: information.AgentVersion,
      address: information.IPAddress,
      lastPingAt: information.LastPingDateTime?.getTime(),
    }),
  };
}

/** A command of SendCommand or ListCommands. */
export function toSentCommand(command: Command): SentCommand {
  return {
    commandId: command.CommandId ?? '',
    comment: command.Comment ?? '',
    requestedAt: time(command.RequestedDateTime),
    instanceIds: command.InstanceIds ?? [],
    status: command.Status ?? '',
    statusDetails: command.StatusDetails ?? command.Status ?? '',
  };
}

/** One host of ListCommandInvocations with details. AWS-RunShellScript has one plugin; another host's platform skips further ones. */
export function toInvocation(invocation: CommandInvocation): Invocation {
  const plugin = invocation.CommandPlugins?.[0];
  return {
    commandId: invocation.CommandId ?? '',
    instanceId: invocation.InstanceId ?? '',
    status: invocation.Status ?? '',
    statusDetails: invocation.StatusDetails ?? invocation.Status ?? '',
    output: plugin?.Output ?? '',
    ...present({
      exitCode: exitCode(plugin?.ResponseCode),
      startedAt: plugin?.ResponseStartDateTime?.getTime(),
      endedAt: plugin?.ResponseFinishDateTime?.getTime(),
    }),
  };
}

/** The answer of GetCommandInvocation. */
export function toInvocationOutput(answer: GetCommandInvocationResult): InvocationOutput {
  return {
    stdout: answer.StandardOutputContent ?? '',
    stderr: answer.StandardErrorContent ?? '',
    status: answer.Status ?? '',
    statusDetails: answer.StatusDetails ?? answer.Status ?? '',
    ...present({exitCode: exitCode(answer.ResponseCode), stdoutUrl: answer.StandardOutputUrl || undefined}),
  };
}

/** AWS writes -1 for a script that has not begun. */
function exitCode(responseCode: number | undefined): number | undefined {
  return responseCode === -1 ? undefined : responseCode;
}
