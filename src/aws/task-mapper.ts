// ECS's Task and its containers as our rows. There can be 20,000: repeated strings are kept once, absent fields not at all.

import type {ProtectedTask, Container as SdkContainer, Task as SdkTask} from '@aws-sdk/client-ecs';
import type {Container, Task, TaskProtection} from '../domain/task.ts';
import {each, health, type Intern, lastPart, numberIn, present, record, time} from './mapping.ts';

/** Maps a task with its containers. */
export function toTask(task: SdkTask, intern: Intern): Task {
  const arn = task.taskArn ?? '';
  return {
    arn,
    id: lastPart(arn),
    clusterArn: intern(task.clusterArn ?? ''),
    group: intern(task.group ?? ''),
    taskDefinitionArn: intern(task.taskDefinitionArn ?? ''),
    lastStatus: intern(task.lastStatus ?? 'UNKNOWN'),
    desiredStatus: intern(task.desiredStatus ?? 'UNKNOWN'),
    health: health(task.healthStatus),
    createdAt: time(task.createdAt),
    containers: each(task.containers, container => toContainer(container, task, intern)),
    allowsExec: task.enableExecuteCommand ?? false,
    version: task.version ?? 0,
    tags: record(task.tags, intern),
    ...present({
      startedBy: shared(task.startedBy, intern),
      launchType: shared(task.launchType, intern),
      capacityProvider: shared(task.capacityProviderName, intern),
      zone: shared(task.availabilityZone, intern),
      containerInstanceArn: shared(task.containerInstanceArn, intern),
      address: addressOf(task),
      cpu: numberIn(task.cpu),
      memory: numberIn(task.memory),
      startedAt: task.startedAt?.getTime(),
      stoppingAt: task.stoppingAt?.getTime(),
      stoppedAt: task.stoppedAt?.getTime(),
      stopCode: shared(task.stopCode, intern),
      stoppedReason: shared(task.stoppedReason, intern),
    }),
  };
}

/** Maps what GetTaskProtection tells of a task. */
export function toTaskProtection({taskArn, protectionEnabled, expirationDate}: ProtectedTask): TaskProtection {
  return {taskArn: taskArn ?? '', isProtected: protectionEnabled ?? false, ...present({until: expirationDate?.getTime()})};
}

function toContainer(container: SdkContainer, task: SdkTask, intern: Intern): Container {
  return {
    arn: container.containerArn ?? '',
    name: intern(container.name ?? ''),
    taskArn: task.taskArn ?? container.taskArn ?? '',
    clusterArn: intern(task.clusterArn ?? ''),
    taskDefinitionArn: intern(task.taskDefinitionArn ?? ''),
    lastStatus: intern(container.lastStatus ?? 'UNKNOWN'),
    health: health(container.healthStatus),
    image: intern(container.image ?? ''),
    ports: each(container.networkBindings, binding => ({
      containerPort: binding.containerPort ?? 0,
      hostPort: binding.hostPort ?? 0,
      protocol: binding.protocol ?? 'tcp',
      ...present({bindAddress: shared(binding.bindIP, intern)}),
    })),
    ...present({
      containerInstanceArn: shared(task.containerInstanceArn, intern),
      exitCode: container.exitCode,
      reason: shared(container.reason, intern),
      imageDigest: shared(container.imageDigest, intern),
      runtimeId: container.runtimeId,
      execAgent: shared(container.managedAgents?.find(({name}) => name === 'ExecuteCommandAgent')?.lastStatus, intern),
      // ECS writes "0" for a container without a reservation of its own.
      cpu: numberIn(container.cpu) || undefined,
      memory: numberIn(container.memory) || undefined,
      memoryReservation: numberIn(container.memoryReservation) || undefined,
      address: container.networkInterfaces?.find(found => found.privateIpv4Address)?.privateIpv4Address,
    }),
  };
}

/** The task's own address under awsvpc: its network interface's. */
function addressOf(task: SdkTask): string | undefined {
  const networkInterface = task.attachments?.find(attachment => attachment.type === 'ElasticNetworkInterface');
  const detail = networkInterface?.details?.find(({name}) => name === 'privateIPv4Address');
  const interfaces = task.containers?.flatMap(container => container.networkInterfaces ?? []);
  return detail?.value ?? interfaces?.find(found => found.privateIpv4Address)?.privateIpv4Address;
}

function shared(text: string | undefined, intern: Intern): string | undefined {
  return text === undefined ? undefined : intern(text);
}
