// What there is to do for a run at this moment, from its recorded state alone: so a program that is started again goes on
// exactly where the one before it ended.

import type {FleetRun, HostRun, SendRecord} from '../../domain/fleet/run.ts';
import {censusOf} from './census.ts';
import {hostsUnderSend, type RunContext} from './edit.ts';
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
  addSend(works, run, 'check', censusOf(run.hosts).unchecked, now);
}

/** A send to those of these hosts that may be asked soonest. */
function addSend(works: Work[], {hosts}: FleetRun, stage: SendRecord['stage'], places: readonly number[], now: number): void {
  if (places.length === 0) return;
  const soonest = places.reduce((least, place) => Math.min(least, hosts[place]?.againAt ?? now), Number.POSITIVE_INFINITY);
  const until = Math.max(now, soonest);
  const batch: number[] = [];
  let most = mostHostsPerSend;
  for (const place of places) {
    const {againAt = now, mostTogether = mostHostsPerSend} = hosts[place] ?? {};
    if (againAt > until) continue;
    most = Math.min(most, mostTogether);
    if (batch.length + 1 > most) break;
    batch.push(place);
  }
  works.push({type: 'send', key: `send ${stage}`, at: soonest <= now ? 0 : soonest, stage, hosts: batch});
}

function addWave(works: Work[], run: FleetRun, {playbook}: RunContext, now: number): void {
  const {inWave} = censusOf(run.hosts);
  const those = (isWanted: (host: HostRun) => boolean): readonly number[] =>
    inWave.filter(place => {
      const host = run.hosts[place];
      return host !== undefined && isWanted(host);
    });
  const waiting = run.isStopping === true ? [] : those(isWaiting);
  const [first] = waiting;
  if (playbook.drainsFirst !== true) addSend(works, run, 'apply', waiting, now);
  else if (first !== undefined) works.push({type: 'hold', key: `hold ${first}`, at: 0, host: first});
  else addSend(works, run, 'apply', run.isStopping === true ? [] : those(isEmpty), now);
  // A wave is checked again as a whole, once `apply` has ended on all of its hosts.
  if (waiting.length > 0 || those(isApplying).length > 0) return;
  const applied = those(isApplied);
  if (applied.length === 0) return;
  const busy = hostsUnderSend(run);
  const free = applied.filter(place => !busy.has(run.hosts[place]?.target.instanceId ?? ''));
  addSend(works, run, 'verify', free, now);
}

function isWaiting({state}: HostRun): boolean {
  return state === 'waiting';
}

function isEmpty({state, hold}: HostRun): boolean {
  return state === 'draining' && hold === 'empty';
}

function isApplying({state}: HostRun): boolean {
  return state === 'sent' || state === 'running';
}

function isApplied({state, hold}: HostRun): boolean {
  return hold !== 'release' && (state === 'verifying' || state === 'restarting');
}

/** Hosts that drain, or get their tasks back. */
function addTending(works: Work[], run: FleetRun): void {
  for (const place of censusOf(run.hosts).held) {
    const {hold, state} = run.hosts[place] ?? {};
    const isTended = hold === 'release' || (hold === 'asked' && state === 'draining' && run.phase === 'applying');
    if (isTended) works.push({type: 'tend', key: `tend ${place}`, at: 0, host: place});
  }
}
