// ECS's Service, with its deployments, task sets and events, as our row.

import type {
  Deployment as SdkDeployment,
  LoadBalancer as SdkLoadBalancer,
  Service as SdkService,
  ServiceEvent as SdkServiceEvent,
  TaskSet as SdkTaskSet,
} from '@aws-sdk/client-ecs';
import type {Deployment, LoadBalancer, Service, ServiceConnect, ServiceEvent, TaskSet} from '../domain/service.ts';
import {toStrategy} from './cluster-mapper.ts';
import {each, type Intern, lastPart, present, record, time} from './mapping.ts';

/** A row keeps this many events: AWS sends up to 100 with each service, and the events table reads them itself. */
const newestEvents = 8;

/** Maps a service; of its events only the newest few are kept. */
export function toService(service: SdkService, intern: Intern): Service {
  const arn = service.serviceArn ?? '';
  const isDaemon = service.schedulingStrategy === 'DAEMON';
  const {deploymentConfiguration: configuration, healthCheckGracePeriodSeconds: healthCheckGraceSeconds} = service;
  return {
    arn: intern(arn),
    name: service.serviceName ?? lastPart(arn),
    clusterArn: intern(service.clusterArn ?? ''),
    status: intern(service.status ?? 'UNKNOWN'),
    desired: service.desiredCount ?? 0,
    running: service.runningCount ?? 0,
    pending: service.pendingCount ?? 0,
    capacityProviderStrategy: toStrategy(service.capacityProviderStrategy, intern),
    schedulingStrategy: isDaemon ? 'DAEMON' : 'REPLICA',
    deploymentController: service.deploymentController?.type ?? 'ECS',
    deploymentStrategy: configuration?.strategy ?? 'ROLLING',
    // ECS's own defaults, which it does not always spell out.
    minimumHealthyPercent: configuration?.minimumHealthyPercent ?? (isDaemon ? 0 : 100),
    maximumPercent: configuration?.maximumPercent ?? (isDaemon ? 100 : 200),
    taskDefinitionArn: intern(service.taskDefinition ?? ''),
    deployments: each(service.deployments, deployment => toDeployment(deployment, intern)),
    taskSets: each(service.taskSets, taskSet => toTaskSet(taskSet, intern)),
    loadBalancers: each(sdkLoadBalancers(service), toLoadBalancer),
    serviceRegistries: toRegistries(service),
    placementConstraints: each(service.placementConstraints, ({type, expression}) => intern(joined(type, expression))),
    placementStrategy: each(service.placementStrategy, ({type, field}) => intern(joined(type, field))),
    allowsExec: service.enableExecuteCommand ?? false,
    createdAt: time(service.createdAt),
    events: toServiceEvents(service.events).slice(0, newestEvents),
    tags: record(service.tags, intern),
    ...present({
      launchType: service.launchType,
      platformVersion: service.platformVersion,
      healthCheckGraceSeconds,
      circuitBreaker: toCircuitBreaker(service),
      currentDeploymentArn: service.currentServiceDeployment,
      hasLifecycleHooks: configuration?.lifecycleHooks?.length ? true : undefined,
      network: toNetwork(service, intern),
      serviceConnect: toServiceConnect(service.deployments),
    }),
  };
}

/** Maps events, newest first. */
export function toServiceEvents(events: readonly SdkServiceEvent[] | undefined): readonly ServiceEvent[] {
  return each(events, ({id, createdAt, message}) => ({id: id ?? '', at: time(createdAt), message: message ?? ''})).toSorted(
    (one, other) => other.at - one.at,
  );
}

function toDeployment(deployment: SdkDeployment, intern: Intern): Deployment {
  return {
    id: deployment.id ?? '',
    status: intern(deployment.status ?? 'UNKNOWN'),
    taskDefinitionArn: intern(deployment.taskDefinition ?? ''),
    desired: deployment.desiredCount ?? 0,
    running: deployment.runningCount ?? 0,
    pending: deployment.pendingCount ?? 0,
    failed: deployment.failedTasks ?? 0,
    createdAt: time(deployment.createdAt),
    updatedAt: time(deployment.updatedAt),
    ...present({rolloutState: deployment.rolloutState, rolloutReason: deployment.rolloutStateReason}),
  };
}

