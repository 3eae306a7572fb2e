// The SDK's Application Auto Scaling client: bounds of desired counts. Imported when the first call is made.

import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  type DescribeScalableTargetsCommandInput,
  type DescribeScalableTargetsCommandOutput,
} from '@aws-sdk/client-application-auto-scaling';
import type {Attempts} from './attempt-watch.ts';
import type {OpenClient, Operation} from './caller.ts';
import {type ClientSettings, clientConfig, guardClient, type Purpose} from './client-settings.ts';

/** The operations that we use, by AWS's names. */
export interface ApplicationAutoScalingOperations {
  readonly DescribeScalableTargets: Operation<DescribeScalableTargetsCommandInput, DescribeScalableTargetsCommandOutput>;
}

/** Builds the client behind the read-only wall. */
export function openApplicationAutoScalingClient(
  settings: ClientSettings,
  purpose: Purpose,
  attempts: Attempts,
): OpenClient<ApplicationAutoScalingOperations> {
  const client = new ApplicationAutoScalingClient(clientConfig(settings, purpose));
  guardClient(client.middlewareStack, 'application-autoscaling', settings, attempts);
  return {
    send: {
      DescribeScalableTargets: (input, options) => client.send(new DescribeScalableTargetsCommand(input), options),
    },
    close: () => client.destroy(),
  };
}
