// The SDK's CloudWatch Logs client, reduced to the operations that we use. Imported when the first call is made.

import {
  CloudWatchLogsClient,
  FilterLogEventsCommand,
  type FilterLogEventsCommandInput,
  type FilterLogEventsCommandOutput,
  GetLogEventsCommand,
  type GetLogEventsCommandInput,
  type GetLogEventsCommandOutput,
  StartLiveTailCommand,
  type StartLiveTailCommandInput,
  type StartLiveTailCommandOutput,
} from '@aws-sdk/client-cloudwatch-logs';
import type {Attempts} from './attempt-watch.ts';
import type {OpenClient, Operation} from './caller.ts';
import {type ClientSettings, clientConfig, guardClient, type Purpose} from './client-settings.ts';
import {keepConfiguredAddress} from './live-tail-address.ts';

/** A session lives longer than the call that opens it: `until` is what ends it. */
export interface LiveTailInput {
  readonly request: StartLiveTailCommandInput;
  readonly until: AbortSignal;
}

/** The operations that we use, by AWS's names. */
export interface LogsOperations {
  readonly FilterLogEvents: Operation<FilterLogEventsCommandInput, FilterLogEventsCommandOutput>;
  readonly GetLogEvents: Operation<GetLogEventsCommandInput, GetLogEventsCommandOutput>;
  readonly StartLiveTail: Operation<LiveTailInput, StartLiveTailCommandOutput>;
}

/** Builds the client behind the read-only wall. */
export function openLogsClient(settings: ClientSettings, purpose: Purpose, attempts: Attempts): OpenClient<LogsOperations> {
  const client = new CloudWatchLogsClient(clientConfig(settings, purpose));
  keepConfiguredAddress(client);
  guardClient(client.middlewareStack, 'logs', settings, attempts);
  return {
    send: {
      FilterLogEvents: (input, options) => client.send(new FilterLogEventsCommand(input), options),
      GetLogEvents: (input, options) => client.send(new GetLogEventsCommand(input), options),
      StartLiveTail: ({request, until}, {abortSignal}) =>
        client.send(new StartLiveTailCommand(request), {abortSignal: AbortSignal.any([abortSignal, until])}),
    },
    close: () => client.destroy(),
  };
}