function toTaskSet(taskSet: SdkTaskSet, intern: Intern): TaskSet {
  return {
    id: taskSet.id ?? '',
    status: intern(taskSet.status ?? 'UNKNOWN'),
    taskDefinitionArn: intern(taskSet.taskDefinition ?? ''),
    desired: taskSet.computedDesiredCount ?? 0,
    running: taskSet.runningCount ?? 0,
    pending: taskSet.pendingCount ?? 0,
    stability: taskSet.stabilityStatus ?? 'UNKNOWN',
    scale: taskSet.scale?.value ?? 0,
  };
}

/** Those of the service, and those that only a task set of CODE_DEPLOY has: its green tasks are in a group of their own. */
function sdkLoadBalancers({loadBalancers = [], taskSets = []}: SdkService): readonly SdkLoadBalancer[] {
  const known = new Set(loadBalancers.map(({targetGroupArn}) => targetGroupArn));
  const others = taskSets.flatMap(set => set.loadBalancers ?? []).filter(({targetGroupArn}) => !known.has(targetGroupArn));
  return [...loadBalancers, ...others];
}

function toLoadBalancer(balancer: SdkLoadBalancer): LoadBalancer {
  const {targetGroupArn, loadBalancerName, containerName, containerPort} = balancer;
  const alternateTargetGroupArn = balancer.advancedConfiguration?.alternateTargetGroupArn;
  return present({targetGroupArn, alternateTargetGroupArn, loadBalancerName, containerName, containerPort});
}

/** Those of the service, and those that only a task set has; each once. */
function toRegistries({serviceRegistries = [], taskSets = []}: SdkService): readonly string[] {
  const registries = [...serviceRegistries, ...taskSets.flatMap(set => set.serviceRegistries ?? [])];
  return [...new Set(registries.flatMap(({registryArn}) => registryArn ?? []))];
}

function toServiceConnect(deployments: readonly SdkDeployment[] = []): ServiceConnect | undefined {
  const primary = deployments.find(({status}) => status === 'PRIMARY');
  const configuration = primary?.serviceConnectConfiguration;
  if (configuration?.enabled !== true) return undefined;
  const {namespace = ''} = configuration;
  const suffix = namespace === '' || namespace.startsWith('arn:') ? '' : `.${namespace}`;
  const endpoints = each(configuration.services, ({portName, discoveryName, clientAliases}) => {
    // ECS itself takes the port's name where no other is given.
    const name = discoveryName ?? portName ?? '';
    const aliases = each(clientAliases, ({dnsName, port}) => `${dnsName ?? name + suffix}:${port ?? ''}`);
    const resource = primary?.serviceConnectResources?.find(found => found.discoveryName === name);
    return {name, aliases, ...present({registryArn: resource?.discoveryArn})};
  });
  return {endpoints, ...present({namespace: configuration.namespace})};
}

function toCircuitBreaker({deploymentConfiguration}: SdkService): Service['circuitBreaker'] {
  const breaker = deploymentConfiguration?.deploymentCircuitBreaker;
  return breaker && {isEnabled: breaker.enable ?? false, rollsBack: breaker.rollback ?? false};
}

function toNetwork({networkConfiguration}: SdkService, intern: Intern): Service['network'] {
  const network = networkConfiguration?.awsvpcConfiguration;
  return (
    network && {
      subnets: each(network.subnets, intern),
      securityGroups: each(network.securityGroups, intern),
      assignsPublicIp: network.assignPublicIp === 'ENABLED',
    }
  );
}

function joined(type: string | undefined, detail: string | undefined): string {
  return detail ? `${type ?? ''}: ${detail}` : (type ?? '');
}
