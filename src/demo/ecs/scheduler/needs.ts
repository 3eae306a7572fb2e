// What one task of a task definition takes from a container instance. Task definitions are immutable, so it is worked out once each.

import type {ContainerDefinition, TaskDefinition} from '@aws-sdk/client-ecs';

/** Resources that a container instance must have free for one task. */
export interface TaskNeeds {
  /** CPU units; 1,024 are one vCPU. */
  readonly cpu: number;
  /** MiB. */
  readonly memory: number;
  /** Host ports that the definition fixes, as the instance lists them. */
  readonly tcpPorts: readonly string[];
  readonly udpPorts: readonly string[];
  /** How many host ports Docker chooses itself. */
  readonly dynamicPorts: number;
}

const known = new WeakMap<TaskDefinition, TaskNeeds>();

/** What one task of `definition` takes. */
export function needsOf(definition: TaskDefinition): TaskNeeds {
  const existing = known.get(definition);
  if (existing !== undefined) return existing;
  const containers = definition.containerDefinitions ?? [];
  const ports = containers.flatMap(container => hostPorts(container, definition.networkMode));
  const fixed = (protocol: string) =>
    ports.filter(port => port.hostPort > 0 && port.protocol === protocol).map(port => String(port.hostPort));
  const needs: TaskNeeds = {
    cpu: Number(definition.cpu ?? sum(containers, container => container.cpu ?? 0)),
    memory: Number(definition.memory ?? sum(containers, container => container.memoryReservation ?? container.memory ?? 0)),
    tcpPorts: fixed('tcp'),
    udpPorts: fixed('udp'),
    dynamicPorts: ports.filter(port => port.hostPort === 0).length,
  };
  known.set(definition, needs);
  return needs;
}

/** Each port mapping with the host port that it asks for: 0 for one that Docker chooses. None under awsvpc, where the task has its own address. */
export function hostPorts(container: ContainerDefinition, networkMode: string | undefined) {
  if (networkMode === 'awsvpc' || networkMode === 'none') return [];
  return (container.portMappings ?? []).map(mapping => ({
    containerPort: mapping.containerPort ?? 0,
    hostPort: networkMode === 'host' ? (mapping.containerPort ?? 0) : (mapping.hostPort ?? 0),
    protocol: mapping.protocol ?? ('tcp' as const),
  }));
}

function sum<Item>(items: readonly Item[], value: (item: Item) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}
