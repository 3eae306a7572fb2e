// Which registries the tasks of a service are registered in: what ECS says of Cloud Map and Service Connect, and the names in Consul
// that the configuration tells, or registrator goes by.

import type {UserError} from '../domain/errors.ts';
import {rawArnName} from '../domain/format/arn.ts';
import type {Region} from '../domain/ports.ts';
import type {Registry} from '../domain/registration.ts';
import {registratorNames} from '../domain/registrator.ts';
import type {Service} from '../domain/service.ts';
import {attempt} from './reading.ts';

/** A registry to be asked. */
export interface WantedRegistry extends Pick<Registry, 'id' | 'kind'> {
  /** False where it is only guessed that the service is there. */
  readonly isExpected: boolean;
  /** Why it cannot even be told under which name to ask. */
  readonly problem?: UserError;
}

/** Those that ECS itself keeps. No call. */
export function registriesOfEcs({serviceRegistries, serviceConnect}: Service): readonly WantedRegistry[] {
  const connected = serviceConnect?.endpoints.flatMap(({registryArn}) => registryArn ?? []) ?? [];
  return [
    ...serviceRegistries.map(id => ({id, kind: 'cloud-map', isExpected: true}) as const),
    ...connected.map(id => ({id, kind: 'service-connect', isExpected: true}) as const),
  ];
}

/** All of them. Reads the task definition where a Consul is configured, which is kept for good. */
export async function registriesOf(aws: Region, service: Service, signal: AbortSignal): Promise<readonly WantedRegistry[]> {
  return [...registriesOfEcs(service), ...(await namesInConsul(aws, service, signal))];
}

async function namesInConsul({consul, ecs}: Region, service: Service, signal: AbortSignal): Promise<readonly WantedRegistry[]> {
  if (consul === undefined) return [];
  const told = consul.names[`${rawArnName(service.clusterArn)}/${service.name}`] ?? consul.names[service.name];
  if (told !== undefined) return [{id: told, kind: 'consul', isExpected: true}];
  const definition = await attempt(ecs.taskDefinition(service.taskDefinitionArn, signal));
  if (definition.problem) return [{id: service.name, kind: 'consul', isExpected: false, problem: definition.problem}];
  const names = registratorNames(definition.value);
  if (names.length === 0) return [{id: service.name, kind: 'consul', isExpected: false}];
  return names.map(({name, isExplicit}) => ({id: name, kind: 'consul', isExpected: isExplicit}));
}
