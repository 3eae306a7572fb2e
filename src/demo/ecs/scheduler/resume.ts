// Taking over a region that exists already: who belongs to whom, and what is due of what is under way in it.

import type {Task, TaskDefinition} from '@aws-sdk/client-ecs';
import {awaitLoss} from './agents.ts';
import {awaitEndOfProtection} from './protection.ts';
import {steadyRepeat} from './reconcile.ts';
import {sort} from './replica.ts';
import {isCompleted} from './rollout.ts';
import {
  type ClusterRecord,
  clusterRecord,
  definitionOf,
  type InstanceRecord,
  instanceRecord,
  type Runtime,
  type ServiceRecord,
  serviceRecord,
  type TaskRecord,
  touch,
} from './runtime.ts';
import {watchStage} from './stages.ts';
import {lastPort} from './task-place.ts';
import {awaitFate, enrol, step} from './task-start.ts';
import {rememberedFor} from './task-stop.ts';

/** Fills the working memory from the state, in one pass over it, and the agenda with what is under way. */
export function resume(runtime: Runtime): void {
  const definitions = new Map<string, TaskDefinition | undefined>();
  const find = (taskDefinitionArn: string) => {
    if (!definitions.has(taskDefinitionArn)) definitions.set(taskDefinitionArn, definitionOf(runtime.state, taskDefinitionArn));
    return definitions.get(taskDefinitionArn);
  };
  for (const state of runtime.state.clusters.values()) {
    const cluster = clusterRecord(runtime, state);
    for (const instance of state.instances.values()) instanceRecord(cluster, instance);
    for (const service of state.services.values()) serviceRecord(cluster, service);
    for (const task of state.tasks.values()) resumeTask(runtime, cluster, task, find(task.taskDefinitionArn ?? ''));
    for (const service of cluster.services.values()) resumeService(runtime, service);
  }
  for (const job of runtime.script.jobs) {
    // Jobs begin at different times of their period, so that they do not all start in the same second.
    if (runtime.state.clusters.has(job.cluster)) {
      runtime.agenda.add(runtime.now + runtime.random.integer(10, job.everySeconds) * 1000, {kind: 'job-due', job});
    }
  }
  for (const trouble of runtime.script.agentTroubles) if (runtime.state.clusters.has(trouble.cluster)) awaitLoss(runtime, trouble);
}

function resumeTask(runtime: Runtime, cluster: ClusterRecord, task: Task, definition: TaskDefinition | undefined): void {
  if (definition === undefined) return;
  const service = task.group?.startsWith('service:') ? cluster.services.get(task.group.slice('service:'.length)) : undefined;
  const instance = cluster.instances.get(task.containerInstanceArn ?? '');
  if (task.lastStatus === 'STOPPED') {
    const record = enrol(runtime, cluster, task, definition, undefined, undefined);
    runtime.agenda.add((task.stoppedAt?.getTime() ?? runtime.now) + rememberedFor, {kind: 'task-forgotten', record});
    return;
  }
  const record = enrol(runtime, cluster, task, definition, service, instance);
  awaitEndOfProtection(runtime, record);
  if (instance !== undefined) continuePorts(instance, task);
  if (task.desiredStatus === 'STOPPED') resumeStop(runtime, record);
  else if (task.lastStatus === 'RUNNING') resumeRunning(runtime, record);
  else step(runtime, record, task.lastStatus === 'PROVISIONING' ? 'PENDING' : 'RUNNING', record.behaviour.start);
}

/** Docker goes on behind the highest port that it has chosen. */
function continuePorts(instance: InstanceRecord, task: Task): void {
  for (const container of task.containers ?? []) {
    for (const {hostPort = 0} of container.networkBindings ?? []) {
      if (hostPort >= instance.nextPort && hostPort < lastPort) instance.nextPort = hostPort + 1;
      // Where the range was used up before, the ports above the highest are no sign of what is free.
      if (hostPort >= lastPort) instance.hasReusedPorts = true;
    }
  }
}

function resumeStop(runtime: Runtime, record: TaskRecord): void {
  const {lastStatus} = record.task;
  if (lastStatus === 'DEPROVISIONING') step(runtime, record, 'STOPPED', [1, 5]);
  else if (lastStatus === 'STOPPING') step(runtime, record, 'EXITED', [0, 2]);
  else step(runtime, record, 'STOPPING', [0, 3]);
}

function resumeRunning(runtime: Runtime, record: TaskRecord): void {
  const {task, behaviour} = record;
  if (task.healthStatus === 'UNHEALTHY') return;
  awaitFate(runtime, record);
  if (behaviour.fate.kind === 'fails-target-health') return;
  const warmAt = (task.startedAt?.getTime() ?? runtime.now) + behaviour.warmUp[1] * 1000;
  if (warmAt <= runtime.now) record.isReady = true;
  else runtime.agenda.add(warmAt, {kind: 'task-step', record, turn: record.turn, to: 'READY'});
}

function resumeService(runtime: Runtime, service: ServiceRecord): void {
  const {kept, leaving} = sort(service);
  const isComplete = kept.length === service.state.service.desiredCount && kept.every(record => record.isReady);
  service.isSteady = isComplete && leaving.length === 0 && isCompleted(service);
  watchStage(runtime, service);
  if (service.isSteady) {
    const said = newest(service, 'has reached a steady state.') ?? runtime.now;
    runtime.agenda.add(Math.max(runtime.now, said + steadyRepeat), {kind: 'steady-repeated', service, turn: service.steadyTurn});
    return;
  }
  const unplaceable = newest(service, 'was unable to place a task');
  if (unplaceable !== undefined) {
    service.lastSaid.set('unplaceable', unplaceable);
    touch(runtime, service, unplaceable + 5 * 60_000);
  }
  touch(runtime, service);
}

function newest({state}: ServiceRecord, words: string): number | undefined {
  return state.service.events?.find(event => event.message?.includes(words))?.createdAt?.getTime();
}
