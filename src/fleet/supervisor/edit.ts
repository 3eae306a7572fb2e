// Small edits of a run, each giving a new one. A run has up to a thousand hosts, so its list is copied once for a whole step.

import type {FleetRun, HostRun, SendRecord} from '../../domain/fleet/run.ts';
import type {Playbook} from '../playbook.ts';
import {followedBy} from './census.ts';

/** What the steps of one run share: its playbook, and where each host stands in its list, by `i-…` or `mi-…`. */
export interface RunContext {
  readonly playbook: Playbook;
  readonly places: ReadonlyMap<string, number>;
}

/** New hosts by their place in the list. */
export type HostEdits = Map<number, HostRun>;

/** The context of a run. */
export function contextOf(run: FleetRun, playbook: Playbook): RunContext {
  const places = new Map<string, number>();
  run.hosts.forEach(({target, state}, place) => {
    if (state !== 'excluded' || !places.has(target.instanceId)) places.set(target.instanceId, place);
  });
  return {playbook, places};
}

/** The run with these hosts. */
export function withHosts(run: FleetRun, edits: HostEdits): FleetRun {
  if (edits.size === 0) return run;
  const hosts = [...run.hosts];
  for (const [place, host] of edits) hosts[place] = host;
  followedBy(run.hosts, hosts, edits.keys());
  return {...run, hosts};
}

/** The run with one more send, or with this one in place of the one with its token. */
export function withSend(run: FleetRun, send: SendRecord): FleetRun {
  const at = run.sends.findLastIndex(({token}) => token === send.token);
  return {...run, sends: at === -1 ? [...run.sends, send] : run.sends.with(at, send)};
}

/** The run without a send that was never made. */
export function withoutSend(run: FleetRun, token: string): FleetRun {
  return {...run, sends: run.sends.filter(send => send.token !== token)};
}

/** True for a send whose outcome is not known on every host. */
export function isOpen({state}: SendRecord): boolean {
  return state === 'intended' || state === 'sent';
}

/** The hosts that an open send is about. */
export function hostsUnderSend(run: FleetRun): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const send of run.sends) if (isOpen(send)) for (const id of send.pending) ids.add(id);
  return ids;
}

/** A host that had its turn, at its end. */
export function ended(host: HostRun, state: 'done' | 'failed' | 'unknown' | 'unsent' | 'excluded', now: number, reason?: string): HostRun {
  const {hold: _hold, againAt: _againAt, tasksLeft: _tasksLeft, ...kept} = host;
  return {...kept, state, endedAt: now, ...(reason === undefined ? {} : {reason})};
}

/** What is added to the reason of a host whose tasks cannot be given back yet; nothing for all others. */
export function leftDraining({hold}: HostRun): string {
  return hold === undefined ? '' : '; it is left DRAINING: look at it, then activate it';
}
