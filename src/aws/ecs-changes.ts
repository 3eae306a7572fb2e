// The port EcsChanges, but for shells: each change sends only the field that it is about, so that it takes nothing else back.

import type {EcsChanges} from '../domain/ports.ts';
import type {ScalingChanges} from '../domain/scaling/scaling-port.ts';
import type {Call} from './caller.ts';
import type {EcsOperations} from './ecs-client.ts';
import {toFailures} from './failure-mapper.ts';

/** Changes of ECS by `call`, whose client never tries twice. */
export function createEcsChanges(call: Call<EcsOperations>): Omit<EcsChanges, 'openShell' | 'openHostShell' | keyof ScalingChanges> {
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
    async rollBackDeployment(serviceDeploymentArn, signal) {
      return accepted(await call('StopServiceDeployment', {serviceDeploymentArn, stopType: 'ROLLBACK'}, signal));
    },
    async continueDeployment(serviceDeploymentArn, hookId, signal) {
      return accepted(await call('ContinueServiceDeployment', {serviceDeploymentArn, hookId, action: 'CONTINUE'}, signal));
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
