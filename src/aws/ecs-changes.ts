// The port EcsChanges: each change sends only the field that it is about, so that it takes nothing else back.

import {Refused, UserError} from '../domain/errors.ts';
import type {EcsChanges} from '../domain/ports.ts';
import type {ScalingChanges} from '../domain/scaling/scaling-port.ts';
import type {ShellHost, ShellTarget} from '../domain/shell.ts';
import type {Call} from './caller.ts';
import type {EcsOperations} from './ecs-client.ts';
import {toFailures} from './failure-mapper.ts';

/** Changes of ECS by `call`, whose client never tries twice. */
export function createEcsChanges(
  call: Call<EcsOperations>,
  region: string,
  shells: ShellHost | undefined,
): Omit<EcsChanges, keyof ScalingChanges> {
  return {
    async scaleService(cluster, service, desired, signal) {
      return accepted(await call('UpdateService', {cluster, service, desiredCount: desired}, signal));
    },
    async redeployService(cluster, service, signal) {
      return accepted(await call('UpdateService', {cluster, service, forceNewDeployment: true}, signal));
    },
    async deployRevision(cluster, service, taskDefinition, signal) {
      return accepted(await call('UpdateService', {cluster, service, taskDefinition}, signal));
    },
    async openShell(target, command, signal) {
      if (shells === undefined) throw new Refused('a shell needs a terminal', 'Run ecsdeck in one.');
      await shells.check();
      const {cluster, task, container} = target;
      const answer = await call('ExecuteCommand', {cluster, task, container, command, interactive: true}, signal);
      const {sessionId, streamUrl, tokenValue: token} = answer.session ?? {};
      if (sessionId === undefined || streamUrl === undefined || token === undefined) {
        throw new UserError('ECS opened a session and did not say where', 'Try again.');
      }
      await shells.attach({sessionId, streamUrl, token, region, target: sessionTarget(target)});
      return accepted(answer);
    },
    async stopTask(cluster, task, reason, signal) {
      return accepted(await call('StopTask', {cluster, task, reason}, signal));
    },
    async setContainerInstancesState(cluster, instances, status, signal) {
      const answer = await call('UpdateContainerInstancesState', {cluster, containerInstances: [...instances], status}, signal);
      return {...accepted(answer), failures: toFailures(answer.failures)};
    },
  };
}

function accepted({$metadata}: {readonly $metadata: {readonly requestId?: string | undefined}}): {readonly requestId: string} {
  return {requestId: $metadata.requestId ?? ''};
}

/** Session Manager's name for a container. */
function sessionTarget({cluster, taskId, runtimeId}: ShellTarget): string {
  return `ecs:${cluster.slice(cluster.lastIndexOf('/') + 1)}_${taskId}_${runtimeId}`;
}
