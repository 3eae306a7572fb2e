// What the demo region's ECS remembers: AWS's own shapes (the SDK's types, which describe the wire), keyed for the scheduler.
// Dates are Date objects here; wire/ turns them into epoch seconds.

import type {
  CapacityProvider,
  Cluster,
  ContainerInstance,
  Service,
  ServiceDeployment,
  ServiceRevision,
  Task,
  TaskDefinition,
} from '@aws-sdk/client-ecs';
import type {HostFacts} from '../hosts/host-facts.ts';

/** ECS in one Region of the demo account. */
export interface EcsState {
  readonly account: string;
  readonly region: string;
  /** By cluster name. */
  readonly clusters: Map<string, ClusterState>;
  /** By family; index = revision − 1. */
  readonly taskDefinitions: Map<string, TaskDefinition[]>;
  /** By name. */
  readonly capacityProviders: Map<string, CapacityProvider>;
}

/** One cluster and what is in it. Counts in `cluster` are derived at describe time, never kept. */
export interface ClusterState {
  readonly cluster: Cluster;
  /** By service name. */
  readonly services: Map<string, ServiceState>;
  /** By task id (the last part of the ARN); stopped tasks stay for an hour of demo time. */
  readonly tasks: Map<string, Task>;
  /** By container instance id. */
  readonly instances: Map<string, InstanceState>;
  /** By task id: until when neither deployments nor scaling in stop the task, milliseconds since 1970. */
  readonly protectedUntil: Map<string, number>;
}

/** A service with the history that ECS keeps of it. */
export interface ServiceState {
  readonly service: Service;
  /** Newest first. */
  readonly serviceDeployments: ServiceDeployment[];
  readonly revisions: Map<string, ServiceRevision>;
}

/** A container instance and the simulated host under it. */
export interface InstanceState {
  readonly instance: ContainerInstance;
  readonly privateIpAddress: string;
  readonly host: HostFacts;
}

/**
 * The scheduler, as the operations call it. It has no timers: `advance` plays everything that was due up to `now`
 * (starts, stops, health checks, deployments, events), so that a seeded world is the same at the same demo time.
 */
export interface Scheduler {
  /** Plays all that is due up to `now`, milliseconds since 1970. */
  advance(now: number): void;
  /** After desiredCount changed. */
  serviceScaled(cluster: ClusterState, service: ServiceState): void;
  /** Starts a new PRIMARY deployment of the service's (new) task definition. */
  deploymentStarted(cluster: ClusterState, service: ServiceState, why: 'forced' | 'changed'): void;
  /** StopServiceDeployment: ROLLBACK_REQUESTED, and the way back. */
  rollbackRequested(cluster: ClusterState, service: ServiceState, deployment: ServiceDeployment): void;
  /** ContinueServiceDeployment: the deployment goes on from the pause. */
  pauseEnded(cluster: ClusterState, service: ServiceState, deployment: ServiceDeployment, hookId: string): void;
  /** UpdateTaskProtection: until when the task is protected; undefined when it is no more. */
  taskProtected(cluster: ClusterState, task: Task, until: number | undefined): void;
  /** A new service: its first deployment. */
  serviceCreated(cluster: ClusterState, service: ServiceState): void;
  /** StopTask: desiredStatus STOPPED, then the life cycle down. */
  stopTask(cluster: ClusterState, task: Task, stopCode: string, reason: string): void;
  /** RunTask and StartTask: placed tasks, and one failure for each that could not be placed. */
  runTask(
    cluster: ClusterState,
    request: RunTaskRequest,
  ): {
    readonly tasks: readonly Task[];
    readonly failures: readonly {readonly arn?: string; readonly reason: string; readonly detail?: string}[];
  };
  /** What the load balancer's checks of a task that runs come to. */
  targetCheckOf(task: Task): TargetCheck;
  instanceStateChanged(cluster: ClusterState, instance: InstanceState): void;
  /** The agent has lost its connection: ECS places nothing there and hears nothing of its tasks. */
  agentDisconnected(cluster: ClusterState, instance: InstanceState): void;
  /** The agent is connected (again). */
  agentConnected(cluster: ClusterState, instance: InstanceState): void;
  /** Everything that ran there has ended: the host or Docker was restarted. */
  containersKilled(cluster: ClusterState, instance: InstanceState): void;
}

/** What the load balancer's checks of a task come to: they pass, they fail in so many words, or no answer is worth one yet. */
export type TargetCheck =
  | {readonly kind: 'passes'}
  | {readonly kind: 'awaited'}
  /** `isSudden`: they passed before. */
  | {readonly kind: 'fails'; readonly reason: string; readonly isSudden: boolean};

/** What the scheduler needs of a RunTask call. */
export interface RunTaskRequest {
  readonly taskDefinition: TaskDefinition;
  readonly count: number;
  readonly group: string;
  readonly startedBy?: string;
  readonly launchType?: string;
  readonly placementConstraints?: readonly {readonly type?: string; readonly expression?: string}[];
  readonly placementStrategy?: readonly {readonly type?: string; readonly field?: string}[];
}
