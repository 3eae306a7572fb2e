// Registering and deregistering revisions of task definitions.

import type {
  ContainerDefinition,
  DeregisterTaskDefinitionRequest,
  DeregisterTaskDefinitionResponse,
  RegisterTaskDefinitionRequest,
  RegisterTaskDefinitionResponse,
  TaskDefinition,
} from '@aws-sdk/client-ecs';
import {clientError, invalidParameter} from '../../wire/aws-error.ts';
import {required} from '../limits.ts';
import {findTaskDefinition} from '../lookup.ts';
import {type Ecs, operation} from '../operation.ts';
import {ecsArn} from '../scheduler/arns.ts';

/** RegisterTaskDefinition and DeregisterTaskDefinition. */
export const registerTaskDefinitionOperations = {
  RegisterTaskDefinition: operation(registerTaskDefinition),
  DeregisterTaskDefinition: operation(deregisterTaskDefinition),
};

function registerTaskDefinition(ecs: Ecs, input: RegisterTaskDefinitionRequest): RegisterTaskDefinitionResponse {
  const {tags = [], ...definition} = input;
  const family = required(definition.family, 'Family');
  if (!/^[a-zA-Z0-9_-]{1,255}$/.test(family)) throw clientError('Family contains invalid characters.');
  const containers = definition.containerDefinitions ?? [];
  if (containers.length === 0) throw clientError('Container definitions list cannot be empty.');
  checkMemory(containers, definition.memory);

  const revisions = ecs.state.taskDefinitions.get(family) ?? [];
  const revision = revisions.length + 1;
  const taskDefinition: TaskDefinition = {
    ...definition,
    taskDefinitionArn: ecsArn(ecs.state, 'task-definition', `${family}:${revision}`),
    containerDefinitions: containers.map(withDefaults),
    revision,
    volumes: definition.volumes ?? [],
    status: 'ACTIVE',
    placementConstraints: definition.placementConstraints ?? [],
    compatibilities: definition.requiresCompatibilities?.includes('FARGATE') ? ['EC2', 'FARGATE'] : ['EC2'],
    registeredAt: new Date(ecs.now()),
    registeredBy: ecs.callerArn,
  };
  ecs.state.taskDefinitions.set(family, revisions);
  revisions.push(taskDefinition);
  ecs.taskDefinitionTags.set(taskDefinition.taskDefinitionArn ?? '', tags);
  return {taskDefinition, tags};
}

function checkMemory(containers: readonly ContainerDefinition[], taskMemory: string | undefined): void {
  const unbounded = containers.find(({memory, memoryReservation}) => (taskMemory ?? memory ?? memoryReservation) === undefined);
  if (unbounded === undefined) return;
  throw clientError(
    `Invalid setting for container '${unbounded.name}'. At least one of 'memory' or 'memoryReservation' must be specified.`,
  );
}

function withDefaults(container: ContainerDefinition): ContainerDefinition {
  return {cpu: 0, portMappings: [], essential: true, environment: [], mountPoints: [], volumesFrom: [], ...container};
}

function deregisterTaskDefinition({state, now}: Ecs, input: DeregisterTaskDefinitionRequest): DeregisterTaskDefinitionResponse {
  const reference = required(input.taskDefinition, 'TaskDefinition');
  if (!/:\d+$/.test(reference)) throw invalidParameter('Task Definition can not be specified without revision.');
  const taskDefinition = findTaskDefinition(state, reference);
  if (taskDefinition === undefined) throw clientError('The specified task definition does not exist.');
  taskDefinition.status = 'INACTIVE';
  taskDefinition.deregisteredAt ??= new Date(now());
  return {taskDefinition};
}
