// A task on its way up: placed, its resources reserved, and the steps from PROVISIONING to RUNNING and ready.

import type {LaunchType, Service, Task, TaskDefinition} from '@aws-sdk/client-ecs';
import {lastPart} from './arns.ts';
import {recountInstance, recountService} from './counts.ts';
import {reserve} from './ledger.ts';
import {needsOf} from './needs.ts';
import {
  behaviourOf,
  type ClusterRecord,
  draw,
  type InstanceRecord,
  type Runtime,
  type ServiceRecord,
  type TaskRecord,
  type TaskStep,
  today,
  touch,
} from './runtime.ts';
import {say} from './service-events.ts';
import {newTask} from './task-factory.ts';
import {chosenPorts, zoneOf} from './task-place.ts';

/** Where and as what a task is to run. */
export interface StartPlan {
  readonly cluster: ClusterRecord;
  readonly definition: TaskDefinition;
  readonly group: string;
  readonly startedBy?: string;
  readonly service?: ServiceRecord;
  /** The container instance that placement chose; none for Fargate. */
  readonly instance?: InstanceRecord;
  readonly launchType: LaunchType;
  readonly capacityProviderName?: string;
}

/** Creates a task, reserves what it needs, and sets it on its way. */
export function startTask(runtime: Runtime, plan: StartPlan): TaskRecord {
  const record = createTask(runtime, plan);
  step(runtime, record, record.task.lastStatus === 'PROVISIONING' ? 'PENDING' : 'RUNNING', startSeconds(record));
  counted(record);
  return record;
}

/** Creates a task and reserves what it needs, and leaves the rest to the caller. */
export function createTask(runtime: Runtime, plan: StartPlan): TaskRecord {
  const {cluster, definition, instance, service} = plan;
  const needs = needsOf(definition);
  const network = service?.state.service.networkConfiguration?.awsvpcConfiguration;
  const place = zoneOf(runtime.state.region, instance, service);
  const task = newTask(
    {
      scope: runtime.state,
      clusterName: cluster.state.cluster.clusterName ?? '',
      definition,
      group: plan.group,
      launchType: plan.launchType,
      zone: place.zone,
      dynamicPorts: instance === undefined ? [] : chosenPorts(instance, needs.dynamicPorts),
      allowsExec: service?.state.service.enableExecuteCommand ?? false,
      at: today(runtime),
      ...(plan.startedBy !== undefined && {startedBy: plan.startedBy}),
      ...(plan.capacityProviderName !== undefined && {capacityProviderName: plan.capacityProviderName}),
      ...(instance !== undefined && {instance: instance.instance}),
      ...(network?.subnets?.[place.index] !== undefined && {subnet: network.subnets[place.index]}),
    },
    runtime.random,
  );
  if (instance !== undefined) reserve(instance.instance.instance, needs);
  const record = enrol(runtime, cluster, task, definition, service, instance);
  cluster.state.tasks.set(record.id, task);
  return record;
}

/** Writes a task into the scheduler's books; `instance` has its resources reserved already. */
export function enrol(
  runtime: Runtime,
  cluster: ClusterRecord,
  task: Task,
  definition: TaskDefinition,
  service: ServiceRecord | undefined,
  instance: InstanceRecord | undefined,
): TaskRecord {
  const record: TaskRecord = {
    task,
    id: lastPart(task.taskArn),
    definition,
    behaviour: behaviourOf(runtime, definition),
    cluster,
    ...(service && {service}),
    ...(instance && {instance}),
    isReady: false,
    turn: 0,
  };
  runtime.tasks.set(task, record);
  service?.tasks.add(record);
  instance?.tasks.add(record);
  return record;
}

/** Has a task take `to` as its next step, `[least, most]` seconds from now. */
export function step(runtime: Runtime, record: TaskRecord, to: TaskStep, [least, most]: readonly [number, number] = [0, 0]): void {
  runtime.agenda.add(runtime.now + draw(runtime, [least, most]), {kind: 'task-step', record, turn: record.turn, to});
}

