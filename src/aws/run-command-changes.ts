// The port RunCommandChanges: SendCommand with every limit set, and CancelCommand.

import type {SendCommandRequest} from '@aws-sdk/client-ssm';
import {OutcomeUnknown} from '../domain/errors.ts';
import type {CommandOrder, RunCommandChanges} from '../domain/run-command.ts';
import type {Call} from './caller.ts';
import {present} from './mapping.ts';
import {toSentCommand} from './run-command-mapper.ts';
import type {SsmOperations} from './ssm-client.ts';

/** Sends by `call`, whose client never tries twice. */
export function createRunCommandChanges(call: Call<SsmOperations>): RunCommandChanges {
  return {
    async send(order, signal) {
      const {Command, $metadata} = await call('SendCommand', toRequest(order), signal);
      if (Command?.CommandId === undefined) {
        throw new OutcomeUnknown(
          'AWS took a command and did not say which',
          'do not send it again: look for it among the commands by its comment',
        );
      }
      return {...toSentCommand(Command), requestId: $metadata.requestId ?? ''};
    },
    async cancel(CommandId, signal) {
      const {$metadata} = await call('CancelCommand', {CommandId}, signal);
      return {requestId: $metadata.requestId ?? ''};
    },
  };
}

function toRequest(order: CommandOrder): SendCommandRequest {
  return {
    DocumentName: order.document,
    InstanceIds: [...order.instanceIds],
    Comment: order.comment,
    Parameters: {commands: [...order.commands], executionTimeout: [String(order.executionSeconds)]},
    TimeoutSeconds: order.deliverySeconds,
    MaxConcurrency: String(order.maxConcurrency),
    MaxErrors: String(order.maxErrors),
    ...present({OutputS3BucketName: order.outputBucket?.bucket, OutputS3KeyPrefix: order.outputBucket?.prefix}),
  };
}
