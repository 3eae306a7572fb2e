// The demo region's scheduler: the calls that the operations make, and the playing of all that falls due in between.

import type {TaskStopCode} from '@aws-sdk/client-ecs';
import type {Random} from '../../random.ts';
import type {ClusterState, EcsState, Scheduler, ServiceState} from '../state.ts';
import {worldScript} from '../world/script.ts';
import {disconnectAgent, findAgent} from './agents.ts';
import {deploy, playUntil} from './play.ts';
import {protect} from './protection.ts';
import {resume} from './resume.ts';
import {requestRollback} from './rollback.ts';
import {runTask} from './run-task.ts';
import {clusterRecord, createRuntime, instanceRecord, roomFreed, serviceRecord, touch} from './runtime.ts';
import type {RegionScript} from './script.ts';
import {endPause} from './stages.ts';
import {targetCheckOf} from './target-check.ts';
import {killContainers, stopTask} from './task-stop.ts';

/** What a scheduler is made from. */
export interface SchedulerParts {
  readonly state: EcsState;
  readonly random: Random;
  /** Demo time at the start, milliseconds since 1970. */
  readonly now: number;
  /** How the software in the region behaves; by default that of the demo worlds. */
  readonly script?: RegionScript;
}

/** A scheduler for `state`, which it changes in place. The same seed and the same calls at the same times give the same state. */
export function createScheduler({state, random, now, script = worldScript}: SchedulerParts): Scheduler {
  const runtime = createRuntime(state, random, script, now);
  resume(runtime);
  // What a call causes at once is part of the call, so that its answer shows it.
  const atOnce = () => playUntil(runtime, runtime.now);
  const recordOf = (cluster: ClusterState, service: ServiceState) => serviceRecord(clusterRecord(runtime, cluster), service);
  return {
    advance: time => playUntil(runtime, time),
    serviceScaled(cluster, service) {
      touch(runtime, recordOf(cluster, service));
      atOnce();
    },
    deploymentStarted(cluster, service) {
      deploy(runtime, recordOf(cluster, service));
      atOnce();
    },
    rollbackRequested: (cluster, service, deployment) => requestRollback(runtime, recordOf(cluster, service), deployment),
    pauseEnded: (cluster, service, deployment, hookId) => endPause(runtime, recordOf(cluster, service), deployment, hookId),
    taskProtected(_cluster, task, until) {
      const record = runtime.tasks.get(task);
      if (record !== undefined) protect(runtime, record, until);
      atOnce();
    },
    serviceCreated(cluster, service) {
      deploy(runtime, recordOf(cluster, service));
      atOnce();
    },
    stopTask(_cluster, task, stopCode, reason) {
      const record = runtime.tasks.get(task);
      if (record === undefined || task.lastStatus === 'STOPPED') return;
      stopTask(runtime, record, knownStopCode(stopCode), reason);
      if (record.service) touch(runtime, record.service);
      atOnce();
    },
    runTask: (cluster, request) => runTask(runtime, clusterRecord(runtime, cluster), request),
    targetCheckOf: task => targetCheckOf(runtime, task),
    instanceStateChanged(cluster, instance) {
      const record = instanceRecord(clusterRecord(runtime, cluster), instance);
      instance.instance.version = (instance.instance.version ?? 0) + 1;
      for (const task of record.tasks) if (task.service) touch(runtime, task.service);
      for (const daemon of record.cluster.daemons) touch(runtime, daemon);
      roomFreed(runtime, record.cluster);
      atOnce();
    },
    agentDisconnected: (cluster, instance) => disconnectAgent(runtime, instanceRecord(clusterRecord(runtime, cluster), instance)),
    agentConnected(cluster, instance) {
      findAgent(runtime, instanceRecord(clusterRecord(runtime, cluster), instance));
      atOnce();
    },
    containersKilled(cluster, instance) {
      killContainers(runtime, instanceRecord(clusterRecord(runtime, cluster), instance));
      atOnce();
    },
  };
}

const stopCodes: readonly TaskStopCode[] = [
  'EssentialContainerExited',
  'InfrastructureHealth',
  'ServiceSchedulerInitiated',
  'SpotInterruption',
  'TaskFailedToStart',
  'TerminationNotice',
  'UserInitiated',
];

function knownStopCode(text: string): TaskStopCode {
  return stopCodes.find(code => code === text) ?? 'UserInitiated';
}
