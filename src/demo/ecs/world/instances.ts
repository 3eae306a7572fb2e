// Container instances of the demo worlds: EC2 types as ECS registers them, and the hosts under them.

import type {Attribute, ContainerInstance, Resource} from '@aws-sdk/client-ecs';
import {type HostFacts, usualHost} from '../../hosts/host-facts.ts';
import {ecsArn} from '../scheduler/arns.ts';
import {type ClusterRecord, type InstanceRecord, instanceRecord} from '../scheduler/runtime.ts';
import {type Builder, tagsOf} from './builder.ts';

/** What ECS registers of the EC2 types in use: CPU units, and MiB left after the kernel's share. */
export const instanceTypes = {
  't2.medium': {cpu: 2048, memory: 3951},
  'm4.large': {cpu: 2048, memory: 7986},
  'm5.large': {cpu: 2048, memory: 7764},
  'm5.2xlarge': {cpu: 8192, memory: 31_714},
  'm5.8xlarge': {cpu: 32_768, memory: 127_000},
  'm5.24xlarge': {cpu: 98_304, memory: 381_000},
  'c5.xlarge': {cpu: 4096, memory: 7764},
} as const;

/** A name in `instanceTypes`. */
export type InstanceType = keyof typeof instanceTypes;

/** One or more hosts that are alike. */
export interface HostPlan {
  readonly type: InstanceType;
  readonly ami: string;
  /** The letters of the zones, one instance for each. */
  readonly zones: readonly string[];
  readonly agentVersion: string;
  readonly dockerVersion: string;
  readonly platform: {readonly name: string; readonly version: string};
  readonly daysAgo: number;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly tags?: Readonly<Record<string, string>>;
  readonly capacityProviderName?: string;
  /** What is other on a host than usual, by its place in the plan and its id. */
  readonly hosts?: (index: number, id: string) => Partial<HostFacts>;
}

/** Registers the instances of a plan. */
export function addInstances(builder: Builder, cluster: ClusterRecord, plan: HostPlan): InstanceRecord[] {
  return plan.zones.map((letter, index) => addInstance(builder, cluster, plan, letter, index));
}

function addInstance(builder: Builder, cluster: ClusterRecord, plan: HostPlan, letter: string, index: number): InstanceRecord {
  const {random} = builder.runtime;
  const id = random.hex(32);
  const registeredAt = new Date(builder.now - plan.daysAgo * 86_400_000 - random.integer(0, 3_600_000));
  const ec2InstanceId = `i-0${random.hex(16)}`;
  const host: HostFacts = {...usualHost, platform: plan.platform, ...plan.hosts?.(index, ec2InstanceId)};
  const instance: ContainerInstance = {
    containerInstanceArn: ecsArn(builder, 'container-instance', cluster.state.cluster.clusterName ?? '', id),
    ec2InstanceId,
    ...(plan.capacityProviderName !== undefined && {capacityProviderName: plan.capacityProviderName}),
    version: 1,
    versionInfo: {agentVersion: plan.agentVersion, agentHash: 'f3a1c9e', dockerVersion: `DockerVersion: ${plan.dockerVersion}`},
    registeredResources: resources(plan.type),
    remainingResources: resources(plan.type),
    status: 'ACTIVE',
    agentConnected: true,
    runningTasksCount: 0,
    pendingTasksCount: 0,
    attributes: attributesOf(builder, plan, letter, host.platform.name.startsWith('Microsoft')),
    registeredAt,
    attachments: [],
    tags: tagsOf(plan.tags ?? {}),
    healthStatus: {
      overallStatus: 'OK',
      details: [{type: 'CONTAINER_RUNTIME', status: 'OK', lastUpdated: new Date(builder.now), lastStatusChange: registeredAt}],
    },
  };
  const subnet = 16 * (letter.charCodeAt(0) - 96);
  const state = {
    instance,
    privateIpAddress: `10.0.${subnet + random.integer(0, 15)}.${random.integer(4, 254)}`,
    host,
  };
  cluster.state.instances.set(id, state);
  return instanceRecord(cluster, state);
}

function resources(type: InstanceType): Resource[] {
  const {cpu, memory} = instanceTypes[type];
  const whole = (name: string, integerValue: number): Resource => ({name, type: 'INTEGER', doubleValue: 0, longValue: 0, integerValue});
  const ports = (name: string, stringSetValue: string[]): Resource => ({
    name,
    type: 'STRINGSET',
    doubleValue: 0,
    longValue: 0,
    integerValue: 0,
    stringSetValue,
  });
  // SSH, Docker and the agent itself hold these.
  const reserved = ['22', '2376', '2375', '51678', '51679'];
  return [whole('CPU', cpu), whole('MEMORY', memory), ports('PORTS', reserved), ports('PORTS_UDP', [])];
}

function attributesOf(builder: Builder, plan: HostPlan, letter: string, isWindows: boolean): Attribute[] {
  const values: Readonly<Record<string, string>> = {
    'ecs.ami-id': plan.ami,
    'ecs.instance-type': plan.type,
    'ecs.availability-zone': `${builder.region}${letter}`,
    'ecs.os-type': isWindows ? 'windows' : 'linux',
    'ecs.os-family': isWindows ? 'WINDOWS_SERVER_2022_CORE' : 'LINUX',
    'ecs.cpu-architecture': 'x86_64',
    'ecs.vpc-id': 'vpc-0c4e1f7a9d2b36580',
    'ecs.subnet-id': `subnet-0a1b2c3d4e5f607${letter.charCodeAt(0) - 96}8`,
    ...plan.attributes,
  };
  const capabilities = ['privileged-container', 'docker-remote-api.1.24', 'logging-driver.awslogs', 'logging-driver.json-file'];
  return [
    ...Object.entries(values).map(([name, value]) => ({name, value})),
    ...capabilities.map(name => ({name: `com.amazonaws.ecs.capability.${name}`})),
  ];
}
