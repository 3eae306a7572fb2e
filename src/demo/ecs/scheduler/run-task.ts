// RunTask: tasks outside any service, placed one by one; what cannot be placed fails at once and is never retried.

import type {RunTaskRequest, Scheduler} from '../state.ts';
import {launch} from './launch.ts';
import type {ClusterRecord, Runtime} from './runtime.ts';
import type {PeriodicJob} from './script.ts';
import {runTaskFailure} from './service-events.ts';

/** Places and starts up to `count` tasks; one failure for each that could not be placed. */
export function runTask(runtime: Runtime, cluster: ClusterRecord, request: RunTaskRequest): ReturnType<Scheduler['runTask']> {
  const tasks = [];
  const failures = [];
  const how = {launchType: request.launchType === 'FARGATE' ? ('FARGATE' as const) : ('EC2' as const)};
  const what = {group: request.group, ...(request.startedBy !== undefined && {startedBy: request.startedBy})};
  const rules = {constraints: request.placementConstraints ?? [], strategies: request.placementStrategy ?? []};
  for (let started = 0; started < request.count; started++) {
    const launched = launch(runtime, cluster, request.taskDefinition, how, what, rules);
    if ('task' in launched) {
      tasks.push(launched.task.task);
    } else {
      const arn = launched.failure.closest?.instance.containerInstanceArn;
      failures.push({...(arn !== undefined && {arn}), reason: runTaskFailure[launched.failure.kind]});
    }
  }
  return {tasks, failures};
}

/** A periodic job is due: runs the newest revision of its family, and plans the next time. */
export function runJob(runtime: Runtime, job: PeriodicJob): void {
  const cluster = runtime.state.clusters.get(job.cluster);
  const record = cluster && runtime.clusters.get(cluster);
  const taskDefinition = runtime.state.taskDefinitions.get(job.family)?.findLast(definition => definition.status === 'ACTIVE');
  if (record !== undefined && taskDefinition !== undefined) {
    runTask(runtime, record, {
      taskDefinition,
      count: job.count,
      group: `family:${job.family}`,
      startedBy: job.startedBy,
      ...(job.placementConstraints && {placementConstraints: job.placementConstraints}),
      ...(job.placementStrategy && {placementStrategy: job.placementStrategy}),
    });
  }
  runtime.agenda.add(runtime.now + job.everySeconds * 1000, {kind: 'job-due', job});
}
