// Cloud Map's services and instances as our registries and their entries.

import type {HealthStatus, InstanceSummary, Namespace, Service} from '@aws-sdk/client-servicediscovery';
import type {RegistryEntry, RegistryHealth} from '../domain/registration.ts';
import {numberIn, present} from './mapping.ts';

/** Maps an instance with the health that Cloud Map has of it; what ECS writes into an instance tells whose it is. */
export function toRegistryEntry(instance: InstanceSummary, health: RegistryHealth): RegistryEntry {
  const attributes = instance.Attributes ?? {};
  return {
    id: instance.Id ?? '',
    health,
    attributes,
    ...present({
      address: attributes.AWS_INSTANCE_IPV4 || attributes.AWS_INSTANCE_IPV6 || undefined,
      port: numberIn(attributes.AWS_INSTANCE_PORT),
      alias: attributes.AWS_ALIAS_DNS_NAME || attributes.AWS_INSTANCE_CNAME || undefined,
      cluster: attributes.ECS_CLUSTER_NAME || undefined,
      service: attributes.ECS_SERVICE_NAME || undefined,
    }),
  };
}

/** Maps a health status; an instance that Cloud Map has no status of yet is UNKNOWN. */
export function toRegistryHealth(status: HealthStatus | undefined): RegistryHealth {
  return status === 'HEALTHY' || status === 'UNHEALTHY' ? status : 'UNKNOWN';
}

/** True when somebody checks the instances: Route 53, or ECS by what it knows of its containers. */
export function hasChecks({HealthCheckConfig, HealthCheckCustomConfig}: Service): boolean {
  return HealthCheckConfig !== undefined || HealthCheckCustomConfig !== undefined;
}

/** `orders.local-1`, or the service's name alone where its namespace is not known. */
export function callersName({Name = ''}: Service, namespace: Namespace | undefined): string {
  return namespace?.Name === undefined ? Name : `${Name}.${namespace.Name}`;
}

/** How callers are answered: `A records for 10 s: up to 8 that are healthy (multivalue)`. */
export function answersInWords(service: Service): string {
  const records = service.DnsConfig?.DnsRecords ?? [];
  if (service.Type === 'HTTP' || records.length === 0) return 'by DiscoverInstances alone, no DNS';
  const kinds = records.map(({Type, TTL}) => `${Type ?? '?'} records for ${TTL ?? '?'} s`).join(', ');
  const healthy = hasChecks(service) ? ' that are healthy' : '';
  // Route 53's two policies, as Cloud Map sets them up.
  return service.DnsConfig?.RoutingPolicy === 'WEIGHTED'
    ? `${kinds}: one at random of those${healthy || ' that are registered'} (weighted)`
    : `${kinds}: up to 8${healthy} (multivalue)`;
}
