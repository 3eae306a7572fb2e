// The SDK's Application Auto Scaling client: how the desired counts of services are scaled. Imported when the first call is made.

import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  type DescribeScalableTargetsCommandInput,
  type DescribeScalableTargetsCommandOutput,
  DescribeScalingActivitiesCommand,
  type DescribeScalingActivitiesCommandInput,
  type DescribeScalingActivitiesCommandOutput,
  DescribeScalingPoliciesCommand,
  type DescribeScalingPoliciesCommandInput,
  type DescribeScalingPoliciesCommandOutput,
  DescribeScheduledActionsCommand,
  type DescribeScheduledActionsCommandInput,
  type DescribeScheduledActionsCommandOutput,
  RegisterScalableTargetCommand,
  type RegisterScalableTargetCommandInput,
  type RegisterScalableTargetCommandOutput,
} from '@aws-sdk/client-application-auto-scaling';
import type {Attempts} from './attempt-watch.ts';
import type {OpenClient, Operation} from './caller.ts';
import {type ClientSettings, clientConfig, guardClient, type Purpose} from './client-settings.ts';

/** The operations that we use, by AWS's names. */
export interface ApplicationAutoScalingOperations {
  readonly DescribeScalableTargets: Operation<DescribeScalableTargetsCommandInput, DescribeScalableTargetsCommandOutput>;
  readonly DescribeScalingActivities: Operation<DescribeScalingActivitiesCommandInput, DescribeScalingActivitiesCommandOutput>;
  readonly DescribeScalingPolicies: Operation<DescribeScalingPoliciesCommandInput, DescribeScalingPoliciesCommandOutput>;
  readonly DescribeScheduledActions: Operation<DescribeScheduledActionsCommandInput, DescribeScheduledActionsCommandOutput>;
  readonly RegisterScalableTarget: Operation<RegisterScalableTargetCommandInput, RegisterScalableTargetCommandOutput>;
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
      DescribeScalingActivities: (input, options) => client.send(new DescribeScalingActivitiesCommand(input), options),
      DescribeScalingPolicies: (input, options) => client.send(new DescribeScalingPoliciesCommand(input), options),
      DescribeScheduledActions: (input, options) => client.send(new DescribeScheduledActionsCommand(input), options),
      RegisterScalableTarget: (input, options) => client.send(new RegisterScalableTargetCommand(input), options),
    },
    close: () => client.destroy(),
  };
}
