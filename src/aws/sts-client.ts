// The SDK's STS client: who we are. Imported when the first call is made.

import {
  GetCallerIdentityCommand,
  type GetCallerIdentityCommandInput,
  type GetCallerIdentityCommandOutput,
  STSClient,
} from '@aws-sdk/client-sts';
import type {Attempts} from './attempt-watch.ts';
import type {OpenClient, Operation} from './caller.ts';
import {type ClientSettings, clientConfig, guardClient, type Purpose} from './client-settings.ts';

/** The operations that we use, by AWS's names. */
export interface StsOperations {
  readonly GetCallerIdentity: Operation<GetCallerIdentityCommandInput, GetCallerIdentityCommandOutput>;
}

/** Builds the client behind the read-only wall. */
export function openStsClient(settings: ClientSettings, purpose: Purpose, attempts: Attempts): OpenClient<StsOperations> {
  const client = new STSClient(clientConfig(settings, purpose));
  guardClient(client.middlewareStack, 'sts', settings, attempts);
  return {
    send: {
      GetCallerIdentity: (input, options) => client.send(new GetCallerIdentityCommand(input), options),
    },
    close: () => client.destroy(),
  };
}
