// What a load balancer would find at a task: told by the task's behaviour, which the load balancer does not know.

import type {Task} from '@aws-sdk/client-ecs';
import type {TargetCheck} from '../state.ts';
import type {Runtime} from './runtime.ts';

/** What the load balancer's checks of a task come to, while it runs. */
export function targetCheckOf(runtime: Runtime, task: Task): TargetCheck {
  const record = runtime.tasks.get(task);
  if (record === undefined) return {kind: 'awaited'};
  const {fate} = record.behaviour;
  if (fate.kind === 'fails-target-health') return {kind: 'fails', reason: fate.reason, isSudden: false};
  // Its container hangs, and its own health check has found that out.
  if (task.healthStatus === 'UNHEALTHY') return {kind: 'fails', reason: 'Request timed out', isSudden: true};
  return {kind: record.isReady ? 'passes' : 'awaited'};
}
