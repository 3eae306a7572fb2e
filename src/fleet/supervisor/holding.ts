// Hosts whose tasks leave before they are touched, and come back afterwards: what reading the container instance means.

import type {ContainerInstance} from '../../domain/container-instance.ts';
import type {FleetRun, HostRun} from '../../domain/fleet/run.ts';
import {plural} from '../../domain/format/quantity.ts';
import {ended, withHosts} from './edit.ts';
import {drainPatience, restartPatience} from './limits.ts';

/** What is done on ECS for a host after it was read; `none` waits. */
export type HoldStep = 'drain' | 'activate' | 'none';

/** A host whose turn it is, before anything was asked of ECS. */
export function holdBegun(run: FleetRun, place: number, now: number): FleetRun {
  const host = run.hosts[place];
  return host === undefined ? run : withHosts(run, new Map([[place, {...host, state: 'draining', hold: 'asked', startedAt: now}]]));
}

/** The run after the container instance was read, and what ECS is to be asked for. `seen` is undefined when ECS does not know it any more. */
export function instanceSeen(
  run: FleetRun,
  place: number,
  seen: ContainerInstance | undefined,
  now: number,
): {readonly run: FleetRun; readonly step: HoldStep} {
  const host = run.hosts[place];
  if (host === undefined) return {run, step: 'none'};
  const [next, step] = host.hold === 'release' ? releasing(host, seen, now) : draining(host, seen, now);
  return {run: next === host ? run : withHosts(run, new Map([[place, next]])), step};
}

function draining(host: HostRun, seen: ContainerInstance | undefined, now: number): readonly [HostRun, HoldStep] {
  if (host.hold !== 'asked') return [host, 'none'];
  if (seen === undefined) return [ended(host, 'failed', now, 'it is not registered in the cluster any more'), 'none'];
  const tasksLeft = seen.runningTasks + seen.pendingTasks;
  if (seen.status === 'DRAINING' && tasksLeft === 0) return [{...host, tasksLeft, hold: 'empty'}, 'none'];
  if (now > (host.startedAt ?? now) + drainPatience) {
    const reason = `${plural(tasksLeft, 'task')} did not leave within ${drainPatience / 60_000} minutes: the host was not touched`;
    return [{...host, tasksLeft, hold: 'release', reason}, 'none'];
  }
  const next = host.tasksLeft === tasksLeft ? host : {...host, tasksLeft};
  return [next, seen.status === 'DRAINING' ? 'none' : 'drain'];
}

function releasing(host: HostRun, seen: ContainerInstance | undefined, now: number): readonly [HostRun, HoldStep] {
  if (seen === undefined) return [ended(host, 'failed', now, 'it is not registered in the cluster any more'), 'none'];
  const wasTouched = host.state === 'verifying';
  if (wasTouched && !seen.isAgentConnected) {
    if (now <= (host.startedAt ?? now) + drainPatience + restartPatience) return [host, 'none'];
    return [ended(host, 'failed', now, 'its ECS agent did not connect again; it is left DRAINING'), 'none'];
  }
  // A host that somebody had drained before stays so.
  if (host.target.status !== 'DRAINING' && seen.status === 'DRAINING') return [host, 'activate'];
  if (wasTouched) return [ended(host, 'done', now), 'none'];
  return [ended(host, host.reason === undefined ? 'unsent' : 'failed', now, host.reason), 'none'];
}

/** ECS will not do it for this host. */
export function holdRefused(run: FleetRun, place: number, reason: string, now: number): FleetRun {
  const host = run.hosts[place];
  if (host === undefined) return run;
  const words =
    host.hold === 'release'
      ? `${host.reason ?? 'done'}, but it could not be made ACTIVE again: ${reason}`
      : `it could not be drained: ${reason}`;
  return withHosts(run, new Map([[place, ended(host, 'failed', now, words)]]));
}
