// Whether a cluster's instances have room for more tasks: an approximation by CPU, memory and fixed host ports.
// Placement constraints, strategies and network interfaces are not counted, and the previews that use this say so.

import type {ContainerInstance} from '../src/domain/container-instance.ts';
import type {Region} from '../src/domain/ports.ts';
import type {TaskDefinition} from '../src/domain/task-definition.ts';

/** What one task takes from a host: CPU units, MiB, fixed host ports. */
export interface TaskNeeds {
  readonly cpu: number;
  readonly memory: number;
  readonly ports: readonly number[];
}

/** What was found: how many more tasks fit, over how many hosts, and the most free memory of one. */
export interface Room {
  readonly tasks: number;
  readonly instancesRead: number;
  /** MiB */
  readonly mostFreeMemory: number;
  readonly mostFreeCpu: number;
}

/** What ECS reserves for one task of this definition. */
export function taskNeeds(definition: TaskDefinition): TaskNeeds {
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const isAwsvpc = definition.networkMode === 'awsvpc';
  return {
    cpu: definition.cpu ?? sum(definition.containers.map(container => container.cpu ?? 0)),
    memory: definition.memory ?? sum(definition.containers.map(container => container.memoryReservation ?? container.memory ?? 0)),
    ports: isAwsvpc
      ? []
      : definition.containers.flatMap(container => container.ports.flatMap(port => (port.hostPort ? [port.hostPort] : []))),
  };
}

/** How many tasks with these needs fit on one instance besides what runs there. */
export function roomOn(instance: ContainerInstance, needs: TaskNeeds): number {
  if (instance.status !== 'ACTIVE' || !instance.isAgentConnected) return 0;
  if (needs.ports.some(port => instance.remaining.ports.includes(port))) return 0;
  const byCpu = needs.cpu > 0 ? Math.floor(instance.remaining.cpu / needs.cpu) : Number.MAX_SAFE_INTEGER;
  const byMemory = needs.memory > 0 ? Math.floor(instance.remaining.memory / needs.memory) : Number.MAX_SAFE_INTEGER;
  const byPorts = needs.ports.length > 0 ? 1 : Number.MAX_SAFE_INTEGER;
  return Math.max(0, Math.min(byCpu, byMemory, byPorts));
}

/** Reads the cluster's instances until there is room for `wanted` tasks, or all were read. `except` is the one to leave out. */
export async function readRoom(
  aws: Region,
  cluster: string,
  needs: TaskNeeds,
  wanted: number,
  signal: AbortSignal,
  except?: string,
): Promise<Room> {
  let room: Room = {tasks: 0, instancesRead: 0, mostFreeMemory: 0, mostFreeCpu: 0};
  for await (const arns of aws.ecs.listContainerInstances(cluster, signal)) {
    if (arns.length === 0) continue;
    const {rows} = await aws.ecs.describeContainerInstances(cluster, arns, signal);
    for (const instance of rows) {
      if (instance.arn === except) continue;
      const isUsable = instance.status === 'ACTIVE' && instance.isAgentConnected;
      room = {
        tasks: Math.min(Number.MAX_SAFE_INTEGER, room.tasks + roomOn(instance, needs)),
        instancesRead: room.instancesRead + 1,
        mostFreeMemory: isUsable ? Math.max(room.mostFreeMemory, instance.remaining.memory) : room.mostFreeMemory,
        mostFreeCpu: isUsable ? Math.max(room.mostFreeCpu, instance.remaining.cpu) : room.mostFreeCpu,
      };
    }
    if (room.tasks >= wanted) return room;
  }
  return room;
}
