// CreateService.

import type {CreateServiceRequest, CreateServiceResponse, Service} from '@aws-sdk/client-ecs';
import {invalidParameter} from '../../wire/aws-error.ts';
import {required} from '../limits.ts';
import {clusterOf} from '../lookup.ts';
import {type Ecs, operation} from '../operation.ts';
import {ecsArn} from '../scheduler/arns.ts';
import type {ClusterState} from '../state.ts';
import {described} from './services.ts';
import {activeDefinition, checkDesiredCount} from './update-service.ts';

/** CreateService. */
export const createServiceOperations = {
  CreateService: operation(createService),
};

function createService(ecs: Ecs, input: CreateServiceRequest): CreateServiceResponse {
  const cluster = clusterOf(ecs.state, input.cluster);
  const name = required(input.serviceName, 'Service name');
  if (!/^[a-zA-Z0-9_-]{1,255}$/.test(name)) throw invalidParameter('Invalid service name.');
  if ((cluster.services.get(name)?.service.status ?? 'INACTIVE') !== 'INACTIVE') {
    throw invalidParameter('Creation of service was not idempotent.');
  }
  checkDesiredCount(input, input.desiredCount);
  const service = newService(ecs, cluster, name, input);
  const created = {service, serviceDeployments: [], revisions: new Map()};
  cluster.services.set(name, created);
  ecs.scheduler.serviceCreated(cluster, created);
  return {service: described(service, true)};
}

function newService({state, now, callerArn}: Ecs, {cluster}: ClusterState, name: string, input: CreateServiceRequest): Service {
  const isDaemon = input.schedulingStrategy === 'DAEMON';
  return {
    serviceArn: ecsArn(state, 'service', cluster.clusterName ?? '', name),
    serviceName: name,
    clusterArn: cluster.clusterArn,
    loadBalancers: input.loadBalancers ?? [],
    serviceRegistries: input.serviceRegistries ?? [],
    status: 'ACTIVE',
    desiredCount: input.desiredCount ?? 0,
    runningCount: 0,
    pendingCount: 0,
    ...(input.capacityProviderStrategy
      ? {capacityProviderStrategy: input.capacityProviderStrategy}
      : {launchType: input.launchType ?? 'EC2'}),
    platformVersion: input.platformVersion ?? (input.launchType === 'FARGATE' ? 'LATEST' : undefined),
    taskDefinition: activeDefinition(state, required(input.taskDefinition, 'TaskDefinition')),
    deploymentConfiguration: {
      maximumPercent: isDaemon ? 100 : 200,
      minimumHealthyPercent: isDaemon ? 0 : 100,
      ...input.deploymentConfiguration,
    },
    deployments: [],
    events: [],
    createdAt: new Date(now()),
    placementConstraints: input.placementConstraints ?? [],
    placementStrategy: input.placementStrategy ?? [],
    networkConfiguration: input.networkConfiguration,
    healthCheckGracePeriodSeconds: input.healthCheckGracePeriodSeconds,
    schedulingStrategy: input.schedulingStrategy ?? 'REPLICA',
    deploymentController: input.deploymentController ?? {type: 'ECS'},
    createdBy: callerArn,
    enableECSManagedTags: input.enableECSManagedTags ?? false,
    propagateTags: input.propagateTags ?? 'NONE',
    enableExecuteCommand: input.enableExecuteCommand ?? false,
    availabilityZoneRebalancing: input.availabilityZoneRebalancing ?? 'DISABLED',
    tags: input.tags ?? [],
  };
}
