// The course of a deployment that goes well: begun, completed, or superseded by the next one.

import type {Deployment, ServiceDeployment} from '@aws-sdk/client-ecs';
import {hasStages, newDeployment, newRevision, newServiceDeployment, revisionArn} from './history.ts';
import {behaviourOf, definitionOf, type Runtime, type ServiceRecord, today, touch} from './runtime.ts';
import {say} from './service-events.ts';

/** The PRIMARY deployment: what the service is to be. */
export function primaryOf({state}: ServiceRecord): Deployment | undefined {
  return state.service.deployments?.find(deployment => deployment.status === 'PRIMARY');
}

/** The service deployment that is in progress, forwards or back. */
export function deploymentInProgress({state}: ServiceRecord): ServiceDeployment | undefined {
  const newest = state.serviceDeployments[0];
  return newest !== undefined && newest.finishedAt === undefined ? newest : undefined;
}

/** Whether the PRIMARY deployment is done. */
export function isCompleted(service: ServiceRecord): boolean {
  return hasStages(service.state.service) ? deploymentInProgress(service) === undefined : primaryOf(service)?.rolloutState === 'COMPLETED';
}

/** Makes a new PRIMARY deployment of the service's task definition; the one before becomes ACTIVE until its tasks are replaced. */
export function beginDeployment(runtime: Runtime, service: ServiceRecord): void {
  const {state} = service;
  const at = today(runtime);
  supersede(runtime, deploymentInProgress(service));
  const source = primaryOf(service);
  if (source !== undefined) source.status = 'ACTIVE';
  const others = (state.service.deployments ?? []).filter(each => each !== source && (each.runningCount ?? 0) > 0);
  const sources = source === undefined ? [] : [source, ...others];
  const deployment = newDeployment(state.service, runtime.random, at);
  state.service.deployments = [deployment, ...(state.service.deployments ?? []).filter(isStillOfUse)];
  const revision = newRevision(runtime.state, state.service, deployment);
  state.revisions.set(revision.serviceRevisionArn ?? '', revision);
  const history = newServiceDeployment(runtime.state, state, deployment, sources, runtime.random);
  state.serviceDeployments.unshift(history);
  state.service.currentServiceDeployment = history.serviceDeploymentArn;
  state.service.currentServiceRevisions = state.service.deployments.map(each => ({arn: revisionArn(runtime.state, state.service, each)}));
  service.isSteady = false;
  service.failuresInARow = 0;
  service.startsNotBefore = 0;
  service.lastSaid.clear();
  touch(runtime, service);
}

/** A deployment with tasks is still to be replaced; one that completed may be rolled back to. */
function isStillOfUse({status, rolloutState, runningCount = 0, pendingCount = 0}: Deployment): boolean {
  return rolloutState === undefined || rolloutState === 'COMPLETED' || runningCount + pendingCount > 0 || status === 'PRIMARY';
}

function supersede(runtime: Runtime, history: ServiceDeployment | undefined): void {
  if (history === undefined) return;
  finish(runtime, history, 'STOPPED', 'Service deployment was stopped because a new service deployment was started.');
  history.stoppedAt = today(runtime);
}

/** The entry of the history is over. */
export function finish(runtime: Runtime, history: ServiceDeployment, status: ServiceDeployment['status'], reason?: string): void {
  history.status = status;
  history.finishedAt = today(runtime);
  history.updatedAt = today(runtime);
  if (reason !== undefined) history.statusReason = reason;
  if (history.deploymentCircuitBreaker?.status === 'MONITORING') history.deploymentCircuitBreaker.status = 'MONITORING_COMPLETE';
  if (history.alarms?.status === 'MONITORING') history.alarms.status = 'MONITORING_COMPLETE';
}

/** The PRIMARY deployment has all its tasks and no other has any: it is done, and the others are forgotten. */
export function completeDeployment(runtime: Runtime, service: ServiceRecord): void {
  const {service: current} = service.state;
  const primary = primaryOf(service);
  if (primary === undefined) return;
  if (!hasStages(current)) {
    primary.rolloutState = 'COMPLETED';
    primary.rolloutStateReason = `ECS deployment ${primary.id} completed.`;
  }
  primary.updatedAt = today(runtime);
  current.deployments = [primary];
  current.currentServiceRevisions = [{arn: revisionArn(runtime.state, current, primary)}];
  delete current.currentServiceDeployment;
  const history = deploymentInProgress(service);
  if (history !== undefined) {
    finish(runtime, history, history.rollback === undefined ? 'SUCCESSFUL' : 'ROLLBACK_SUCCESSFUL');
    if (history.lifecycleStage !== undefined) endTraffic(history, history.rollback === undefined ? 'new' : 'old');
    planRedeployment(runtime, service, history, primary);
  }
  say(runtime, service, `(deployment ${primary.id}) deployment completed.`);
}

/** Somebody tries the revision again later, where the script says so: the demo region is never quiet for long. */
function planRedeployment(runtime: Runtime, service: ServiceRecord, history: ServiceDeployment, primary: Deployment): void {
  const taskDefinition = service.state.revisions.get(history.targetServiceRevision?.arn ?? '')?.taskDefinition;
  const definition = definitionOf(runtime.state, taskDefinition);
  if (taskDefinition === undefined || definition === undefined) return;
  const {redeployedAfter} = behaviourOf(runtime, definition);
  if (redeployedAfter === undefined) return;
  runtime.agenda.add(runtime.now + redeployedAfter * 1000, {kind: 'redeployed', service, taskDefinition, expected: primary.id ?? ''});
}

/** All production traffic goes to one side: to the new revision, or back to the one that the rollback names. */
export function endTraffic(history: ServiceDeployment, side: 'new' | 'old'): void {
  history.lifecycleStage = 'CLEAN_UP';
  const winner = side === 'new' ? history.targetServiceRevision?.arn : history.rollback?.serviceRevisionArn;
  for (const revision of [history.targetServiceRevision, ...(history.sourceServiceRevisions ?? [])]) {
    if (revision !== undefined) revision.requestedProductionTrafficWeight = revision.arn === winner ? 100 : 0;
  }
}
