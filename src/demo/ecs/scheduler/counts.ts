// The counts that ECS shows of services, deployments and container instances, worked out from the tasks that belong to them.

import type {Deployment, ServiceRevisionSummary, Task} from '@aws-sdk/client-ecs';
import type {ServiceState} from '../state.ts';
import {lastPart} from './arns.ts';
import type {InstanceRecord} from './runtime.ts';

const pendingStates = new Set(['PROVISIONING', 'PENDING', 'ACTIVATING']);

/** Whether a task counts as pending: on its way up. */
export function isPending(task: Task): boolean {
  return task.desiredStatus === 'RUNNING' && pendingStates.has(task.lastStatus ?? '');
}

/** Works out the counts of a service, of its deployments and of the service deployment in progress, from its tasks. */
export function recountService(state: ServiceState, tasks: Iterable<Task>): void {
  const {service} = state;
  const counts = new Map<string, {running: number; pending: number}>();
  let [running, pending] = [0, 0];
  for (const task of tasks) {
    const isRunning = task.lastStatus === 'RUNNING';
    if (!isRunning && !isPending(task)) continue;
    const key = task.startedBy ?? '';
    const own = counts.get(key) ?? {running: 0, pending: 0};
    counts.set(key, own);
    own[isRunning ? 'running' : 'pending'] += 1;
    if (isRunning) running += 1;
    else pending += 1;
  }
  service.runningCount = running;
  service.pendingCount = pending;
  for (const deployment of service.deployments ?? []) {
    const own = counts.get(deployment.id ?? '') ?? {running: 0, pending: 0};
    deployment.runningCount = own.running;
    deployment.pendingCount = own.pending;
    deployment.desiredCount = deployment.status === 'PRIMARY' ? service.desiredCount : own.running + own.pending;
  }
  recountRevisions(state);
}

function recountRevisions({service, serviceDeployments}: ServiceState): void {
  const current = serviceDeployments[0];
  const deployments = service.deployments ?? [];
  if (current !== undefined && (current.finishedAt === undefined || deployments.length === 1)) {
    for (const summary of [current.targetServiceRevision, ...(current.sourceServiceRevisions ?? [])]) {
      if (summary !== undefined)
        copyCounts(
          summary,
          deployments.find(deployment => isOf(summary, deployment)),
        );
    }
  }
  for (const summary of service.currentServiceRevisions ?? [])
    copyCounts(
      summary,
      deployments.find(deployment => isOf(summary, deployment)),
    );
}

function isOf(summary: ServiceRevisionSummary, deployment: Deployment): boolean {
  return lastPart(summary.arn) === lastPart(deployment.id);
}

function copyCounts(summary: ServiceRevisionSummary, deployment: Deployment | undefined): void {
  summary.requestedTaskCount = deployment?.desiredCount ?? 0;
  summary.runningTaskCount = deployment?.runningCount ?? 0;
  summary.pendingTaskCount = deployment?.pendingCount ?? 0;
}

/** Works out the counts of a container instance. */
export function recountInstance({instance: {instance}, tasks}: InstanceRecord): void {
  let [running, pending] = [0, 0];
  for (const {task} of tasks) {
    if (task.lastStatus === 'RUNNING') running += 1;
    else if (isPending(task)) pending += 1;
  }
  instance.runningTasksCount = running;
  instance.pendingTasksCount = pending;
}
