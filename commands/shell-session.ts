// What opening a shell means, the same from a task and from one of its containers.

import type {SafeText} from '../src/domain/safe-text.ts';
import {text} from '../src/domain/safe-text.ts';
import type {ShellTarget} from '../src/domain/shell.ts';
import type {Container} from '../src/domain/task.ts';
import type {Consequence} from './command.ts';
import {line} from './consequence.ts';

/** What runs in the container; every image that has a shell has this one. */
export const shell = '/bin/sh';

/** The id of the container's task. */
export function taskIdOf({taskArn}: Container): string {
  return taskArn.slice(taskArn.lastIndexOf('/') + 1);
}

/** True when ECS can open a shell in it now. */
export function isReachable({lastStatus, execAgent}: Container): boolean {
  return lastStatus === 'RUNNING' && execAgent === 'RUNNING';
}

/** Where a shell in the container is opened; undefined while it has no runtime. */
export function targetIn(container: Container): ShellTarget | undefined {
  const {clusterArn: cluster, taskArn: task, name, runtimeId} = container;
  return runtimeId === undefined ? undefined : {cluster, task, taskId: taskIdOf(container), container: name, runtimeId};
}

/** What is to be known before. */
export function shellConsequences(name: string, image: string | undefined): readonly Consequence[] {
  return [
    line('plain', text`${shell} as root in container ${name}, image ${image ?? 'unknown'}`),
    line('warn', text`what is typed in it is not in ecsdeck's audit log; AWS logs it where the cluster is set so`),
    line('plain', text`it ends with exit, or after 20 minutes without a key`),
  ];
}

/** Why there is no way in while ECS Exec is off. */
export function execIsOff(shortTask: string): SafeText {
  return text`ECS Exec is off for task ${shortTask}: set enableExecuteCommand on its service and redeploy, it holds for tasks that start then`;
}

/** What to look at while the agent does not run. */
export function agentIsMissing(where: SafeText, states: string): SafeText {
  return text`the agent of ECS Exec does not run in ${where} (${states}): wait a moment after its start, else look at the task role and its way to ssmmessages`;
}