/** Takes the step PENDING, ACTIVATING, RUNNING or READY. */
export function stepUp(runtime: Runtime, record: TaskRecord, to: 'PENDING' | 'ACTIVATING' | 'RUNNING' | 'READY'): void {
  const {task} = record;
  if (to === 'PENDING') {
    for (const attachment of task.attachments ?? []) attachment.status = 'ATTACHED';
    moved(task, 'PENDING');
    step(runtime, record, 'RUNNING', record.behaviour.start);
  } else if (to === 'ACTIVATING') {
    task.pullStartedAt = task.createdAt;
    task.pullStoppedAt = today(runtime);
    moved(task, 'ACTIVATING');
    registerTargets(runtime, record);
    step(runtime, record, 'RUNNING', [1, 2]);
  } else if (to === 'RUNNING') {
    run(runtime, record);
  } else {
    becomeReady(runtime, record);
  }
  counted(record);
}

function run(runtime: Runtime, record: TaskRecord): void {
  const {task, behaviour} = record;
  if (behaviour.fate.kind === 'cannot-start') {
    step(runtime, record, 'FATE');
    return;
  }
  if (task.lastStatus === 'PENDING' && hasTargets(record)) {
    stepUp(runtime, record, 'ACTIVATING');
    return;
  }
  task.pullStartedAt ??= task.createdAt;
  task.pullStoppedAt ??= today(runtime);
  task.startedAt = today(runtime);
  for (const container of task.containers ?? []) container.lastStatus = 'RUNNING';
  moved(task, 'RUNNING');
  awaitFate(runtime, record);
  if (behaviour.fate.kind !== 'fails-target-health') step(runtime, record, 'READY', behaviour.warmUp);
  if (record.service) touch(runtime, record.service);
}

/** Puts what becomes of a RUNNING task on the agenda, counted from when it started. */
export function awaitFate(runtime: Runtime, record: TaskRecord): void {
  const {fate} = record.behaviour;
  const started = record.task.startedAt?.getTime() ?? runtime.now;
  const at = (due: number) => Math.max(runtime.now, due);
  const {turn} = record;
  if (fate.kind === 'exits' || fate.kind === 'turns-unhealthy') {
    runtime.agenda.add(at(started + draw(runtime, fate.after)), {kind: 'task-step', record, turn, to: 'FATE'});
  } else if (fate.kind === 'fails-target-health') {
    runtime.agenda.add(at(started + graceSeconds(record.service?.state.service) * 1000), {kind: 'task-step', record, turn, to: 'FATE'});
  }
}

// Without a grace period a target fails after some checks in a row.
function graceSeconds(service: Service | undefined): number {
  return Math.max(service?.healthCheckGracePeriodSeconds ?? 0, 30);
}

function becomeReady(runtime: Runtime, record: TaskRecord): void {
  record.isReady = true;
  if (record.definition.containerDefinitions?.some(container => container.healthCheck !== undefined)) {
    setHealth(record, 'HEALTHY');
    record.task.version = (record.task.version ?? 0) + 1;
  }
  if (record.service) touch(runtime, record.service);
}

/** Sets the health of a task and of those of its containers that have a check. */
export function setHealth(record: TaskRecord, health: 'HEALTHY' | 'UNHEALTHY'): void {
  record.task.healthStatus = health;
  for (const definition of record.definition.containerDefinitions ?? []) {
    const container = record.task.containers?.find(candidate => candidate.name === definition.name);
    if (definition.healthCheck !== undefined && container !== undefined) container.healthStatus = health;
  }
}

/** Sets `lastStatus`, and the version that tells readers of a change. */
export function moved(task: Task, lastStatus: string): void {
  task.lastStatus = lastStatus;
  task.version = (task.version ?? 0) + 1;
}

/** Works out the counts again that a change of this task may have changed. */
export function counted({service, instance}: TaskRecord): void {
  if (service !== undefined)
    recountService(
      service.state,
      Iterator.from(service.tasks).map(record => record.task),
    );
  if (instance !== undefined) recountInstance(instance);
}

/** Whether a task is registered with a load balancer or a service registry. */
export function hasTargets({service}: TaskRecord): boolean {
  const {loadBalancers, serviceRegistries} = service?.state.service ?? {};
  return (loadBalancers?.length ?? 0) + (serviceRegistries?.length ?? 0) > 0;
}

function registerTargets(runtime: Runtime, {service}: TaskRecord): void {
  for (const {targetGroupArn} of service?.state.service.loadBalancers ?? []) {
    if (service && targetGroupArn) say(runtime, service, `registered 1 targets in (target-group ${targetGroupArn})`);
  }
}

function startSeconds({task, behaviour}: TaskRecord): readonly [number, number] {
  return task.lastStatus === 'PROVISIONING' ? [2, 5] : behaviour.start;
}
