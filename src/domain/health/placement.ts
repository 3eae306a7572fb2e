// Why ECS cannot place a task: what the task needs, held against what the instances have left.

import type {ContainerInstance} from '../container-instance.ts';
import {type SafeText, text} from '../safe-text.ts';
import type {Service, ServiceEvent, ServiceFinding} from '../service.ts';
import type {TaskDefinition} from '../task-definition.ts';
import {canTakeTasks} from './instance-health.ts';

/** What ECS could not place, and why. */
export type PlacementTrouble = NonNullable<ServiceFinding['placement']>;

/** What one task takes from an instance: CPU units, MiB, and fixed host ports. */
export interface TaskNeeds {
  readonly cpu: number;
  readonly memory: number;
  readonly ports: readonly number[];
}

/** What the scheduler reserves for a task of this definition: the task's own size, else the sum over its containers (soft limit first). */
export function taskNeeds(definition: TaskDefinition): TaskNeeds {
  const sum = (part: (container: TaskDefinition['containers'][number]) => number | undefined) =>
    definition.containers.reduce((total, container) => total + (part(container) ?? 0), 0);
  return {
    cpu: definition.cpu ?? sum(container => container.cpu),
    memory: definition.memory ?? sum(container => container.memoryReservation ?? container.memory),
    // Under awsvpc each task has its own address, so that no port of the host is taken.
    ports:
      definition.networkMode === 'awsvpc'
        ? []
        : definition.containers.flatMap(container => container.ports.map(port => port.hostPort ?? 0).filter(port => port !== 0)),
  };
}

/** The newest event by which ECS says that it cannot place a task, if nothing newer says that all is well. */
export function placementEvent(service: Service): ServiceEvent | undefined {
  const event = service.events.find(({message}) => /was unable to place a task|has reached a steady state/i.test(message));
  return event && /unable to place/i.test(event.message) && service.running < service.desired ? event : undefined;
}

/** What keeps a task from being placed, as ECS's message says it, with the figures of the instances; undefined when an instance has room now. */
export function placementTrouble(
  message: string,
  needs: TaskNeeds | undefined,
  instances: readonly ContainerInstance[] | undefined,
): PlacementTrouble | undefined {
  const reason = placementReason(message);
  const resource = resourceNamed(message);
  const usable = instances?.filter(canTakeTasks);
  if (usable?.length === 0 || resource === 'none') return {resource: 'none', reason};
  if (resource === 'attribute' || !needs || !usable) return {resource: resource ?? 'attribute', reason};

  const short = resource ?? scarcest(needs, usable);
  if (short === 'ports') return {resource: 'ports', reason, ...(needs.ports[0] !== undefined && {needed: needs.ports[0]})};
  const best = usable.toSorted((one, other) => other.remaining[short] - one.remaining[short])[0];
  if (resource === undefined && usable.some(instance => hasRoom(instance, needs))) return undefined;
  return {
    resource: short,
    reason,
    needed: needs[short],
    ...(best && {mostFree: best.remaining[short], instance: best.ec2InstanceId}),
  };
}

/** `cannot place: 512 MiB needed, most free is 380 MiB on i-0abc`. */
export function placementWords({resource, needed, mostFree, instance, reason}: PlacementTrouble): SafeText {
  if (resource === 'none') return text`cannot place: no instance takes tasks`;
  if (resource === 'ports')
    return needed === undefined
      ? text`cannot place: its port is taken on every instance`
      : text`cannot place: port ${needed} is taken on every instance`;
  if (resource === 'attribute' || needed === undefined || mostFree === undefined) return text`cannot place: ${reason}`;
  // The total may be enough while one instance has the memory and another the CPU.
  if (mostFree >= needed) return text`cannot place: ${reason}`;
  const unit = resource === 'memory' ? 'MiB' : 'CPU units';
  return text`cannot place: ${needed} ${unit} needed, most free is ${mostFree} on ${instance ?? 'any instance'}`;
}

// Not the bare word: a service may well be called consul-agent.
const agentTrouble = /error "AGENT"|agent connected|agent is (?:not |dis)connected/i;

/** ECS's own words, without the service's name and the closing advice. */
function placementReason(message: string): string {
  const told =
    /(?:Reason:|The closest matching(?: \(container-instance [^)]*\))?)\s*(.+?)\.?\s*(?:For more information.*)?$/is.exec(message)?.[1] ??
    message;
  if (/insufficient memory/i.test(told)) return 'no instance has the memory';
  if (/insufficient CPU/i.test(told)) return 'no instance has the CPU';
  if (/missing an attribute/i.test(told)) return 'no instance has the attribute it needs';
  if (/already using a port/i.test(told)) return 'its port is taken on every instance';
  if (/DistinctInstance/i.test(told)) return 'every instance runs one already (distinctInstance)';
  if (/constraint unsatisfied/i.test(told)) return 'no instance satisfies its placement constraint';
  if (agentTrouble.test(told)) return 'the agent of the closest instance is not connected';
  return told;
}

function resourceNamed(message: string): PlacementTrouble['resource'] | undefined {
  if (/insufficient memory/i.test(message)) return 'memory';
  if (/insufficient CPU/i.test(message)) return 'cpu';
  if (/already using a port/i.test(message)) return 'ports';
  if (/missing an attribute|constraint unsatisfied/i.test(message) || agentTrouble.test(message)) return 'attribute';
  if (/No Container Instances were found/i.test(message)) return 'none';
  return undefined;
}

function hasRoom({remaining}: ContainerInstance, needs: TaskNeeds): boolean {
  return remaining.cpu >= needs.cpu && remaining.memory >= needs.memory && needs.ports.every(port => !remaining.ports.includes(port));
}

function scarcest(needs: TaskNeeds, usable: readonly ContainerInstance[]): 'cpu' | 'memory' | 'ports' {
  if (!usable.some(({remaining}) => remaining.memory >= needs.memory)) return 'memory';
  if (!usable.some(({remaining}) => remaining.cpu >= needs.cpu)) return 'cpu';
  return needs.ports.length > 0 ? 'ports' : 'memory';
}
