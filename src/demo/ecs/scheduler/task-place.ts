// What is settled about a task's place beside its container instance: its zone, and the host ports that Docker chooses.

import {isPortFixed} from './ledger.ts';
import type {InstanceRecord, ServiceRecord} from './runtime.ts';

const firstDynamicPort = 32_768;
/** The highest host port. */
export const lastPort = 65_535;

/** The zone of a task, and which of the service's subnets lies in it. */
export function zoneOf(
  region: string,
  instance: InstanceRecord | undefined,
  service: ServiceRecord | undefined,
): {readonly zone: string; readonly index: number} {
  const attributes = instance?.instance.instance.attributes;
  const known = attributes?.find(candidate => candidate.name === 'ecs.availability-zone')?.value;
  if (known !== undefined) return {zone: known, index: 0};
  // Fargate chooses the zone of the fewest tasks of the service.
  const zones = ['a', 'b'].map(letter => `${region}${letter}`);
  const loads = zones.map(
    zone =>
      Iterator.from(service?.tasks ?? [])
        .filter(({task}) => task.availabilityZone === zone)
        .toArray().length,
  );
  const index = loads.indexOf(Math.min(...loads));
  return {zone: zones[index] ?? '', index};
}

/** The host ports that Docker chooses for a new task, counting up as it does. */
export function chosenPorts(instance: InstanceRecord, count: number): number[] {
  const ports: number[] = [];
  while (ports.length < count) {
    const port = instance.nextPort;
    instance.nextPort = port >= lastPort ? firstDynamicPort : port + 1;
    if (port >= lastPort) instance.hasReusedPorts = true;
    if (!isPortFixed(instance.instance.instance, port) && !(instance.hasReusedPorts && isTaken(instance, port))) ports.push(port);
  }
  return ports;
}

function isTaken({tasks}: InstanceRecord, port: number): boolean {
  for (const {task} of tasks) {
    for (const container of task.containers ?? []) {
      for (const binding of container.networkBindings ?? []) if (binding.hostPort === port) return true;
    }
  }
  return false;
}
