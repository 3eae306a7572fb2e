// The SDK's ECS client, reduced to the operations that we use, so that the bundler can drop the rest.
// Imported when the first call is made.

import {
  ContinueServiceDeploymentCommand,
  type ContinueServiceDeploymentCommandInput,
  type ContinueServiceDeploymentCommandOutput,
  DescribeCapacityProvidersCommand,
  type DescribeCapacityProvidersCommandInput,
  type DescribeCapacityProvidersCommandOutput,
  DescribeClustersCommand,
  type DescribeClustersCommandInput,
  type DescribeClustersCommandOutput,
  DescribeContainerInstancesCommand,
  type DescribeContainerInstancesCommandInput,
  type DescribeContainerInstancesCommandOutput,
  DescribeServiceDeploymentsCommand,
  type DescribeServiceDeploymentsCommandInput,
  type DescribeServiceDeploymentsCommandOutput,
  DescribeServiceRevisionsCommand,
  type DescribeServiceRevisionsCommandInput,
  type DescribeServiceRevisionsCommandOutput,
  DescribeServicesCommand,
  type DescribeServicesCommandInput,
  type DescribeServicesCommandOutput,
  DescribeTaskDefinitionCommand,
  type DescribeTaskDefinitionCommandInput,
  type DescribeTaskDefinitionCommandOutput,
  DescribeTasksCommand,
  type DescribeTasksCommandInput,
  type DescribeTasksCommandOutput,
  ECSClient,
  ExecuteCommandCommand,
  type ExecuteCommandCommandInput,
  type ExecuteCommandCommandOutput,
  GetTaskProtectionCommand,
  type GetTaskProtectionCommandInput,
  type GetTaskProtectionCommandOutput,
  ListClustersCommand,
  type ListClustersCommandInput,
  type ListClustersCommandOutput,
  ListContainerInstancesCommand,
  type ListContainerInstancesCommandInput,
  type ListContainerInstancesCommandOutput,
  ListServiceDeploymentsCommand,
  type ListServiceDeploymentsCommandInput,
  type ListServiceDeploymentsCommandOutput,
  ListServicesCommand,
  type ListServicesCommandInput,
  type ListServicesCommandOutput,
  ListTaskDefinitionFamiliesCommand,
  type ListTaskDefinitionFamiliesCommandInput,
  type ListTaskDefinitionFamiliesCommandOutput,
  ListTaskDefinitionsCommand,
  type ListTaskDefinitionsCommandInput,
  type ListTaskDefinitionsCommandOutput,
  ListTasksCommand,
  type ListTasksCommandInput,
  type ListTasksCommandOutput,
  StopServiceDeploymentCommand,
  type StopServiceDeploymentCommandInput,
  type StopServiceDeploymentCommandOutput,
  StopTaskCommand,
  type StopTaskCommandInput,
  type StopTaskCommandOutput,
  UpdateContainerInstancesStateCommand,
  type UpdateContainerInstancesStateCommandInput,
  type UpdateContainerInstancesStateCommandOutput,
  UpdateServiceCommand,
  type UpdateServiceCommandInput,
  type UpdateServiceCommandOutput,
} from '@aws-sdk/client-ecs';
import type {Attempts} from './attempt-watch.ts';
import type {OpenClient, Operation} from './caller.ts';
import {type ClientSettings, clientConfig, guardClient, type Purpose} from './client-settings.ts';

