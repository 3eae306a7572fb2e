// The SDK's Systems Manager client: which hosts are managed, Run Command, and sessions on hosts. Imported when the first call is made.

import {
  CancelCommandCommand,
  type CancelCommandCommandInput,
  type CancelCommandCommandOutput,
  DescribeInstanceInformationCommand,
  type DescribeInstanceInformationCommandInput,
  type DescribeInstanceInformationCommandOutput,
  GetCommandInvocationCommand,
  type GetCommandInvocationCommandInput,
  type GetCommandInvocationCommandOutput,
  ListCommandInvocationsCommand,
  type ListCommandInvocationsCommandInput,
  type ListCommandInvocationsCommandOutput,
  ListCommandsCommand,
  type ListCommandsCommandInput,
  type ListCommandsCommandOutput,
  SendCommandCommand,
  type SendCommandCommandInput,
  type SendCommandCommandOutput,
  SSMClient,
  StartSessionCommand,
  type StartSessionCommandInput,
  type StartSessionCommandOutput,
} from '@aws-sdk/client-ssm';
import type {Attempts} from './attempt-watch.ts';
import type {OpenClient, Operation} from './caller.ts';
import {type ClientSettings, clientConfig, guardClient, type Purpose} from './client-settings.ts';

/** The operations that we use, by AWS's names. */
export interface SsmOperations {
  readonly DescribeInstanceInformation: Operation<DescribeInstanceInformationCommandInput, DescribeInstanceInformationCommandOutput>;
  readonly ListCommands: Operation<ListCommandsCommandInput, ListCommandsCommandOutput>;
  readonly ListCommandInvocations: Operation<ListCommandInvocationsCommandInput, ListCommandInvocationsCommandOutput>;
  readonly GetCommandInvocation: Operation<GetCommandInvocationCommandInput, GetCommandInvocationCommandOutput>;
  readonly SendCommand: Operation<SendCommandCommandInput, SendCommandCommandOutput>;
  readonly CancelCommand: Operation<CancelCommandCommandInput, CancelCommandCommandOutput>;
  readonly StartSession: Operation<StartSessionCommandInput, StartSessionCommandOutput>;
}

/** Builds the client behind the read-only wall. */
export function openSsmClient(settings: ClientSettings, purpose: Purpose, attempts: Attempts): OpenClient<SsmOperations> {
  const client = new SSMClient(clientConfig(settings, purpose));
  guardClient(client.middlewareStack, 'ssm', settings, attempts);
  return {
    send: {
      DescribeInstanceInformation: (input, options) => client.send(new DescribeInstanceInformationCommand(input), options),
      ListCommands: (input, options) => client.send(new ListCommandsCommand(input), options),
      ListCommandInvocations: (input, options) => client.send(new ListCommandInvocationsCommand(input), options),
      GetCommandInvocation: (input, options) => client.send(new GetCommandInvocationCommand(input), options),
      SendCommand: (input, options) => client.send(new SendCommandCommand(input), options),
      CancelCommand: (input, options) => client.send(new CancelCommandCommand(input), options),
      StartSession: (input, options) => client.send(new StartSessionCommand(input), options),
    },
    close: () => client.destroy(),
  };
}
