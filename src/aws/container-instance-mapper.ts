// ECS's ContainerInstance as our row.

import type {Resource, ContainerInstance as SdkContainerInstance} from '@aws-sdk/client-ecs';
import type {ContainerInstance, HostResources} from '../domain/container-instance.ts';
import {each, type Intern, lastPart, numberIn, present, record, time} from './mapping.ts';

/** Maps a container instance of the cluster with this ARN or name; the answer itself does not tell it. */
export function toContainerInstance(instance: SdkContainerInstance, cluster: string, intern: Intern): ContainerInstance {
  const arn = intern(instance.containerInstanceArn ?? '');
  const attributes = record(instance.attributes, intern);
  return {
    arn,
    id: lastPart(arn),
    clusterArn: intern(clusterArn(arn, cluster)),
    ec2InstanceId: instance.ec2InstanceId ?? '',
    status: intern(instance.status ?? 'UNKNOWN'),
    isAgentConnected: instance.agentConnected ?? false,
    registered: toResources(instance.registeredResources),
    remaining: toResources(instance.remainingResources),
    runningTasks: instance.runningTasksCount ?? 0,
    pendingTasks: instance.pendingTasksCount ?? 0,
    registeredAt: time(instance.registeredAt),
    attributes,
    version: instance.version ?? 0,
    tags: record(instance.tags, intern),
    ...present({
      statusReason: instance.statusReason,
      agentVersion: instance.versionInfo?.agentVersion,
      agentUpdateStatus: instance.agentUpdateStatus,
      // Docker's own words: `DockerVersion: 25.0.6`.
      dockerVersion: instance.versionInfo?.dockerVersion?.replace(/^DockerVersion: */, ''),
      ami: attributes['ecs.ami-id'],
      instanceType: attributes['ecs.instance-type'],
      zone: attributes['ecs.availability-zone'],
      operatingSystem: attributes['ecs.os-family'] ?? attributes['ecs.os-type'],
      capacityProvider: instance.capacityProviderName,
      health: instance.healthStatus?.overallStatus,
    }),
  };
}

/** `arn:…:container-instance/CLUSTER/ID` tells the cluster; the old form without it does not. */
function clusterArn(instanceArn: string, cluster: string): string {
  const [prefix, path] = instanceArn.split(':container-instance/', 2);
  const name = path?.split('/', 2);
  if (prefix !== undefined && name?.length === 2) return `${prefix}:cluster/${name[0]}`;
  return cluster.startsWith('arn:') || prefix === undefined || path === undefined ? cluster : `${prefix}:cluster/${cluster}`;
}

function toResources(resources: readonly Resource[] | undefined): HostResources {
  const named = (name: string): Resource | undefined => resources?.find(resource => resource.name === name);
  const ports = [...(named('PORTS')?.stringSetValue ?? []), ...(named('PORTS_UDP')?.stringSetValue ?? [])];
  return {
    cpu: named('CPU')?.integerValue ?? 0,
    memory: named('MEMORY')?.integerValue ?? 0,
    ports: each(ports, port => numberIn(port) ?? 0),
  };
}