/** The operations that we use, by AWS's names. */
export interface EcsOperations {
  readonly ContinueServiceDeployment: Operation<ContinueServiceDeploymentCommandInput, ContinueServiceDeploymentCommandOutput>;
  readonly DescribeCapacityProviders: Operation<DescribeCapacityProvidersCommandInput, DescribeCapacityProvidersCommandOutput>;
  readonly DescribeClusters: Operation<DescribeClustersCommandInput, DescribeClustersCommandOutput>;
  readonly DescribeContainerInstances: Operation<DescribeContainerInstancesCommandInput, DescribeContainerInstancesCommandOutput>;
  readonly DescribeServiceDeployments: Operation<DescribeServiceDeploymentsCommandInput, DescribeServiceDeploymentsCommandOutput>;
  readonly DescribeServiceRevisions: Operation<DescribeServiceRevisionsCommandInput, DescribeServiceRevisionsCommandOutput>;
  readonly DescribeServices: Operation<DescribeServicesCommandInput, DescribeServicesCommandOutput>;
  readonly DescribeTaskDefinition: Operation<DescribeTaskDefinitionCommandInput, DescribeTaskDefinitionCommandOutput>;
  readonly DescribeTasks: Operation<DescribeTasksCommandInput, DescribeTasksCommandOutput>;
  readonly ExecuteCommand: Operation<ExecuteCommandCommandInput, ExecuteCommandCommandOutput>;
  readonly GetTaskProtection: Operation<GetTaskProtectionCommandInput, GetTaskProtectionCommandOutput>;
  readonly ListClusters: Operation<ListClustersCommandInput, ListClustersCommandOutput>;
  readonly ListContainerInstances: Operation<ListContainerInstancesCommandInput, ListContainerInstancesCommandOutput>;
  readonly ListServiceDeployments: Operation<ListServiceDeploymentsCommandInput, ListServiceDeploymentsCommandOutput>;
  readonly ListServices: Operation<ListServicesCommandInput, ListServicesCommandOutput>;
  readonly ListTaskDefinitionFamilies: Operation<ListTaskDefinitionFamiliesCommandInput, ListTaskDefinitionFamiliesCommandOutput>;
  readonly ListTaskDefinitions: Operation<ListTaskDefinitionsCommandInput, ListTaskDefinitionsCommandOutput>;
  readonly ListTasks: Operation<ListTasksCommandInput, ListTasksCommandOutput>;
  readonly StopServiceDeployment: Operation<StopServiceDeploymentCommandInput, StopServiceDeploymentCommandOutput>;
  readonly StopTask: Operation<StopTaskCommandInput, StopTaskCommandOutput>;
  readonly UpdateContainerInstancesState: Operation<UpdateContainerInstancesStateCommandInput, UpdateContainerInstancesStateCommandOutput>;
  readonly UpdateService: Operation<UpdateServiceCommandInput, UpdateServiceCommandOutput>;
}

/** Builds the client behind the read-only wall. */
export function openEcsClient(settings: ClientSettings, purpose: Purpose, attempts: Attempts): OpenClient<EcsOperations> {
  const client = new ECSClient(clientConfig(settings, purpose));
  guardClient(client.middlewareStack, 'ecs', settings, attempts);
  return {
    send: {
      ContinueServiceDeployment: (input, options) => client.send(new ContinueServiceDeploymentCommand(input), options),
      DescribeCapacityProviders: (input, options) => client.send(new DescribeCapacityProvidersCommand(input), options),
      DescribeClusters: (input, options) => client.send(new DescribeClustersCommand(input), options),
      DescribeContainerInstances: (input, options) => client.send(new DescribeContainerInstancesCommand(input), options),
      DescribeServiceDeployments: (input, options) => client.send(new DescribeServiceDeploymentsCommand(input), options),
      DescribeServiceRevisions: (input, options) => client.send(new DescribeServiceRevisionsCommand(input), options),
      DescribeServices: (input, options) => client.send(new DescribeServicesCommand(input), options),
      DescribeTaskDefinition: (input, options) => client.send(new DescribeTaskDefinitionCommand(input), options),
      DescribeTasks: (input, options) => client.send(new DescribeTasksCommand(input), options),
      ExecuteCommand: (input, options) => client.send(new ExecuteCommandCommand(input), options),
      GetTaskProtection: (input, options) => client.send(new GetTaskProtectionCommand(input), options),
      ListClusters: (input, options) => client.send(new ListClustersCommand(input), options),
      ListContainerInstances: (input, options) => client.send(new ListContainerInstancesCommand(input), options),
      ListServiceDeployments: (input, options) => client.send(new ListServiceDeploymentsCommand(input), options),
      ListServices: (input, options) => client.send(new ListServicesCommand(input), options),
      ListTaskDefinitionFamilies: (input, options) => client.send(new ListTaskDefinitionFamiliesCommand(input), options),
      ListTaskDefinitions: (input, options) => client.send(new ListTaskDefinitionsCommand(input), options),
      ListTasks: (input, options) => client.send(new ListTasksCommand(input), options),
      StopServiceDeployment: (input, options) => client.send(new StopServiceDeploymentCommand(input), options),
      StopTask: (input, options) => client.send(new StopTaskCommand(input), options),
      UpdateContainerInstancesState: (input, options) => client.send(new UpdateContainerInstancesStateCommand(input), options),
      UpdateService: (input, options) => client.send(new UpdateServiceCommand(input), options),
    },
    close: () => client.destroy(),
  };
}

/** The Region of the environment, of the profile, or of the EC2 instance (two seconds at most); rejects when there is none. */
export function configuredRegion(profile: string | undefined): Promise<string> {
  return new ECSClient(profile === undefined ? {} : {profile}).config.region();
}
