// What a task definition says of its containers, for the details of everything that runs from it.

import {mebibytes} from '../domain/format/quantity.ts';
import {text} from '../domain/safe-text.ts';
import type {ContainerDefinition, TaskDefinition} from '../domain/task-definition.ts';
import type {Section} from './resource.ts';
import {environmentCell, fields, nameValues, table} from './sections.ts';

/** The containers in one table, then each one's settings, ports, environment and secrets. */
export function definitionContainers(definition: TaskDefinition): readonly Section[] {
  return [
    ...table(
      text`Containers of ${definition.family}:${definition.revision}`,
      [text`name`, text`image`, text`essential`, text`cpu`, text`memory`, text`log`],
      definition.containers.map(container => [
        container.name,
        container.image,
        container.isEssential ? 'yes' : 'no',
        container.cpu ?? '',
        memoryWords(container),
        container.log?.driver ?? 'none',
      ]),
    ),
    ...definition.containers.flatMap(containerDefinitionSections),
  ];
}

/** One container's definition: settings, port mappings, environment (secret-looking values masked), secrets by reference. */
export function containerDefinitionSections(container: ContainerDefinition): readonly Section[] {
  const {name} = container;
  return [
    ...fields(text`${name}: definition`, {
      Image: container.image,
      Essential: container.isEssential ? 'yes' : 'no: the task lives on without it',
      'CPU units': container.cpu,
      Memory: memoryWords(container),
      'Entry point': container.entryPoint.join(' '),
      Command: container.command.join(' '),
      'Health check': container.healthCheck,
      'Depends on': container.dependsOn.join(', '),
      Mounts: container.mounts.join(', '),
      'Log driver': container.log?.driver,
    }),
    ...table(
      text`${name}: port mappings`,
      [text`container port`, text`host port`, text`protocol`],
      container.ports.map(({containerPort, hostPort, protocol}) => [containerPort, hostPort ? hostPort : 'dynamic', protocol]),
    ),
    ...table(
      text`${name}: environment`,
      [text`name`, text`value`],
      container.environment.map(variable => [variable.name, environmentCell(variable.name, variable.value)]),
    ),
    ...table(
      text`${name}: secrets`,
      [text`name`, text`read from`],
      container.secrets.map(secret => [secret.name, secret.valueFrom]),
    ),
    ...nameValues(text`${name}: log options`, container.log?.options ?? {}),
  ];
}

function memoryWords({memory, memoryReservation}: ContainerDefinition): string {
  if (memory !== undefined && memoryReservation !== undefined)
    return `${mebibytes(memoryReservation)} reserved, ${mebibytes(memory)} at most`;
  if (memoryReservation !== undefined) return `${mebibytes(memoryReservation)} reserved`;
  return memory === undefined ? '' : mebibytes(memory);
}
