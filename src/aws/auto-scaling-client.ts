// The SDK's EC2 Auto Scaling client: the groups of instances below capacity providers. Imported when the first call is made.

import {
  AutoScalingClient,
  DescribeAutoScalingGroupsCommand,
  type DescribeAutoScalingGroupsCommandInput,
  type DescribeAutoScalingGroupsCommandOutput,
  DescribeScalingActivitiesCommand,
  type DescribeScalingActivitiesCommandInput,
  type DescribeScalingActivitiesCommandOutput,
} from '@aws-sdk/client-auto-scaling';
import type {Attempts} from './attempt-watch.ts';
import type {OpenClient, Operation} from './caller.ts';
import {type ClientSettings, clientConfig, guardClient, type Purpose} from './client-settings.ts';

/** The operations that we use, by AWS's names. */
export interface AutoScalingOperations {
  readonly DescribeAutoScalingGroups: Operation<DescribeAutoScalingGroupsCommandInput, DescribeAutoScalingGroupsCommandOutput>;
  readonly DescribeScalingActivities: Operation<DescribeScalingActivitiesCommandInput, DescribeScalingActivitiesCommandOutput>;
}

/** Builds the client behind the read-only wall. */
export function openAutoScalingClient(settings: ClientSettings, purpose: Purpose, attempts: Attempts): OpenClient<AutoScalingOperations> {
  const client = new AutoScalingClient(clientConfig(settings, purpose));
  guardClient(client.middlewareStack, 'autoscaling', settings, attempts);
  return {
    send: {
      DescribeAutoScalingGroups: (input, options) => client.send(new DescribeAutoScalingGroupsCommand(input), options),
      DescribeScalingActivities: (input, options) => client.send(new DescribeScalingActivitiesCommand(input), options),
    },
    close: () => client.destroy(),
  };
}
