// The books of a container instance: what its remaining resources are after each task that is placed on it or leaves it.

import type {ContainerInstance, Resource} from '@aws-sdk/client-ecs';
import type {TaskNeeds} from './needs.ts';

/** CPU units or MiB that are left. */
export function remaining(instance: ContainerInstance, name: 'CPU' | 'MEMORY'): number {
  return resource(instance, name)?.integerValue ?? 0;
}

/** Whether every host port that is fixed in `needs` is free. */
export function hasPortsFree(instance: ContainerInstance, needs: TaskNeeds): boolean {
  if (needs.tcpPorts.length + needs.udpPorts.length === 0) return true;
  return isDisjoint(resource(instance, 'PORTS'), needs.tcpPorts) && isDisjoint(resource(instance, 'PORTS_UDP'), needs.udpPorts);
}

/** Whether a task definition's fixed host port, or the host itself, holds this TCP port. */
export function isPortFixed(instance: ContainerInstance, port: number): boolean {
  return resource(instance, 'PORTS')?.stringSetValue?.includes(String(port)) ?? false;
}

/** Takes what a task needs; the caller has checked that it fits. */
export function reserve(instance: ContainerInstance, needs: TaskNeeds): void {
  change(instance, needs, -1);
  takePorts(resource(instance, 'PORTS'), needs.tcpPorts);
  takePorts(resource(instance, 'PORTS_UDP'), needs.udpPorts);
}

/** Gives back what `reserve` took. */
export function release(instance: ContainerInstance, needs: TaskNeeds): void {
  change(instance, needs, +1);
  freePorts(resource(instance, 'PORTS'), needs.tcpPorts);
  freePorts(resource(instance, 'PORTS_UDP'), needs.udpPorts);
}

function resource(instance: ContainerInstance, name: string): Resource | undefined {
  return instance.remainingResources?.find(candidate => candidate.name === name);
}

function change(instance: ContainerInstance, needs: TaskNeeds, sign: 1 | -1): void {
  const [cpu, memory] = [resource(instance, 'CPU'), resource(instance, 'MEMORY')];
  if (cpu !== undefined) cpu.integerValue = (cpu.integerValue ?? 0) + sign * needs.cpu;
  if (memory !== undefined) memory.integerValue = (memory.integerValue ?? 0) + sign * needs.memory;
  instance.version = (instance.version ?? 0) + 1;
}

function isDisjoint(taken: Resource | undefined, ports: readonly string[]): boolean {
  return ports.every(port => !taken?.stringSetValue?.includes(port));
}

function takePorts(taken: Resource | undefined, ports: readonly string[]): void {
  if (taken !== undefined && ports.length > 0) taken.stringSetValue = [...(taken.stringSetValue ?? []), ...ports];
}

function freePorts(taken: Resource | undefined, ports: readonly string[]): void {
  if (taken !== undefined && ports.length > 0) taken.stringSetValue = (taken.stringSetValue ?? []).filter(port => !ports.includes(port));
}
