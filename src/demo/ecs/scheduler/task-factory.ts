// The making of a task and its containers in AWS's shape, for the scheduler and for worlds that begin with tasks already running.

import type {Attachment, Container, LaunchType, Task, TaskDefinition} from '@aws-sdk/client-ecs';
import type {Random} from '../../random.ts';
import type {InstanceState} from '../state.ts';
import {type ArnScope, ecsArn} from './arns.ts';
import {hostPorts} from './needs.ts';

/** What a new task is to be. */
export interface TaskPlan {
  readonly scope: ArnScope;
  readonly clusterName: string;
  readonly definition: TaskDefinition;
  readonly group: string;
  readonly startedBy?: string;
  readonly launchType: LaunchType;
  readonly capacityProviderName?: string;
  readonly platformVersion?: string;
  readonly instance?: InstanceState;
  readonly zone: string;
  /** The subnet of an awsvpc task's network interface. */
  readonly subnet?: string;
  /** The host ports that Docker chose, in the order of the mappings that leave it the choice. */
  readonly dynamicPorts: readonly number[];
  readonly allowsExec: boolean;
  readonly at: Date;
}

// The same for every task; shared, since nothing writes into them.
const noOverrides = {containerOverrides: [], inferenceAcceleratorOverrides: []};
const noAttachments: Attachment[] = [];
const noAttributes: Task['attributes'] = [];
const noInterfaces: Container['networkInterfaces'] = [];

/** A task that was just created: PROVISIONING under awsvpc, else PENDING. */
export function newTask(plan: TaskPlan, random: Random): Task {
  const {definition, instance, scope, clusterName} = plan;
  const id = random.hex(32);
  const hasOwnAddress = definition.networkMode === 'awsvpc';
  const attachment = hasOwnAddress ? networkInterface(plan, random) : undefined;
  const taskArn = ecsArn(scope, 'task', clusterName, id);
  return {
    taskArn,
    clusterArn: ecsArn(scope, 'cluster', clusterName),
    taskDefinitionArn: definition.taskDefinitionArn,
    ...(instance && {containerInstanceArn: instance.instance.containerInstanceArn}),
    group: plan.group,
    ...(plan.startedBy !== undefined && {startedBy: plan.startedBy}),
    launchType: plan.launchType,
    ...(plan.capacityProviderName !== undefined && {capacityProviderName: plan.capacityProviderName}),
    ...(plan.launchType === 'FARGATE' && {platformVersion: plan.platformVersion ?? '1.4.0', platformFamily: 'Linux'}),
    availabilityZone: plan.zone,
    lastStatus: hasOwnAddress ? 'PROVISIONING' : 'PENDING',
    desiredStatus: 'RUNNING',
    healthStatus: 'UNKNOWN',
    connectivity: 'CONNECTED',
    connectivityAt: plan.at,
    createdAt: plan.at,
    cpu: definition.cpu ?? String(sumOf(definition, 'cpu')),
    memory: definition.memory ?? String(sumOf(definition, 'memory')),
    enableExecuteCommand: plan.allowsExec,
    overrides: noOverrides,
    attachments: attachment ? [attachment] : noAttachments,
    attributes: noAttributes,
    tags: [],
    version: 1,
    containers: newContainers(plan, id, taskArn, attachment),
  };
}

function newContainers(plan: TaskPlan, id: string, taskArn: string, attachment: Attachment | undefined): Container[] {
  let next = 0;
  const address = attachment?.details?.find(detail => detail.name === 'privateIPv4Address')?.value;
  return (plan.definition.containerDefinitions ?? []).map((container, index) => ({
    // Ids of containers follow from their task's: to draw 96 more digits for each would cost a large world a third of its time.
    containerArn: ecsArn(plan.scope, 'container', plan.clusterName, id, dashed(turned(id, index))),
    taskArn,
    name: container.name,
    image: container.image,
    runtimeId: plan.launchType === 'FARGATE' ? `${id}-${1_000_000_000 + index}` : `${turned(id, index + 8)}${turned(id, index + 16)}`,
    lastStatus: 'PENDING',
    healthStatus: 'UNKNOWN',
    cpu: String(container.cpu ?? 0),
    ...(container.memory !== undefined && {memory: String(container.memory)}),
    ...(container.memoryReservation !== undefined && {memoryReservation: String(container.memoryReservation)}),
    networkBindings: hostPorts(container, plan.definition.networkMode).map(port => ({
      bindIP: '0.0.0.0',
      containerPort: port.containerPort,
      hostPort: port.hostPort > 0 ? port.hostPort : (plan.dynamicPorts[next++] ?? 0),
      protocol: port.protocol,
    })),
    networkInterfaces: address === undefined ? noInterfaces : [{attachmentId: attachment?.id, privateIpv4Address: address}],
  }));
}

function networkInterface(plan: TaskPlan, random: Random): Attachment {
  const address = `10.0.${16 + random.integer(0, 63)}.${random.integer(4, 254)}`;
  return {
    id: uuid(random),
    type: 'ElasticNetworkInterface',
    status: 'ATTACHING',
    details: [
      {name: 'subnetId', value: plan.subnet ?? 'subnet-0a1b2c3d4e5f60718'},
      {name: 'networkInterfaceId', value: `eni-0${random.hex(16)}`},
      {name: 'macAddress', value: `0a:${random.hex(10).replace(/..(?=.)/g, '$&:')}`},
      {name: 'privateDnsName', value: `ip-${address.replaceAll('.', '-')}.${plan.scope.region}.compute.internal`},
      {name: 'privateIPv4Address', value: address},
    ],
  };
}

function sumOf(definition: TaskDefinition, name: 'cpu' | 'memory'): number {
  const containers = definition.containerDefinitions ?? [];
  if (name === 'cpu') return containers.reduce((total, container) => total + (container.cpu ?? 0), 0);
  return containers.reduce((total, container) => total + (container.memoryReservation ?? container.memory ?? 0), 0);
}

/** A random id in the form 8-4-4-4-12. */
export function uuid(random: Random): string {
  return dashed(random.hex(32));
}

function dashed(digits: string): string {
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${digits.slice(20)}`;
}

function turned(digits: string, by: number): string {
  return digits.slice(by + 1) + digits.slice(0, by + 1);
}
