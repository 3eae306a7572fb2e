// The SDK's Systems Manager client: which hosts are managed, and the addresses of those outside EC2.
// Imported when the first call is made.

import {
  DescribeInstanceInformationCommand,
  type DescribeInstanceInformationCommandInput,
  type DescribeInstanceInformationCommandOutput,
  SSMClient,
} from '@aws-sdk/client-ssm';
import type {Attempts} from './attempt-watch.ts';
import type {OpenClient, Operation} from './caller.ts';
import {type ClientSettings, clientConfig, guardClient, type Purpose} from './client-settings.ts';

/** The operations that we use, by AWS's names. */
export interface SsmOperations {
  readonly DescribeInstanceInformation: Operation<DescribeInstanceInformationCommandInput, DescribeInstanceInformationCommandOutput>;
}

/** Builds the client behind the read-only wall. */
export function openSsmClient(settings: ClientSettings, purpose: Purpose, attempts: Attempts): OpenClient<SsmOperations> {
  const client = new SSMClient(clientConfig(settings, purpose));
  guardClient(client.middlewareStack, 'ssm', settings, attempts);
  return {
    send: {
      DescribeInstanceInformation: (input, options) => client.send(new DescribeInstanceInformationCommand(input), options),
    },
    close: () => client.destroy(),
  };
}
