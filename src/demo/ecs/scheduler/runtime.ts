// What the scheduler keeps beside the region's state: who belongs to whom, so that nothing is ever searched, and what is due.

import type {ServiceDeployment, Task, TaskDefinition} from '@aws-sdk/client-ecs';
import type {Random} from '../../random.ts';
import type {ClusterState, EcsState, InstanceState, ServiceState} from '../state.ts';
import {type Agenda, createAgenda} from './agenda.ts';
import type {AgentTrouble, PeriodicJob, RegionScript, TaskBehaviour} from './script.ts';

/** A container instance with the tasks that hold its resources. */
export interface InstanceRecord {
  readonly instance: InstanceState;
  readonly cluster: ClusterRecord;
  readonly tasks: Set<TaskRecord>;
  countOf(group: string): number;
  /** Steps of its tasks that wait for the agent to be connected again: without it nothing starts, stops or is reported. */
  readonly held: TaskDue[];
  /** The next host port that Docker would choose; all above it are free until the range has been used up once. */
  nextPort: number;
  hasReusedPorts: boolean;
}

/** A cluster with what waits for room in it. */
export interface ClusterRecord {
  readonly state: ClusterState;
  readonly instances: Map<string, InstanceRecord>;
  readonly services: Map<string, ServiceRecord>;
  readonly daemons: Set<ServiceRecord>;
  /** Services with a task that could not be placed; looked at again when something is freed. */
  readonly waiting: Set<ServiceRecord>;
}

/** A service with its tasks that are not STOPPED yet. */
export interface ServiceRecord {
  readonly state: ServiceState;
  readonly cluster: ClusterRecord;
  readonly tasks: Set<TaskRecord>;
  isTouched: boolean;
  isSteady: boolean;
  /** Grows with each new steady state, so that repeats of an older one are void. */
  steadyTurn: number;
  /** Tasks that ended by themselves, one after the other, with none that stayed. */
  failuresInARow: number;
  /** No task is started before this time, after repeated failures. */
  startsNotBefore: number;
  /** When events that are not repeated at once were last written, by their kind. */
  readonly lastSaid: Map<string, number>;
}

/** A task that is not forgotten yet. */
export interface TaskRecord {
  readonly task: Task;
  readonly id: string;
  readonly definition: TaskDefinition;
  readonly behaviour: TaskBehaviour;
  readonly cluster: ClusterRecord;
  readonly service?: ServiceRecord;
  readonly instance?: InstanceRecord;
  /** RUNNING, and every health check that it has passes. */
  isReady: boolean;
  /** Grows with each change of direction, so that steps which were due before it are void. */
  turn: number;
}

/** A step of a task that falls due; void when the task has taken another turn since. */
export interface TaskDue {
  readonly kind: 'task-step';
  readonly record: TaskRecord;
  readonly turn: number;
  readonly to: TaskStep;
}

/** Something that falls due. */
export type Due =
  | TaskDue
  | {readonly kind: 'task-forgotten'; readonly record: TaskRecord}
  | {readonly kind: 'service-touched'; readonly service: ServiceRecord}
  | {readonly kind: 'steady-repeated'; readonly service: ServiceRecord; readonly turn: number}
  | {readonly kind: 'stage-ended'; readonly service: ServiceRecord; readonly deployment: ServiceDeployment}
  | {readonly kind: 'hook-expired'; readonly service: ServiceRecord; readonly deployment: ServiceDeployment; readonly hookId: string}
  | {readonly kind: 'rollback-requested'; readonly service: ServiceRecord; readonly deployment: ServiceDeployment}
  | {readonly kind: 'alarm-raised'; readonly service: ServiceRecord; readonly deployment: ServiceDeployment}
  | {readonly kind: 'redeployed'; readonly service: ServiceRecord; readonly taskDefinition: string; readonly expected: string}
  | {readonly kind: 'agent-lost'; readonly trouble: AgentTrouble}
  | {readonly kind: 'agent-found'; readonly instance: InstanceRecord}
  | {readonly kind: 'job-due'; readonly job: PeriodicJob};

/** Steps of a task: the states of its life cycle, and what its fate does to it in between. */
export type TaskStep = 'PENDING' | 'ACTIVATING' | 'RUNNING' | 'READY' | 'FATE' | 'STOPPING' | 'EXITED' | 'DEPROVISIONING' | 'STOPPED';

