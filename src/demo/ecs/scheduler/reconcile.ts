// One look at a service: bring it nearer to what it is to be, then see whether its deployment is done and whether it is steady.

import {recountService} from './counts.ts';
import {reconcileDaemon} from './daemon.ts';
import {reconcileReplica, sort} from './replica.ts';
import {completeDeployment, deploymentInProgress, isCompleted, primaryOf} from './rollout.ts';
import type {Runtime, ServiceRecord} from './runtime.ts';
import {say} from './service-events.ts';
import {keepsOldRevision, scaledUp} from './stages.ts';

/** ECS repeats the event of an unchanged steady state after six hours. */
export const steadyRepeat = 6 * 3_600_000;

/** Looks at a service that something happened to. */
export function reconcile(runtime: Runtime, service: ServiceRecord): void {
  service.isTouched = false;
  if (service.state.service.status === 'INACTIVE') return;
  if (service.state.service.schedulingStrategy === 'DAEMON') reconcileDaemon(runtime, service);
  else reconcileReplica(runtime, service);
  recountService(
    service.state,
    Iterator.from(service.tasks).map(record => record.task),
  );
  settle(runtime, service);
}

function settle(runtime: Runtime, service: ServiceRecord): void {
  const {kept, leaving} = sort(service);
  const hasAll = kept.length === (service.state.service.desiredCount ?? 0) && kept.every(record => record.isReady);
  if (hasAll) scaledUp(runtime, service);
  const primary = primaryOf(service);
  // A task of an older deployment that is still on its way down keeps the deployment from being done.
  const isReplaced = Array.from(service.tasks).every(record => record.task.startedBy === primary?.id);
  const canComplete = !isCompleted(service) && primary?.rolloutState !== 'FAILED' && !keepsOldRevision(service);
  const history = deploymentInProgress(service);
  const isOnItsWay = history !== undefined && history.status !== 'ROLLBACK_REQUESTED';
  if (hasAll && isReplaced && canComplete && isOnItsWay) completeDeployment(runtime, service);
  const isSteady = hasAll && leaving.length === 0 && isCompleted(service);
  if (isSteady && !service.isSteady) becomeSteady(runtime, service);
  service.isSteady = isSteady;
}

function becomeSteady(runtime: Runtime, service: ServiceRecord): void {
  service.lastSaid.delete('unplaceable');
  service.steadyTurn += 1;
  say(runtime, service, 'has reached a steady state.');
  runtime.agenda.add(runtime.now + steadyRepeat, {kind: 'steady-repeated', service, turn: service.steadyTurn});
}

/** Writes the event again when the service has been steady all the while. */
export function repeatSteady(runtime: Runtime, service: ServiceRecord, turn: number): void {
  if (!service.isSteady || service.steadyTurn !== turn) return;
  say(runtime, service, 'has reached a steady state.');
  runtime.agenda.add(runtime.now + steadyRepeat, {kind: 'steady-repeated', service, turn});
}
