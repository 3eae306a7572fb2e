// The lines of the audit log that a run writes: each send that changes hosts, each change at ECS, and what became of each host.

import type {Finding} from '../../domain/fleet/finding.ts';
import type {FleetRun, HostRun, SendRecord} from '../../domain/fleet/run.ts';
import {plural} from '../../domain/format/quantity.ts';
import {text} from '../../domain/safe-text.ts';
import type {FleetAuditEntry} from '../ports.ts';

type Parts = Pick<FleetAuditEntry, 'phase' | 'at'> & Partial<FleetAuditEntry>;

/** A send to hosts. */
export function sendLine(run: FleetRun, send: SendRecord, parts: Parts): FleetAuditEntry {
  const what = send.stage === 'apply' ? run.playbookId : `${run.playbookId} ${send.stage}`;
  return {
    change: send.token,
    command: `fleet.${run.playbookId}`,
    target: run.cluster,
    summary: text`${what} on ${plural(send.instanceIds.length, 'host')} of ${run.clusterName}, wave ${send.wave}`,
    before: {},
    wanted: {run: run.id, wave: send.wave, instances: send.instanceIds, values: run.values},
    ...parts,
  };
}

/** What became of one host that had its turn. */
export function hostLine(run: FleetRun, host: HostRun, at: number): FleetAuditEntry {
  const {target, state, before, after, applied, reason} = host;
  const newest = after ?? applied;
  return {
    change: `${run.id} ${target.instanceId}`,
    phase: 'outcome',
    at,
    command: `fleet.${run.playbookId}`,
    target: target.arn,
    summary: text`${run.playbookId} on ${target.instanceId}: ${state}`,
    before: before === undefined ? {} : flat(before),
    wanted: run.values,
    result: state === 'done' ? 'arrived' : state === 'unknown' ? 'unknown' : 'failed',
    ...(newest === undefined ? {} : {after: flat(newest)}),
    ...(reason === undefined ? {} : {error: reason}),
  };
}

/** DRAINING or ACTIVE again, around a host's turn. */
export function holdLine(run: FleetRun, host: HostRun, status: 'ACTIVE' | 'DRAINING', change: string, parts: Parts): FleetAuditEntry {
  return {
    change,
    command: status === 'ACTIVE' ? 'fleet.activate' : 'fleet.drain',
    target: host.target.arn,
    summary: text`${host.target.instanceId}: ${status} for ${run.playbookId}`,
    before: {status: host.target.status, runningTasks: host.tasksLeft ?? host.target.runningTasks},
    wanted: {run: run.id, status},
    ...parts,
  };
}

function flat({verdict, values}: Finding): Readonly<Record<string, string | number>> {
  const pairs = Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? value : String(value)] as const);
  return Object.fromEntries([['verdict', verdict] as const, ...pairs]);
}
