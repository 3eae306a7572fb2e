// The SDK's Cloud Map client: what is registered under the names that callers look up. Imported when the first call is made.

import {
  GetInstanceCommand,
  type GetInstanceCommandInput,
  type GetInstanceCommandOutput,
  GetInstancesHealthStatusCommand,
  type GetInstancesHealthStatusCommandInput,
  type GetInstancesHealthStatusCommandOutput,
  GetNamespaceCommand,
  type GetNamespaceCommandInput,
  type GetNamespaceCommandOutput,
  GetServiceCommand,
  type GetServiceCommandInput,
  type GetServiceCommandOutput,
  ListInstancesCommand,
  type ListInstancesCommandInput,
  type ListInstancesCommandOutput,
  ServiceDiscoveryClient,
} from '@aws-sdk/client-servicediscovery';
import type {Attempts} from './attempt-watch.ts';
import type {OpenClient, Operation} from './caller.ts';
import {type ClientSettings, clientConfig, guardClient, type Purpose} from './client-settings.ts';

/** The operations that we use, by AWS's names. */
export interface CloudMapOperations {
  readonly GetInstance: Operation<GetInstanceCommandInput, GetInstanceCommandOutput>;
  readonly GetInstancesHealthStatus: Operation<GetInstancesHealthStatusCommandInput, GetInstancesHealthStatusCommandOutput>;
  readonly GetNamespace: Operation<GetNamespaceCommandInput, GetNamespaceCommandOutput>;
  readonly GetService: Operation<GetServiceCommandInput, GetServiceCommandOutput>;
  readonly ListInstances: Operation<ListInstancesCommandInput, ListInstancesCommandOutput>;
}

/** Builds the client behind the read-only wall. */
export function openCloudMapClient(settings: ClientSettings, purpose: Purpose, attempts: Attempts): OpenClient<CloudMapOperations> {
  const client = new ServiceDiscoveryClient(clientConfig(settings, purpose));
  guardClient(client.middlewareStack, 'servicediscovery', settings, attempts);
  return {
    send: {
      GetInstance: (input, options) => client.send(new GetInstanceCommand(input), options),
      GetInstancesHealthStatus: (input, options) => client.send(new GetInstancesHealthStatusCommand(input), options),
      GetNamespace: (input, options) => client.send(new GetNamespaceCommand(input), options),
      GetService: (input, options) => client.send(new GetServiceCommand(input), options),
      ListInstances: (input, options) => client.send(new ListInstancesCommand(input), options),
    },
    close: () => client.destroy(),
  };
}
