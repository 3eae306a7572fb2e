// Reads of services.

import type {
  DescribeServicesRequest,
  DescribeServicesResponse,
  ListServicesRequest,
  ListServicesResponse,
  Service,
} from '@aws-sdk/client-ecs';
import {batchOf, listPage} from '../limits.ts';
import {clusterOf, findService, lookUp, missing} from '../lookup.ts';
import {type Ecs, operation} from '../operation.ts';
import type {ServiceState} from '../state.ts';

/** ListServices and DescribeServices. */
export const serviceOperations = {
  ListServices: operation(listServices),
  DescribeServices: operation(describeServices),
};

// ECS keeps the newest hundred events of a service.
const mostEvents = 100;

function listServices({state}: Ecs, input: ListServicesRequest): ListServicesResponse {
  const {cluster, services} = clusterOf(state, input.cluster);
  const isWanted = ({service}: ServiceState) =>
    service.status !== 'INACTIVE' &&
    (input.launchType === undefined || service.launchType === input.launchType) &&
    (input.schedulingStrategy === undefined || service.schedulingStrategy === input.schedulingStrategy);
  const arnOf = ({service}: ServiceState) => service.serviceArn ?? '';
  const scope = `ListServices ${cluster.clusterArn}`;
  const {items, nextToken} = listPage(input, scope, () => services.values().filter(isWanted), arnOf, {usual: 10});
  return {serviceArns: items.map(arnOf), nextToken};
}

function describeServices({state}: Ecs, input: DescribeServicesRequest): DescribeServicesResponse {
  const cluster = clusterOf(state, input.cluster);
  const {found, failures} = lookUp(
    batchOf(input.services, 10, {plural: 'Services', items: 'service names'}),
    reference => findService(cluster, reference),
    reference => missing(state, reference, 'service', cluster.cluster.clusterName ?? ''),
  );
  const withTags = input.include?.includes('TAGS') ?? false;
  return {services: found.map(({service}) => described(service, withTags)), failures};
}

/** The service as DescribeServices shows it. */
export function described(service: Service, withTags: boolean): Service {
  const {tags, events = [], ...rest} = service;
  return {...rest, events: events.slice(0, mostEvents), ...(withTags && {tags: tags ?? []})};
}
