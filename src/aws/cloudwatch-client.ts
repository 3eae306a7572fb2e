// The SDK's CloudWatch client: metrics and alarms. Imported when the first call is made.

import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  type DescribeAlarmsCommandInput,
  type DescribeAlarmsCommandOutput,
  GetMetricDataCommand,
  type GetMetricDataCommandInput,
  type GetMetricDataCommandOutput,
} from '@aws-sdk/client-cloudwatch';
import type {Attempts} from './attempt-watch.ts';
import type {OpenClient, Operation} from './caller.ts';
import {type ClientSettings, clientConfig, guardClient, type Purpose} from './client-settings.ts';

/** The operations that we use, by AWS's names. */
export interface CloudWatchOperations {
  readonly DescribeAlarms: Operation<DescribeAlarmsCommandInput, DescribeAlarmsCommandOutput>;
  readonly GetMetricData: Operation<GetMetricDataCommandInput, GetMetricDataCommandOutput>;
}

/** Builds the client behind the read-only wall. */
export function openCloudWatchClient(settings: ClientSettings, purpose: Purpose, attempts: Attempts): OpenClient<CloudWatchOperations> {
  const client = new CloudWatchClient({...clientConfig(settings, purpose), disableRequestCompression: true});
  guardClient(client.middlewareStack, 'cloudwatch', settings, attempts);
  return {
    send: {
      DescribeAlarms: (input, options) => client.send(new DescribeAlarmsCommand(input), options),
      GetMetricData: (input, options) => client.send(new GetMetricDataCommand(input), options),
    },
    close: () => client.destroy(),
  };
}
