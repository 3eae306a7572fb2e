// A new run as it is before anything was asked of AWS.

import type {FleetRun, HostRun} from '../../domain/fleet/run.ts';
import {type SafeText, text} from '../../domain/safe-text.ts';
import type {RunOrder} from '../fleet.ts';

/** Where and by whom a run is made. */
export type RunPlace = Pick<FleetRun, 'id' | 'account' | 'region' | 'isDemo' | 'identityArn'>;

/** A new run, not yet recorded anywhere. */
export function newRun(order: RunOrder, place: RunPlace, now: number): FleetRun {
  const {playbook, targets} = order;
  return {
    version: 1,
    ...place,
    playbookId: playbook.id,
    values: order.values,
    cluster: order.cluster,
    clusterName: order.clusterName,
    settings: order.settings,
    phase: playbook.check === undefined ? 'planned' : 'checking',
    hosts: targets.map(target => newHost(order, target)),
    sends: [],
    startedAt: now,
    ...(order.retries === undefined ? {} : {retries: order.retries}),
  };
}

function newHost({playbook, values}: RunOrder, target: HostRun['target']): HostRun {
  if (target.exclusion !== undefined) return {target, state: 'excluded', reason: target.exclusion};
  return playbook.check === undefined
    ? {target, state: 'checked', plan: shortPlan(playbook.plan(undefined, values))}
    : {target, state: 'waiting'};
}

const mostPlanLines = 12;

/** What is kept of a plan with each host: a script that is shown in full elsewhere must not be recorded a thousand times. */
export function shortPlan(plan: readonly SafeText[]): readonly SafeText[] {
  const more = plan.length - mostPlanLines;
  return more <= 0 ? plan : [...plan.slice(0, mostPlanLines), text`… and ${more} lines more`];
}
