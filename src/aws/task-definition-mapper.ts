// ECS's TaskDefinition as our row.

import type {ContainerDefinition as SdkContainerDefinition, TaskDefinition as SdkTaskDefinition, Tag} from '@aws-sdk/client-ecs';
import type {ContainerDefinition, TaskDefinition} from '../domain/task-definition.ts';
import {each, type Intern, lastPart, numberIn, present, record} from './mapping.ts';

/** Maps a task definition and its tags, which AWS answers apart. */
export function toTaskDefinition(definition: SdkTaskDefinition, tags: readonly Tag[] | undefined, intern: Intern): TaskDefinition {
  const arn = intern(definition.taskDefinitionArn ?? '');
  return {
    arn,
    family: intern(definition.family ?? lastPart(arn).replace(/:\d+$/, '')),
    revision: definition.revision ?? 0,
    status: intern(definition.status ?? 'UNKNOWN'),
    // On Linux ECS means bridge when nothing is said.
    networkMode: definition.networkMode ?? 'bridge',
    compatibilities: each(definition.compatibilities, String),
    containers: each(definition.containerDefinitions, container => toContainerDefinition(container, intern)),
    volumes: each(definition.volumes, ({name, host}) => (host?.sourcePath ? `${name ?? ''} = ${host.sourcePath}` : (name ?? ''))),
    placementConstraints: each(definition.placementConstraints, ({type, expression}) =>
      expression ? `${type ?? ''}: ${expression}` : (type ?? ''),
    ),
    tags: record(tags, intern),
    ...present({
      cpu: numberIn(definition.cpu),
      memory: numberIn(definition.memory),
      taskRoleArn: definition.taskRoleArn,
      executionRoleArn: definition.executionRoleArn,
      operatingSystem: definition.runtimePlatform?.operatingSystemFamily,
      architecture: definition.runtimePlatform?.cpuArchitecture,
      registeredAt: definition.registeredAt?.getTime(),
      registeredBy: definition.registeredBy,
    }),
  };
}

function toContainerDefinition(container: SdkContainerDefinition, intern: Intern): ContainerDefinition {
  return {
    name: intern(container.name ?? ''),
    image: intern(container.image ?? ''),
    // A container is essential unless it says otherwise.
    isEssential: container.essential ?? true,
    ports: each(container.portMappings, ({containerPort, hostPort, protocol}) => ({
      containerPort: containerPort ?? 0,
      protocol: protocol ?? 'tcp',
      ...present({hostPort}),
    })),
    environment: each(container.environment, ({name, value}) => ({name: intern(name ?? ''), value: value ?? ''})),
    secrets: each(container.secrets, ({name, valueFrom}) => ({name: intern(name ?? ''), valueFrom: valueFrom ?? ''})),
    command: each(container.command, String),
    entryPoint: each(container.entryPoint, String),
    mounts: each(
      container.mountPoints,
      ({sourceVolume, containerPath, readOnly}) => `${sourceVolume ?? ''} → ${containerPath ?? ''}${readOnly ? ' (read-only)' : ''}`,
    ),
    dependsOn: each(container.dependsOn, ({containerName, condition}) => `${containerName ?? ''}: ${condition ?? ''}`),
    ...present({
      // 0 means that nothing is reserved.
      cpu: container.cpu || undefined,
      memory: container.memory,
      memoryReservation: container.memoryReservation,
      labels: container.dockerLabels,
      log: toLog(container),
      firelens: toFirelens(container),
      healthCheck: container.healthCheck?.command?.join(' '),
    }),
  };
}

function toFirelens({firelensConfiguration}: SdkContainerDefinition): ContainerDefinition['firelens'] {
  return firelensConfiguration && {type: firelensConfiguration.type ?? '', options: {...firelensConfiguration.options}};
}

function toLog({logConfiguration}: SdkContainerDefinition): ContainerDefinition['log'] {
  return logConfiguration && {driver: logConfiguration.logDriver ?? '', options: {...logConfiguration.options}};
}
