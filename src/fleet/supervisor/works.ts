// What there is to do for a run at this moment, from its recorded state alone: so a program that is started again goes on
// exactly where the one before it ended.

import type {FleetRun, HostRun, SendRecord} from '../../domain/fleet/run.ts';
import {hostsUnderSend, isUnderApply, type RunContext} from './edit.ts';
import {mostHostsPerSend} from './limits.ts';

/** One call, or a few, that the run needs. `key` names it from one moment to the next; not before `at`, milliseconds since 1970; 0 is at any time. */
export type Work = {readonly key: string; readonly at: number} & (
  | {readonly type: 'cancel'; readonly send: SendRecord}
  | {readonly type: 'send'; readonly stage: SendRecord['stage']; readonly hosts: readonly number[]}
  /** A host's turn: its tasks shall leave. */
  | {readonly type: 'hold'; readonly host: number}
  /** A host that drains, or gets its tasks back, is read and helped on. */
  | {readonly type: 'tend'; readonly host: number}
  | {readonly type: 'poll'; readonly send: SendRecord}
  | {readonly type: 'settle'}
);

/** All there is to do, the most urgent first. Nothing that changes a host is among it but in the phase `applying`. */
export function worksOf(run: FleetRun, context: RunContext, now: number): readonly Work[] {
  const works: Work[] = [];
  addCancels(works, run, now);
  if (run.phase === 'checking' && !run.isStopping) addChecks(works, run, now);
  if (run.phase === 'applying') addWave(works, run, context, now);
  if (run.phase === 'applying' || run.phase === 'aborting') addTending(works, run);
  for (const send of run.sends) if (send.state === 'sent') works.push({type: 'poll', key: send.token, at: 0, send});
  if (run.sends.some(({state}) => state === 'intended')) works.push({type: 'settle', key: 'settle', at: 0});
  return works;
}

function addCancels(works: Work[], run: FleetRun, now: number): void {
  for (const send of run.sends) {
    const isWanted = run.phase === 'aborting' || now > send.deadline;
    if (isWanted && send.state === 'sent' && send.cancelledAt === undefined)
      works.push({type: 'cancel', key: `cancel ${send.token}`, at: 0, send});
  }
}

function addChecks(works: Work[], run: FleetRun, now: number): void {
  const busy = hostsUnderSend(run);
  addSend(works, run, 'check', host => host.state === 'waiting' && !busy.has(host.target.instanceId), now);
}

/** A send to those of these hosts that may be asked soonest. */
function addSend(works: Work[], run: FleetRun, stage: SendRecord['stage'], isAwaited: (host: HostRun) => boolean, now: number): void {
  let soonest = Number.POSITIVE_INFINITY;
  for (const host of run.hosts) if (isAwaited(host)) soonest = Math.min(soonest, host.againAt ?? now);
  if (soonest === Number.POSITIVE_INFINITY) return;
  const at = soonest <= now ? 0 : soonest;
  works.push({
    type: 'send',
    key: `send ${stage}`,
    at,
    stage,
    hosts: batchOf(run, host => isAwaited(host) && (host.againAt ?? now) <= Math.max(now, soonest)),
  });
}

/** The first hosts of a kind that go into one send. */
function batchOf(run: FleetRun, isWanted: (host: HostRun) => boolean): readonly number[] {
  const batch: number[] = [];
  let most = mostHostsPerSend;
  for (const [place, host] of run.hosts.entries()) {
    if (!isWanted(host)) continue;
    most = Math.min(most, host.mostTogether ?? mostHostsPerSend);
    if (batch.length + 1 > most) break;
    batch.push(place);
  }
  return batch;
}

/** The wave that is under way, or the next one: only when all hosts of the one before have ended. */
function currentWave(run: FleetRun): number | undefined {
  let wave: number | undefined;
  for (const host of run.hosts) {
    if (host.wave === undefined || !(host.state === 'waiting' || isUnderApply(host))) continue;
    if (wave === undefined || host.wave < wave) wave = host.wave;
  }
  return wave;
}

function addWave(works: Work[], run: FleetRun, {playbook}: RunContext, now: number): void {
  const wave = currentWave(run);
  if (wave === undefined) return;
  const busy = hostsUnderSend(run);
  const isFree = (host: HostRun): boolean => host.wave === wave && !busy.has(host.target.instanceId);
  if (run.isStopping !== true) {
    const waiting = playbook.drainsFirst === true ? run.hosts.findIndex(host => isFree(host) && host.state === 'waiting') : -1;
    if (waiting !== -1) works.push({type: 'hold', key: `hold ${waiting}`, at: 0, host: waiting});
    const isReady = playbook.drainsFirst === true ? isEmpty : isWaiting;
    addSend(works, run, 'apply', host => isFree(host) && isReady(host), now);
  }
  addVerify(works, run, isFree, wave, now);
}

function isWaiting({state}: HostRun): boolean {
  return state === 'waiting';
}

function isEmpty({state, hold}: HostRun): boolean {
  return state === 'draining' && hold === 'empty';
}

/** A wave is checked again as a whole, once `apply` has ended on all of its hosts. */
function addVerify(works: Work[], run: FleetRun, isFree: (host: HostRun) => boolean, wave: number, now: number): void {
  if (run.hosts.some(host => isBefore(run, host, wave))) return;
  addSend(
    works,
    run,
    'verify',
    host => isFree(host) && host.hold !== 'release' && (host.state === 'verifying' || host.state === 'restarting'),
    now,
  );
}

/** True for a host that has not come through `apply`; in a run that stops, those that wait will not begin it. */
function isBefore(run: FleetRun, {state, wave}: HostRun, current: number): boolean {
  if (state === 'sent' || state === 'running') return true;
  return state === 'waiting' && wave === current && run.isStopping !== true;
}

/** Hosts that drain, or get their tasks back. */
function addTending(works: Work[], run: FleetRun): void {
  run.hosts.forEach(({hold, state}, place) => {
    const isTended = hold === 'release' || (hold === 'asked' && state === 'draining' && run.phase === 'applying');
    if (isTended) works.push({type: 'tend', key: `tend ${place}`, at: 0, host: place});
  });
}
