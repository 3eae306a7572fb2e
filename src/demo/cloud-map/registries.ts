// Cloud Map's namespaces and services in the world: which ECS services register their tasks in each, and how DNS answers for them.

import type {DnsConfig, Namespace, Service} from '@aws-sdk/client-servicediscovery';
import {arn, lastPart} from '../ecs/scheduler/arns.ts';
import type {ClusterState, EcsState, ServiceState} from '../ecs/state.ts';

/** A Cloud Map service with the ECS services whose tasks are registered in it. */
export interface ListedRegistry {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly dns: DnsConfig;
  readonly registering: readonly Registering[];
}

/** One ECS service and the container port that it registers, where it registers one. */
export interface Registering {
  readonly cluster: ClusterState;
  readonly service: ServiceState;
  readonly container?: string;
  readonly port?: number;
}

/** The private namespace that all of them are in. */
export const namespaceId = 'ns-k5w2hzq7d3mvx8ta';
const namespaceName = 'local-1';

interface Setting {
  readonly name: string;
  readonly dns: DnsConfig;
}

// All that there are, by id. One that an ECS service names and that is not here is gone.
const settings: Readonly<Record<string, Setting>> = {
  'srv-utcrh6wavdkggqtk': {name: 'ECS-Service-Discovery', dns: {RoutingPolicy: 'MULTIVALUE', DnsRecords: [{Type: 'A', TTL: 60}]}},
  'srv-b7yd2kqf5s3nxw4e': {name: 'orders', dns: {RoutingPolicy: 'WEIGHTED', DnsRecords: [{Type: 'A', TTL: 10}]}},
};

/** The service with an id or ARN; undefined when there is none. */
export function findRegistry(region: EcsState, wanted: string): ListedRegistry | undefined {
  const id = lastPart(wanted);
  const setting = Object.hasOwn(settings, id) ? settings[id] : undefined;
  if (setting === undefined) return undefined;
  const registering: Registering[] = [];
  for (const cluster of region.clusters.values()) {
    for (const service of cluster.services.values()) {
      for (const {registryArn, containerName, containerPort, port} of service.service.serviceRegistries ?? []) {
        if (lastPart(registryArn) !== id) continue;
        const registered = containerPort ?? port;
        registering.push({
          cluster,
          service,
          ...(containerName !== undefined && {container: containerName}),
          ...(registered !== undefined && {port: registered}),
        });
      }
    }
  }
  return {id, arn: arn(region, 'servicediscovery', `service/${id}`), registering, ...setting};
}

/** The service in AWS's shape. */
export function toService({id, arn, name, dns, registering}: ListedRegistry, instances: number): Service {
  return {
    Id: id,
    Arn: arn,
    Name: name,
    NamespaceId: namespaceId,
    InstanceCount: instances,
    DnsConfig: dns,
    Type: 'DNS_HTTP',
    // What ECS asks for: it tells Cloud Map the health that it has of the containers.
    HealthCheckCustomConfig: {FailureThreshold: 1},
    CreatorRequestId: `ecs-${id}`,
    ...(registering[0]?.service.service.createdAt && {CreateDate: registering[0].service.service.createdAt}),
  };
}

/** The namespace in AWS's shape; undefined for an id that is none. */
export function findNamespace(region: EcsState, wanted: string): Namespace | undefined {
  if (lastPart(wanted) !== namespaceId) return undefined;
  return {
    Id: namespaceId,
    Arn: arn(region, 'servicediscovery', `namespace/${namespaceId}`),
    Name: namespaceName,
    Type: 'DNS_PRIVATE',
    Properties: {DnsProperties: {HostedZoneId: 'Z0512934KQ7M2XW8', SOA: {TTL: 60}}, HttpProperties: {HttpName: namespaceName}},
  };
}
