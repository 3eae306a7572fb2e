// The phases of a run: how it begins, what the person says to it, and what follows by itself once hosts have answered.

import type {FleetRun} from '../../domain/fleet/run.ts';
import {isOver} from '../../domain/fleet/run-summary.ts';
import {plural} from '../../domain/format/quantity.ts';
import {censusOf} from './census.ts';
import {ended, type HostEdits, hostsUnderSend, isOpen, leftDraining, type RunContext, withHosts, withSend} from './edit.ts';
import {blindPatience, waveSize} from './limits.ts';

/** The person has confirmed: waves are made of the hosts on which there is something to do, or a paused run goes on where it was. */
export function proceeded(run: FleetRun, {playbook}: RunContext): FleetRun {
  if (run.phase === 'paused') {
    const {reason: _, ...rest} = run;
    return {...rest, phase: run.hosts.some(({wave}) => wave !== undefined) ? 'applying' : 'checking'};
  }
  if (run.phase !== 'planned') return run;
  const places = run.hosts.flatMap(({state}, place) => (state === 'checked' ? [place] : []));
  const edits: HostEdits = new Map();
  let [wave, left] = [1, playbook.drainsFirst ? 1 : waveSize(run, places.length, 1)];
  for (const place of places) {
    const host = run.hosts[place];
    if (host === undefined) continue;
    if (left === 0) {
      wave += 1;
      left = playbook.drainsFirst ? 1 : waveSize(run, places.length, wave);
    }
    left -= 1;
    edits.set(place, {...host, state: 'waiting', wave});
  }
  return {...withHosts(run, edits), phase: 'applying'};
}

/** The person wants no more of it. */
export function aborted(run: FleetRun): FleetRun {
  if (isOver(run.phase) || run.phase === 'aborting') return run;
  return {...run, phase: 'aborting', reason: 'aborted by hand'};
}

/** AWS, or this machine, refuses to let it go on. */
export function stopped(run: FleetRun, reason: string): FleetRun {
  return isOver(run.phase) || run.isStopping ? run : {...run, isStopping: true, reason};
}

/** A run as it is picked up again from its record: nothing new is sent until the person says so. */
export function pickedUp(run: FleetRun): FleetRun {
  if (run.phase !== 'checking' && run.phase !== 'applying') return run;
  return {...run, phase: 'paused', ...(run.isStopping ? {} : {reason: 'the program ended while it ran'})};
}

/** True when nothing happens until the person says something. */
export function isResting(run: FleetRun): boolean {
  return isOver(run.phase) || run.phase === 'planned' || (run.phase === 'paused' && !run.sends.some(isOpen));
}

/** What follows by itself. Answers the same run when nothing does. */
export function advanced(run: FleetRun, context: RunContext, now: number): FleetRun {
  switch (run.phase) {
    case 'checking':
      return afterCheck(run, context, now);
    case 'applying':
      return afterStep(limited(run), now);
    case 'aborting':
      return afterAbort(givenUp(run, context, now), now);
    case 'paused':
      return givenUp(run, context, now);
    case 'planned':
    case 'aborted':
    case 'stopped':
    case 'finished':
      return run;
  }
}

function afterCheck(run: FleetRun, {playbook}: RunContext, now: number): FleetRun {
  if (run.sends.some(isOpen)) return run;
  if (run.isStopping) return over(run, 'stopped', now);
  if (censusOf(run.hosts).unchecked.length > 0) return run;
  if (playbook.apply === undefined) return over(run, 'finished', now);
  if (run.hosts.some(({state}) => state === 'checked')) return {...run, phase: 'planned'};
  return {...over(run, 'finished', now), reason: whyNoPlan(run)};
}

/** Hosts that are right already are good news; that none could be looked at or changed is not, and its reason is in the head. */
function whyNoPlan({hosts}: FleetRun): string {
  if (hosts.some(({state}) => state === 'unchanged')) return 'there is nothing to do';
  const last = hosts.findLast(({reason, state, target}) => reason !== undefined && state !== 'unchanged' && target.exclusion === undefined);
  const why = last?.reason ?? hosts.find(({reason}) => reason !== undefined)?.reason;
  return why === undefined ? 'there is no host' : `no host can be done: ${why}`;
}

