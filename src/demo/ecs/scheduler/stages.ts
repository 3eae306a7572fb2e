// Deployments in stages (BLUE_GREEN, CANARY, LINEAR): both revisions run in full, and production traffic moves from one to the other.

import type {
  DeploymentConfiguration,
  ServiceDeployment,
  ServiceDeploymentLifecycleStage,
  ServiceRevisionSummary,
} from '@aws-sdk/client-ecs';
import {awaitedPause, beginPause} from './hooks.ts';
import {rollBackAtTimeout} from './rollback.ts';
import {deploymentInProgress} from './rollout.ts';
import {behaviourOf, definitionOf, type Runtime, type ServiceRecord, today, touch} from './runtime.ts';
import {say} from './service-events.ts';

const order: readonly ServiceDeploymentLifecycleStage[] = [
  'RECONCILE_SERVICE',
  'PRE_SCALE_UP',
  'SCALE_UP',
  'POST_SCALE_UP',
  'TEST_TRAFFIC_SHIFT',
  'POST_TEST_TRAFFIC_SHIFT',
  'PRODUCTION_TRAFFIC_SHIFT',
  'POST_PRODUCTION_TRAFFIC_SHIFT',
  'BAKE_TIME',
  'CLEAN_UP',
];

// A stage without a hook is over at once; some seconds of it are left to be seen.
const plainStageSeconds = 3;

/** Whether the old revision's tasks have to stay: traffic may still go back to them. */
export function keepsOldRevision(service: ServiceRecord): boolean {
  const stage = deploymentInProgress(service)?.lifecycleStage;
  return stage !== undefined && stage !== 'CLEAN_UP';
}

/** Has the stage end in time; SCALE_UP and CLEAN_UP end by what the tasks do, a pause by its answer, and not by the clock. */
export function watchStage(runtime: Runtime, service: ServiceRecord): void {
  const deployment = deploymentInProgress(service);
  const pause = deployment && awaitedPause(deployment);
  if (deployment !== undefined && pause?.hookId !== undefined) {
    const {hookId, expiresAt} = pause;
    runtime.agenda.add(Math.max(runtime.now, expiresAt?.getTime() ?? 0), {kind: 'hook-expired', service, deployment, hookId});
    return;
  }
  const seconds = deployment && stageSeconds(deployment);
  if (deployment === undefined || seconds === undefined) return;
  const since = deployment.updatedAt?.getTime() ?? runtime.now;
  runtime.agenda.add(Math.max(runtime.now, since + seconds * 1000), {kind: 'stage-ended', service, deployment});
}

/** Every task of the new revision is ready: SCALE_UP is over. */
export function scaledUp(runtime: Runtime, service: ServiceRecord): void {
  const deployment = deploymentInProgress(service);
  if (deployment?.lifecycleStage === 'SCALE_UP' && deployment.status === 'IN_PROGRESS')
    enter(runtime, service, deployment, 'POST_SCALE_UP');
}

/** A stage's time is over: the next step of traffic, or the next stage. */
export function endStage(runtime: Runtime, service: ServiceRecord, deployment: ServiceDeployment): void {
  const stage = deployment.lifecycleStage;
  if (deployment !== deploymentInProgress(service) || stage === undefined || stageSeconds(deployment) === undefined) return;
  if (deployment.status !== 'IN_PROGRESS' || awaitedPause(deployment) !== undefined) return;
  const weight = deployment.targetServiceRevision?.requestedProductionTrafficWeight ?? 0;
  if (stage === 'PRODUCTION_TRAFFIC_SHIFT' && weight < 100) {
    shiftTraffic(runtime, service, deployment);
    watchStage(runtime, service);
    return;
  }
  const next = order[order.indexOf(stage) + 1];
  if (next !== undefined) enter(runtime, service, deployment, next);
}

/** Somebody answered a pause by having the deployment go on. */
export function endPause(runtime: Runtime, service: ServiceRecord, deployment: ServiceDeployment, hookId: string): void {
  answer(runtime, service, deployment, hookId, 'SUCCEEDED');
}

