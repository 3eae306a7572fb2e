// Pauses of a deployment in stages: it waits until somebody has it go on or rolls it back, or until its time is over.

import type {DeploymentLifecycleHookDetail, ServiceDeployment, ServiceDeploymentLifecycleStage} from '@aws-sdk/client-ecs';
import {type Runtime, today} from './runtime.ts';

// ECS's defaults.
const waitedMinutes = 1440;
const timeoutAction = 'ROLLBACK';

/** The pause that the deployment waits at. */
export function awaitedPause({status, lifecycleHookDetails}: ServiceDeployment): DeploymentLifecycleHookDetail | undefined {
  return status === 'IN_PROGRESS' ? lifecycleHookDetails?.find(hook => hook.status === 'AWAITING_ACTION') : undefined;
}

/** Has the deployment wait where its configuration says so. */
export function beginPause(runtime: Runtime, deployment: ServiceDeployment, stage: ServiceDeploymentLifecycleStage): void {
  const hooks = deployment.deploymentConfiguration?.lifecycleHooks ?? [];
  const hook = hooks.find(({targetType, lifecycleStages = []}) => targetType === 'PAUSE' && lifecycleStages.some(name => name === stage));
  if (hook === undefined) return;
  const {timeoutInMinutes = waitedMinutes, action = timeoutAction} = hook.timeoutConfiguration ?? {};
  const detail: DeploymentLifecycleHookDetail = {
    hookId: `ecs-pause-${runtime.random.hex(43)}`,
    targetType: 'PAUSE',
    status: 'AWAITING_ACTION',
    expiresAt: new Date(today(runtime).getTime() + timeoutInMinutes * 60_000),
    timeoutAction: action,
  };
  deployment.lifecycleHookDetails = [...(deployment.lifecycleHookDetails ?? []), detail];
}