/** The scheduler's working memory. */
export interface Runtime {
  readonly state: EcsState;
  readonly random: Random;
  readonly script: RegionScript;
  readonly agenda: Agenda<Due>;
  readonly clusters: Map<ClusterState, ClusterRecord>;
  readonly tasks: Map<Task, TaskRecord>;
  readonly behaviours: Map<TaskDefinition, TaskBehaviour>;
  /** Milliseconds since 1970: the time of what is being played. */
  now: number;
  /** `now` as a Date; one for all that happens at the same time. */
  today: Date;
}

/** An empty working memory for `state`. */
export function createRuntime(state: EcsState, random: Random, script: RegionScript, now: number): Runtime {
  const books = {clusters: new Map(), tasks: new Map(), behaviours: new Map()};
  return {state, random, script, agenda: createAgenda<Due>(), ...books, now, today: new Date(now)};
}

/** The record of a cluster, made when it is first asked for. */
export function clusterRecord(runtime: Runtime, state: ClusterState): ClusterRecord {
  const known = runtime.clusters.get(state);
  if (known !== undefined) return known;
  const record: ClusterRecord = {state, instances: new Map(), services: new Map(), daemons: new Set(), waiting: new Set()};
  runtime.clusters.set(state, record);
  return record;
}

/** The record of a service, made when it is first asked for. */
export function serviceRecord(cluster: ClusterRecord, state: ServiceState): ServiceRecord {
  const name = state.service.serviceName ?? '';
  const known = cluster.services.get(name);
  if (known?.state === state) return known;
  const record: ServiceRecord = {
    state,
    cluster,
    tasks: new Set(),
    isTouched: false,
    isSteady: false,
    steadyTurn: 0,
    failuresInARow: 0,
    startsNotBefore: 0,
    lastSaid: new Map(),
  };
  cluster.services.set(name, record);
  if (state.service.schedulingStrategy === 'DAEMON') cluster.daemons.add(record);
  return record;
}

/** The record of a container instance, made when it is first asked for. */
export function instanceRecord(cluster: ClusterRecord, instance: InstanceState): InstanceRecord {
  const key = instance.instance.containerInstanceArn ?? '';
  const known = cluster.instances.get(key);
  if (known !== undefined) return known;
  const tasks = new Set<TaskRecord>();
  const countOf = (group: string): number => {
    let count = 0;
    for (const record of tasks) if (record.task.group === group) count += 1;
    return count;
  };
  const record: InstanceRecord = {instance, cluster, tasks, countOf, held: [], nextPort: 32_768, hasReusedPorts: false};
  cluster.instances.set(key, record);
  return record;
}

/** Has a service looked at again, once, as soon as what is being played is over (or at `at`). */
export function touch(runtime: Runtime, service: ServiceRecord, at = runtime.now): void {
  if (at > runtime.now) {
    runtime.agenda.add(at, {kind: 'service-touched', service});
    return;
  }
  if (service.isTouched) return;
  service.isTouched = true;
  runtime.agenda.add(runtime.now, {kind: 'service-touched', service});
}

/** Has every service looked at again that waits for room in the cluster. */
export function roomFreed(runtime: Runtime, cluster: ClusterRecord): void {
  for (const service of cluster.waiting) touch(runtime, service);
}

/** Milliseconds drawn from a span in seconds. */
export function draw(runtime: Runtime, [least, most]: readonly [number, number]): number {
  return Math.round((least + runtime.random.next() * (most - least)) * 1000);
}

/** The demo time as a Date, which nobody changes. */
export function today(runtime: Runtime): Date {
  if (runtime.today.getTime() !== runtime.now) runtime.today = new Date(runtime.now);
  return runtime.today;
}

/** How the tasks of a definition behave. */
export function behaviourOf(runtime: Runtime, definition: TaskDefinition): TaskBehaviour {
  const known = runtime.behaviours.get(definition);
  if (known !== undefined) return known;
  const behaviour = runtime.script.behaviourOf(definition.family ?? '', definition.revision ?? 0);
  runtime.behaviours.set(definition, behaviour);
  return behaviour;
}

/** The definition that an ARN names. */
export function definitionOf(state: EcsState, taskDefinitionArn: string | undefined): TaskDefinition | undefined {
  const [family = '', revision = ''] = (taskDefinitionArn ?? '').slice((taskDefinitionArn ?? '').lastIndexOf('/') + 1).split(':');
  return state.taskDefinitions.get(family)?.[Number(revision) - 1];
}
