// What a task's or container's row does not tell by itself: its host, the host's address, and what its definition says.

import {logTarget, logTargetWords} from '../domain/log-target.ts';
import type {Region} from '../domain/ports.ts';
import type {Container, TaskFinding} from '../domain/task.ts';
import type {TaskDefinition} from '../domain/task-definition.ts';
import {hostOf, instanceIdentity} from './host-reading.ts';
import {type Attempt, attempt, problemsOf} from './reading.ts';

/** What tasks and containers have in common. */
export interface Placed {
  readonly clusterArn: string;
  readonly taskDefinitionArn: string;
  readonly containerInstanceArn?: string;
}

/** The host under a task. */
export interface HostFinding {
  readonly instanceId?: string;
  readonly hostAddress?: string;
  readonly problems?: readonly string[];
}

/** The instance and its private address; nothing on Fargate. What fails is named. */
export async function findHost(aws: Region, placed: Placed, signal: AbortSignal): Promise<HostFinding> {
  if (placed.containerInstanceArn === undefined) return {};
  const identity = await attempt(instanceIdentity(aws, placed.clusterArn, placed.containerInstanceArn, signal));
  if (!identity.value) return problemsOf([identity]);
  const instanceId = identity.value.ec2InstanceId;
  const host = await attempt(hostOf(aws, instanceId, signal));
  const hostAddress = host.value?.privateAddress;
  return {instanceId, ...(hostAddress !== undefined && {hostAddress}), ...problemsOf([host])};
}

/** Host and definition, read side by side. `containers` are those whose log is wanted. */
export async function investigatePlaced(
  aws: Region,
  placed: Placed,
  containers: readonly Container[],
  signal: AbortSignal,
): Promise<{readonly finding: TaskFinding; readonly definition: Attempt<TaskDefinition>}> {
  const [host, definition] = await Promise.all([
    findHost(aws, placed, signal),
    attempt(aws.ecs.taskDefinition(placed.taskDefinitionArn, signal)),
  ]);
  const problems = [...(host.problems ?? []), ...(problemsOf([definition]).problems ?? [])];
  const finding: TaskFinding = {
    ...host,
    ...(definition.value && sizeOf(definition.value)),
    logs: definition.value ? logsOf(aws, containers, definition.value) : {},
    ...(problems.length > 0 && {problems}),
  };
  return {finding, definition};
}

function sizeOf({cpu, memory}: TaskDefinition): Pick<TaskFinding, 'cpu' | 'memory'> {
  return {...(cpu !== undefined && {cpu}), ...(memory !== undefined && {memory})};
}

function logsOf(aws: Region, containers: readonly Container[], definition: TaskDefinition): Readonly<Record<string, string>> {
  return Object.fromEntries(
    containers.map(container => [container.name, logTargetWords(logTarget(container, definition, aws.name), aws.name)]),
  );
}
