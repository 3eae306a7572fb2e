// What becomes of the run around a send: recorded before it goes out, then taken, refused, or looked for when no answer came.

import {Bug} from '../../domain/errors.ts';
import type {FleetRun, HostRun, SendRecord} from '../../domain/fleet/run.ts';
import type {CommandOrder, SentCommand} from '../../domain/run-command.ts';
import {envelope} from '../envelope.ts';
import type {Playbook, Script} from '../playbook.ts';
import {censusOf} from './census.ts';
import {ended, type HostEdits, leftDraining, type RunContext, withHosts, withoutSend, withSend} from './edit.ts';
import {checkPause, deadlineMargin, deliverySeconds, mostChecks, settlePatience} from './limits.ts';

type Stage = SendRecord['stage'];

function scriptOf(playbook: Playbook, stage: Stage): Script {
  const script = stage === 'apply' ? playbook.apply : playbook.check;
  if (script === undefined) throw new Bug(`the playbook ${playbook.id} has no script for ${stage}`);
  return script;
}

/** The run with the intention to send to these hosts; `at` and `token` are those of the new record. */
export function intended(
  run: FleetRun,
  {playbook}: RunContext,
  {stage, hosts}: {readonly stage: Stage; readonly hosts: readonly number[]},
  {at, token}: Pick<SendRecord, 'at' | 'token'>,
): {readonly run: FleetRun; readonly send: SendRecord} {
  const edits: HostEdits = new Map();
  const instanceIds: string[] = [];
  let wave = 0;
  for (const place of hosts) {
    const host = run.hosts[place];
    if (host === undefined) continue;
    instanceIds.push(host.target.instanceId);
    wave = host.wave ?? 0;
    edits.set(place, beingSent(host, stage, at));
  }
  const seconds = deliverySeconds[stage] + scriptOf(playbook, stage).executionSeconds;
  const send: SendRecord = {
    token,
    stage,
    wave,
    instanceIds,
    pending: instanceIds,
    at,
    deadline: at + seconds * 1000 + deadlineMargin,
    state: 'intended',
  };
  return {run: withSend(withHosts(run, edits), send), send};
}

function beingSent(host: HostRun, stage: Stage, at: number): HostRun {
  switch (stage) {
    case 'check':
      return {...host, state: 'checking', startedAt: at};
    case 'apply':
      return {...host, state: 'sent', checks: 0, startedAt: host.hold === undefined ? at : (host.startedAt ?? at)};
    case 'verify':
      return host;
  }
}

/** The send as AWS takes it. MaxErrors leaves what the run still puts up with, so that AWS stops too when this program is gone. */
export function orderOf(run: FleetRun, {playbook}: RunContext, send: SendRecord): CommandOrder {
  const script = scriptOf(playbook, send.stage);
  const hosts = send.instanceIds.length;
  const isApply = send.stage === 'apply';
  const left = send.wave === 1 ? 0 : Math.max(0, run.settings.maxErrors - censusOf(run.hosts).failures);
  return {
    document: 'AWS-RunShellScript',
    instanceIds: send.instanceIds,
    commands: [envelope(playbook.id, isApply ? 'apply' : 'check', script.body, run.values)],
    comment: commentOf(run, send),
    deliverySeconds: deliverySeconds[send.stage],
    executionSeconds: script.executionSeconds,
    maxConcurrency: hosts,
    maxErrors: isApply ? Math.min(hosts, left) : hosts,
  };
}

/** By this AWS's record of the command is found again; at most 100 characters. */
function commentOf({playbookId}: FleetRun, {stage, token}: SendRecord): string {
  return `ecsdeck ${playbookId} ${stage} ${token}`;
}

/** True for the command that a send became. */
export function isCommandOf({token}: SendRecord, {comment}: Pick<SentCommand, 'comment'>): boolean {
  return comment.startsWith('ecsdeck ') && comment.endsWith(` ${token}`);
}

/** AWS has taken it. */
export function taken(run: FleetRun, {places}: RunContext, send: SendRecord, commandId: string): FleetRun {
  const edits: HostEdits = new Map();
  for (const id of send.pending) {
    const place = places.get(id);
    const host = place === undefined ? undefined : run.hosts[place];
    if (place !== undefined && host !== undefined) edits.set(place, {...host, commandId});
  }
  return withSend(withHosts(run, edits), {...send, state: 'sent', commandId});
}

/** How a refusal is gone on with: the same `again`, in `halves` to find the host that it is for, or as the end of that one host. */
export type AfterRefusal = {readonly how: 'again' | 'halves'} | {readonly how: 'end'; readonly reason: string};

/** AWS has certainly not taken it: its hosts have their turn again, or their end. */
export function refused(run: FleetRun, context: RunContext, send: SendRecord, after: AfterRefusal, now: number): FleetRun {
  const mostTogether = Math.max(1, Math.ceil(send.pending.length / 2));
  return returned(withoutSend(run, send.token), context, send, host => {
    if (after.how === 'end') return refusedHost(host, send.stage, after.reason, now);
    const back = beforeSend(host, send.stage, now);
    return after.how === 'halves' ? {...back, mostTogether} : back;
  });
}

function refusedHost(host: HostRun, stage: Stage, reason: string, now: number): HostRun {
  if (stage === 'apply' && host.hold !== undefined) return {...host, state: 'draining', hold: 'release', reason};
  return ended(host, 'failed', now, stage === 'verify' ? `changed, but the check afterwards was refused: ${reason}` : reason);
}

function beforeSend(host: HostRun, stage: Stage, now: number): HostRun {
  switch (stage) {
    case 'check':
      return {...host, state: 'waiting'};
    case 'apply':
      return {...host, state: host.hold === undefined ? 'waiting' : 'draining'};
    case 'verify':
      return {...host, againAt: now};
  }
}

/** What looking for sends without an answer showed. `searchedAt`: when the search began. */
export function searched(
  run: FleetRun,
  context: RunContext,
  commands: ReadonlyMap<string, Pick<SentCommand, 'commandId'>>,
  searchedAt: number,
  now: number,
): FleetRun {
  let next = run;
  for (const send of run.sends) {
    if (send.state !== 'intended') continue;
    const command = commands.get(send.token);
    if (command !== undefined) next = taken(next, context, send, command.commandId);
    else if (searchedAt >= send.at + settlePatience) next = neverSent(next, context, send, now);
  }
  return next;
}

/** A check may be repeated. A change never is: should AWS have it all the same, it would be made twice. */
function neverSent(run: FleetRun, context: RunContext, send: SendRecord, now: number): FleetRun {
  const reason = 'the send got no answer, and AWS does not list it: look at the host before you try again';
  const closed = withSend(run, {...send, state: 'never', pending: []});
  return returned(closed, context, send, host => {
    if (send.stage === 'apply') return ended(host, 'unknown', now, reason + leftDraining(host));
    const checks = (host.checks ?? 0) + 1;
    if (checks < mostChecks) return {...beforeSend(host, send.stage, now + checkPause), checks};
    return ended(host, send.stage === 'check' ? 'failed' : 'unknown', now, 'AWS took none of the checks that were sent');
  });
}

function returned(run: FleetRun, {places}: RunContext, send: SendRecord, change: (host: HostRun) => HostRun): FleetRun {
  const edits: HostEdits = new Map();
  for (const id of send.pending) {
    const place = places.get(id);
    const host = place === undefined ? undefined : run.hosts[place];
    if (place !== undefined && host !== undefined) edits.set(place, change(host));
  }
  return withHosts(run, edits);
}
