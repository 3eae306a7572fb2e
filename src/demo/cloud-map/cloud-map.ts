// Cloud Map: the services that the world's ECS services register their tasks in, and what is registered there.

import type {
  DeregisterInstanceRequest,
  GetInstanceRequest,
  GetInstancesHealthStatusRequest,
  GetNamespaceRequest,
  GetServiceRequest,
  ListInstancesRequest,
  RegisterInstanceRequest,
} from '@aws-sdk/client-servicediscovery';
import type {EcsState} from '../ecs/state.ts';
import {AwsError} from '../wire/aws-error.ts';
import {jsonProtocol} from '../wire/json-protocol.ts';
import {takePage} from '../wire/pages.ts';
import type {DemoService} from '../wire/service.ts';
import {type ByHand, instancesOf, type ListedInstance, toInstance} from './instances.ts';
import {findNamespace, findRegistry, type ListedRegistry, toService} from './registries.ts';

interface Context {
  readonly state: EcsState;
  readonly byHand: ByHand;
}

const mostPerPage = 100;

// AWS publishes none for these: a bucket of Elastic Load Balancing's size.
const calls = {name: 'cloud map', limit: {burst: 40, perSecond: 10}};

/** Cloud Map over the services and tasks of the world. */
export function cloudMap({state}: {readonly state: EcsState}): DemoService {
  const context: Context = {state, byHand: {registered: new Map(), deregistered: new Map()}};
  return {
    iamPrefix: 'servicediscovery',
    wireName: 'Route53AutoNaming_v20170314',
    protocol: jsonProtocol,
    operations: {
      GetNamespace: input => getNamespace(context, input as GetNamespaceRequest),
      GetService: input => getService(context, input as GetServiceRequest),
      ListInstances: input => listInstances(context, input as ListInstancesRequest),
      GetInstance: input => getInstance(context, input as GetInstanceRequest),
      GetInstancesHealthStatus: input => getInstancesHealthStatus(context, input as GetInstancesHealthStatusRequest),
      RegisterInstance: input => registerInstance(context, input as RegisterInstanceRequest),
      DeregisterInstance: input => deregisterInstance(context, input as DeregisterInstanceRequest),
    },
    throttleCategory: () => calls,
  };
}

function getNamespace({state}: Context, {Id = ''}: GetNamespaceRequest): object {
  const namespace = findNamespace(state, Id);
  if (namespace === undefined) throw new AwsError('NamespaceNotFound', `Namespace with id ${Id} not found.`);
  return {Namespace: namespace};
}

function getService(context: Context, {Id}: GetServiceRequest): object {
  const registry = named(context, Id);
  return {Service: toService(registry, instancesIn(context, registry).length)};
}

function listInstances(context: Context, {ServiceId, MaxResults, NextToken}: ListInstancesRequest): object {
  const registry = named(context, ServiceId);
  const page = pageOf(registry, instancesIn(context, registry), 'ListInstances', MaxResults, NextToken);
  return {Instances: page.items.map(toInstance), NextToken: page.nextToken};
}

function getInstance(context: Context, {ServiceId, InstanceId}: GetInstanceRequest): object {
  const found = instancesIn(context, named(context, ServiceId)).find(({id}) => id === InstanceId);
  if (found === undefined) throw instanceNotFound(InstanceId);
  return {Instance: toInstance(found)};
}

function getInstancesHealthStatus(context: Context, request: GetInstancesHealthStatusRequest): object {
  const {ServiceId, Instances: wanted, MaxResults, NextToken} = request;
  const registry = named(context, ServiceId);
  const all = instancesIn(context, registry);
  const missing = wanted?.find(id => all.every(instance => instance.id !== id));
  if (missing !== undefined) throw instanceNotFound(missing);
  const asked = all.filter(({id}) => wanted === undefined || wanted.includes(id));
  const page = pageOf(registry, asked, 'GetInstancesHealthStatus', MaxResults, NextToken);
  return {Status: Object.fromEntries(page.items.map(({id, health}) => [id, health])), NextToken: page.nextToken};
}

/** What AWS does within seconds, and asynchronously, is done at once. */
function registerInstance(context: Context, {ServiceId, InstanceId = '', Attributes = {}}: RegisterInstanceRequest): object {
  const {id} = named(context, ServiceId);
  const {registered, deregistered} = context.byHand;
  deregistered.get(id)?.delete(InstanceId);
  registered.set(id, new Map(registered.get(id)).set(InstanceId, Attributes));
  return {OperationId: `register-${InstanceId}`};
}

function deregisterInstance(context: Context, {ServiceId, InstanceId = ''}: DeregisterInstanceRequest): object {
  const registry = named(context, ServiceId);
  if (instancesIn(context, registry).every(({id}) => id !== InstanceId)) throw instanceNotFound(InstanceId);
  const {registered, deregistered} = context.byHand;
  registered.get(registry.id)?.delete(InstanceId);
  deregistered.set(registry.id, new Set(deregistered.get(registry.id)).add(InstanceId));
  return {OperationId: `deregister-${InstanceId}`};
}

function named({state}: Context, wanted = ''): ListedRegistry {
  const registry = findRegistry(state, wanted);
  if (registry === undefined) throw new AwsError('ServiceNotFound', `Service with id ${wanted} not found.`);
  return registry;
}

function instancesIn({state, byHand}: Context, registry: ListedRegistry): readonly ListedInstance[] {
  return instancesOf(registry, state, byHand);
}

function pageOf(
  {id}: ListedRegistry,
  instances: readonly ListedInstance[],
  operation: string,
  size = mostPerPage,
  token: string | undefined,
) {
  if (!(size >= 1 && size <= mostPerPage)) {
    throw new AwsError(
      'InvalidInput',
      `1 validation error detected: Value '${size}' at 'maxResults' failed to satisfy constraint: Member must be between 1 and 100`,
    );
  }
  return takePage(
    () => instances,
    instance => instance.id,
    {scope: `${operation} ${id}`, size, token},
    () => new AwsError('InvalidInput', 'The next token is not valid.'),
  );
}

function instanceNotFound(id = ''): AwsError {
  return new AwsError('InstanceNotFound', `Instance with id ${id} not found.`);
}