/** Nobody answered a pause in time. */
export function expirePause(runtime: Runtime, service: ServiceRecord, deployment: ServiceDeployment, hookId: string): void {
  const pause = awaitedPause(deployment);
  if (deployment !== deploymentInProgress(service) || pause?.hookId !== hookId) return;
  if (pause.timeoutAction === 'CONTINUE') {
    answer(runtime, service, deployment, hookId, 'TIMED_OUT');
    return;
  }
  pause.status = 'TIMED_OUT';
  rollBackAtTimeout(runtime, service, deployment);
}

function answer(
  runtime: Runtime,
  service: ServiceRecord,
  deployment: ServiceDeployment,
  hookId: string,
  status: 'SUCCEEDED' | 'TIMED_OUT',
): void {
  const pause = awaitedPause(deployment);
  if (pause?.hookId !== hookId) return;
  pause.status = status;
  deployment.updatedAt = today(runtime);
  watchStage(runtime, service);
}

function enter(runtime: Runtime, service: ServiceRecord, deployment: ServiceDeployment, stage: ServiceDeploymentLifecycleStage): void {
  deployment.lifecycleStage = stage;
  deployment.updatedAt = today(runtime);
  if (stage === 'PRODUCTION_TRAFFIC_SHIFT') shiftTraffic(runtime, service, deployment);
  beginPause(runtime, deployment, stage);
  watchStage(runtime, service);
  touch(runtime, service);
}

function shiftTraffic(runtime: Runtime, service: ServiceRecord, deployment: ServiceDeployment): void {
  const target = deployment.targetServiceRevision;
  if (target === undefined) return;
  const weight = nextWeight(deployment.deploymentConfiguration, target.requestedProductionTrafficWeight ?? 0);
  target.requestedProductionTrafficWeight = weight;
  shareRest(deployment.sourceServiceRevisions ?? [], 100 - weight);
  deployment.updatedAt = today(runtime);
  awaitAlarm(runtime, service, deployment);
  say(runtime, service, `has shifted ${weight} percent of production traffic to (service-revision ${target.arn}).`);
}

/** What is left of the traffic stays shared as it was among the old revisions. */
function shareRest(sources: readonly ServiceRevisionSummary[], rest: number): void {
  const weightOf = ({requestedProductionTrafficWeight = 0}: ServiceRevisionSummary) => requestedProductionTrafficWeight;
  const total = sources.reduce((sum, source) => sum + weightOf(source), 0);
  for (const source of sources)
    source.requestedProductionTrafficWeight = total === 0 ? 0 : Math.round((weightOf(source) / total) * rest * 10) / 10;
}

/** The first requests that reach a revision show what is wrong with it. */
function awaitAlarm(runtime: Runtime, service: ServiceRecord, deployment: ServiceDeployment): void {
  const definition = definitionOf(runtime.state, service.state.service.taskDefinition);
  const after = definition && behaviourOf(runtime, definition).raisesAlarmAfter;
  if (after !== undefined) runtime.agenda.add(runtime.now + after * 1000, {kind: 'alarm-raised', service, deployment});
}

function nextWeight(configuration: DeploymentConfiguration | undefined, weight: number): number {
  if (configuration?.strategy === 'CANARY' && weight === 0) return configuration.canaryConfiguration?.canaryPercent ?? 5;
  if (configuration?.strategy === 'LINEAR') return Math.min(100, weight + (configuration.linearConfiguration?.stepPercent ?? 10));
  return 100;
}

function stageSeconds({lifecycleStage, deploymentConfiguration, targetServiceRevision}: ServiceDeployment): number | undefined {
  if (lifecycleStage === undefined || lifecycleStage === 'SCALE_UP' || lifecycleStage === 'CLEAN_UP') return undefined;
  if (lifecycleStage === 'BAKE_TIME') return (deploymentConfiguration?.bakeTimeInMinutes ?? 0) * 60 + plainStageSeconds;
  const isShifting = lifecycleStage === 'PRODUCTION_TRAFFIC_SHIFT' && (targetServiceRevision?.requestedProductionTrafficWeight ?? 0) < 100;
  return isShifting ? stepMinutes(deploymentConfiguration) * 60 : plainStageSeconds;
}

function stepMinutes(configuration: DeploymentConfiguration | undefined): number {
  if (configuration?.strategy === 'LINEAR') return configuration.linearConfiguration?.stepBakeTimeInMinutes ?? 6;
  return configuration?.canaryConfiguration?.canaryBakeTimeInMinutes ?? 10;
}
