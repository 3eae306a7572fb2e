// The agent of ECS Exec in the containers of a task that was started with Exec on. It lives exactly as long as its container.

import type {Container, Task} from '@aws-sdk/client-ecs';

/** RUNNING, PENDING or STOPPED; undefined where Exec is off. */
export function execAgentStatus({enableExecuteCommand}: Task, {lastStatus}: Container): string | undefined {
  if (enableExecuteCommand !== true) return undefined;
  return lastStatus === 'RUNNING' || lastStatus === 'STOPPED' ? lastStatus : 'PENDING';
}

/** The task as DescribeTasks tells it, with the agents of its containers. */
export function withExecAgents(task: Task): Task {
  if (task.enableExecuteCommand !== true) return task;
  const containers = task.containers?.map(container => ({
    ...container,
    managedAgents: [{name: 'ExecuteCommandAgent' as const, lastStatus: execAgentStatus(task, container)}],
  }));
  return {...task, containers};
}
