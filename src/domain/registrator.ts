// Under which names registrator, which runs beside Docker and tells Consul of its containers, registers those of a task definition.
// By gliderlabs/registrator, bridge.go: SERVICE_<port>_NAME, SERVICE_NAME (variables before Docker labels), else the image's name.

import type {ContainerDefinition, TaskDefinition} from './task-definition.ts';

/** A name that registrator gives one published port. */
export interface RegistratorName {
  readonly name: string;
  /** False: it is only the image's name, and registrator may not even run there. */
  readonly isExplicit: boolean;
}

/** The names for all ports of a task, each once. */
export function registratorNames({containers}: Pick<TaskDefinition, 'containers'>): readonly RegistratorName[] {
  const names = new Map<string, RegistratorName>();
  for (const found of containers.flatMap(namesOf)) {
    if (names.get(found.name)?.isExplicit !== true) names.set(found.name, found);
  }
  return [...names.values()];
}

function namesOf(container: ContainerDefinition): readonly RegistratorName[] {
  const ports = new Map(container.ports.map(({containerPort, protocol}) => [`${containerPort}/${protocol}`, containerPort]));
  return [...ports.values()].flatMap(port => {
    if (metadata(container, port, 'IGNORE') !== undefined) return [];
    const ofPort = variable(container, `SERVICE_${port}_NAME`);
    if (ofPort !== undefined) return [{name: ofPort, isExplicit: true}];
    const ofContainer = variable(container, 'SERVICE_NAME');
    const name = ofContainer ?? imageName(container.image);
    if (name === '') return [];
    // Several ports of one container are told apart by their numbers.
    return [{name: ports.size > 1 ? `${name}-${port}` : name, isExplicit: ofContainer !== undefined}];
  });
}

function metadata(container: ContainerDefinition, port: number, key: string): string | undefined {
  return variable(container, `SERVICE_${port}_${key}`) ?? variable(container, `SERVICE_${key}`);
}

/** An empty value is none, as for registrator. */
function variable({environment, labels = {}}: ContainerDefinition, name: string): string | undefined {
  return environment.find(one => one.name === name)?.value || labels[name] || undefined;
}

/** The last part of an image's name up to its first colon, as registrator takes it: `…/erp/web:8` is `web`, by a digest `web@sha256`. */
function imageName(image: string): string {
  return image.slice(image.lastIndexOf('/') + 1).split(':')[0] ?? '';
}
