// The SDK's Elastic Load Balancing client: target groups and the health of their targets. Imported when the first call is made.

import {
  DescribeTargetGroupAttributesCommand,
  type DescribeTargetGroupAttributesCommandInput,
  type DescribeTargetGroupAttributesCommandOutput,
  DescribeTargetGroupsCommand,
  type DescribeTargetGroupsCommandInput,
  type DescribeTargetGroupsCommandOutput,
  DescribeTargetHealthCommand,
  type DescribeTargetHealthCommandInput,
  type DescribeTargetHealthCommandOutput,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type {Attempts} from './attempt-watch.ts';
import type {OpenClient, Operation} from './caller.ts';
import {type ClientSettings, clientConfig, guardClient, type Purpose} from './client-settings.ts';

/** The operations that we use, by AWS's names. */
export interface LoadBalancingOperations {
  readonly DescribeTargetGroups: Operation<DescribeTargetGroupsCommandInput, DescribeTargetGroupsCommandOutput>;
  readonly DescribeTargetGroupAttributes: Operation<DescribeTargetGroupAttributesCommandInput, DescribeTargetGroupAttributesCommandOutput>;
  readonly DescribeTargetHealth: Operation<DescribeTargetHealthCommandInput, DescribeTargetHealthCommandOutput>;
}

/** Builds the client behind the read-only wall. */
export function openLoadBalancingClient(
  settings: ClientSettings,
  purpose: Purpose,
  attempts: Attempts,
): OpenClient<LoadBalancingOperations> {
  const client = new ElasticLoadBalancingV2Client(clientConfig(settings, purpose));
  guardClient(client.middlewareStack, 'elasticloadbalancing', settings, attempts);
  return {
    send: {
      DescribeTargetGroups: (input, options) => client.send(new DescribeTargetGroupsCommand(input), options),
      DescribeTargetGroupAttributes: (input, options) => client.send(new DescribeTargetGroupAttributesCommand(input), options),
      DescribeTargetHealth: (input, options) => client.send(new DescribeTargetHealthCommand(input), options),
    },
    close: () => client.destroy(),
  };
}
