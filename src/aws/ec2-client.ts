// The SDK's EC2 client: the addresses of hosts. Imported when the first call is made.

import {
  DescribeInstancesCommand,
  type DescribeInstancesCommandInput,
  type DescribeInstancesCommandOutput,
  EC2Client,
} from '@aws-sdk/client-ec2';
import type {Attempts} from './attempt-watch.ts';
import type {OpenClient, Operation} from './caller.ts';
import {type ClientSettings, clientConfig, guardClient, type Purpose} from './client-settings.ts';

/** The operations that we use, by AWS's names. */
export interface Ec2Operations {
  readonly DescribeInstances: Operation<DescribeInstancesCommandInput, DescribeInstancesCommandOutput>;
}

/** Builds the client behind the read-only wall. */
export function openEc2Client(settings: ClientSettings, purpose: Purpose, attempts: Attempts): OpenClient<Ec2Operations> {
  const client = new EC2Client(clientConfig(settings, purpose));
  guardClient(client.middlewareStack, 'ec2', settings, attempts);
  return {
    send: {
      DescribeInstances: (input, options) => client.send(new DescribeInstancesCommand(input), options),
    },
    close: () => client.destroy(),
  };
}