/** Stops when too many hosts have failed, or one of the canary. */
function limited(run: FleetRun): FleetRun {
  const {failures, canaryFailures} = censusOf(run.hosts);
  const {maxErrors} = run.settings;
  if (failures > maxErrors)
    return stopped(run, `${plural(failures, 'host')} failed, and ${maxErrors} ${maxErrors === 1 ? 'is' : 'are'} put up with`);
  return canaryFailures > 0 ? stopped(run, 'the canary failed: the other hosts were left alone') : run;
}

function afterStep(run: FleetRun, now: number): FleetRun {
  const calm = run.isStopping ? releasedUnbegun(run, now) : run;
  const {underApply, wave} = censusOf(calm.hosts);
  if (underApply > 0 || calm.sends.some(isOpen)) return calm;
  if (calm.isStopping) return over(calm, 'stopped', now);
  return wave === undefined ? over(calm, 'finished', now) : calm;
}

/** A host whose tasks are leaving and that was not touched yet gets them back. */
function releasedUnbegun(run: FleetRun, now: number): FleetRun {
  const edits: HostEdits = new Map();
  for (const place of censusOf(run.hosts).held) {
    const host = run.hosts[place];
    if (host?.state !== 'draining' || host.hold === 'release') continue;
    // Nothing was asked of ECS for one that was drained by somebody else.
    edits.set(place, host.target.status === 'DRAINING' ? ended(host, 'unsent', now) : {...host, hold: 'release'});
  }
  return withHosts(run, edits);
}

function afterAbort(run: FleetRun, now: number): FleetRun {
  const released = releasedUnbegun(run, now);
  const busy = hostsUnderSend(released);
  const edits: HostEdits = new Map();
  released.hosts.forEach((host, place) => {
    if (busy.has(host.target.instanceId) || host.hold === 'release') return;
    if (host.state === 'verifying') edits.set(place, ended(host, 'unknown', now, 'changed, but not checked again: the run was aborted'));
    if (host.state === 'restarting') {
      edits.set(place, ended(host, 'unknown', now, `it was restarting when the run was aborted${leftDraining(host)}`));
    }
  });
  const calm = withHosts(released, edits);
  if (censusOf(calm.hosts).underApply > 0 || calm.sends.some(isOpen)) return calm;
  return over(calm, 'aborted', now);
}

/** When nothing could be read for long after the deadline, waiting on would never end. */
function givenUp(run: FleetRun, {places}: RunContext, now: number): FleetRun {
  let next = run;
  for (const send of run.sends) {
    if (!isOpen(send) || now <= send.deadline + blindPatience) continue;
    const edits: HostEdits = new Map();
    for (const id of send.pending) {
      const place = places.get(id);
      const host = place === undefined ? undefined : next.hosts[place];
      if (place !== undefined && host !== undefined)
        edits.set(place, ended(host, 'unknown', now, `nothing could be read about it for too long${leftDraining(host)}`));
    }
    next = withSend(withHosts(next, edits), {...send, pending: [], state: send.state === 'intended' ? 'never' : 'ended'});
  }
  return next;
}

/** The end: whoever did not have a turn will not have one. */
function over(run: FleetRun, phase: 'finished' | 'stopped' | 'aborted', now: number): FleetRun {
  const edits: HostEdits = new Map();
  run.hosts.forEach((host, place) => {
    const hadNoTurn =
      host.state === 'waiting' ||
      host.state === 'checking' ||
      (host.state === 'checked' && host.plan !== undefined && phase !== 'finished');
    if (hadNoTurn) edits.set(place, {...host, state: 'unsent'});
  });
  const {trouble: _, ...rest} = withHosts(run, edits);
  return {...rest, phase, endedAt: now};
}
