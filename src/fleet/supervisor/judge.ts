// What an answer about a command means for its hosts. Each host is judged by its own invocation, never by the command's status.

import type {Finding} from '../../domain/fleet/finding.ts';
import type {FleetRun, HostRun, SendRecord} from '../../domain/fleet/run.ts';
import type {Invocation} from '../../domain/run-command.ts';
import {shortPlan} from './begin.ts';
import {ended, type HostEdits, leftDraining, type RunContext, withHosts, withSend} from './edit.ts';
import {blindPatience, cancelPatience, checkPause, mostChecks, restartFirst, restartPatience, restartPause} from './limits.ts';

/** An invocation with what its script answered. */
interface Answer {
  readonly invocation: Invocation;
  readonly finding: Finding | undefined;
}

/** The run after its hosts of one command were read. Those that AWS does not list yet stay as they are. */
export function judged(run: FleetRun, context: RunContext, send: SendRecord, invocations: readonly Invocation[], now: number): FleetRun {
  const answers = new Map(invocations.map(invocation => [invocation.instanceId, invocation]));
  const isCancelOver = send.cancelledAt !== undefined && now > send.cancelledAt + cancelPatience;
  const isHopeless = isCancelOver || now > send.deadline + blindPatience;
  const edits: HostEdits = new Map();
  const pending: string[] = [];
  for (const id of send.pending) {
    const place = context.places.get(id);
    const host = place === undefined ? undefined : run.hosts[place];
    if (place === undefined || host === undefined) continue;
    const invocation = answers.get(id);
    if (invocation !== undefined && isTerminal(invocation.status)) {
      edits.set(place, afterEnd(run, context, send, {...host, commandId: invocation.commandId}, invocation, now));
      continue;
    }
    if (isHopeless) {
      edits.set(place, unanswered(send, host, invocation, now));
      continue;
    }
    pending.push(id);
    const next = underWay(send, host, invocation);
    if (next !== host) edits.set(place, next);
  }
  if (edits.size === 0) return run;
  const after: SendRecord =
    pending.length === send.pending.length ? send : {...send, pending, state: pending.length === 0 ? 'ended' : send.state};
  return after === send ? withHosts(run, edits) : withSend(withHosts(run, edits), after);
}

function isTerminal(status: string): boolean {
  return status === 'Success' || status === 'Failed' || status === 'TimedOut' || status === 'Cancelled';
}

function underWay(send: SendRecord, host: HostRun, invocation: Invocation | undefined): HostRun {
  const isRunning = send.stage === 'apply' && invocation?.status === 'InProgress' && host.state === 'sent';
  const commandId = send.commandId ?? host.commandId;
  if (!isRunning && commandId === host.commandId) return host;
  return {...host, ...(isRunning ? {state: 'running' as const} : {}), ...(commandId === undefined ? {} : {commandId})};
}

/** Nothing ended it, neither AWS's own limits nor cancelling. */
function unanswered(send: SendRecord, host: HostRun, invocation: Invocation | undefined, now: number): HostRun {
  const last = invocation === undefined ? 'AWS never told of it' : `AWS still says ${invocation.statusDetails}`;
  if (send.stage === 'check') return ended(host, 'failed', now, `no answer: ${last}`);
  if (send.stage === 'apply') return ended(host, 'unknown', now, `no answer in time: ${last}${leftDraining(host)}`);
  return ended(host, 'unknown', now, `changed, but the check afterwards was not answered: ${last}`);
}

function afterEnd(run: FleetRun, context: RunContext, send: SendRecord, host: HostRun, invocation: Invocation, now: number): HostRun {
  const finding = invocation.output === '' ? undefined : context.playbook.read(invocation.output, run.values);
  const answer = {invocation, finding};
  switch (send.stage) {
    case 'check':
      return afterCheck(run, context, host, answer, now);
    case 'apply':
      return afterApply(run, context, send, host, answer, now);
    case 'verify':
      return afterVerify(run, context, send, host, answer, now);
  }
}

/** `Failed (exit code 1): chrony could not be installed` */
function failureWords({invocation: {statusDetails, exitCode}, finding}: Answer): string {
  const code = exitCode === undefined || exitCode <= 0 ? '' : ` (exit code ${exitCode})`;
  const told = finding === undefined || finding.verdict === 'UNREADABLE' ? (detailWords[statusDetails] ?? '') : finding.summary;
  return `${statusDetails}${code}${told === '' ? '' : `: ${told}`}`;
}

const detailWords: Readonly<Record<string, string>> = {
  DeliveryTimedOut: 'the host did not fetch the command in time',
  ExecutionTimedOut: 'the script did not end in time',
  Undeliverable: 'the host cannot be reached',
  Terminated: 'AWS began it on no further host, because too many had failed',
  InvalidPlatform: 'the host is of another system than the script is for',
  AccessDenied: 'the role of the host may not run it',
};

function afterCheck(run: FleetRun, {playbook}: RunContext, host: HostRun, answer: Answer, now: number): HostRun {
  const {invocation, finding} = answer;
  const found: HostRun = finding === undefined ? host : {...host, before: finding};
  if (invocation.status !== 'Success') {
    const isOurs = invocation.status === 'Cancelled' && run.phase === 'aborting';
    return isOurs ? {...found, state: 'unsent', reason: 'the check was cancelled'} : ended(found, 'failed', now, failureWords(answer));
  }
  if (finding === undefined || finding.verdict === 'UNREADABLE') {
    return ended(found, 'failed', now, finding === undefined ? 'the check printed nothing' : finding.summary);
  }
  if (playbook.apply === undefined) return {...found, state: 'checked', endedAt: now};
  const obstacle = playbook.cannot?.(finding);
  if (obstacle !== undefined) return ended(found, 'excluded', now, obstacle);
  const plan = playbook.plan(finding, run.values);
  return plan.length === 0 ? {...found, state: 'unchanged', endedAt: now} : {...found, state: 'checked', plan: shortPlan(plan)};
}

function afterApply(run: FleetRun, {playbook}: RunContext, send: SendRecord, host: HostRun, answer: Answer, now: number): HostRun {
  const {invocation, finding} = answer;
  const applied: HostRun = finding === undefined ? host : {...host, applied: finding};
  if (invocation.status !== 'Success') return notApplied(run, send, applied, answer, now);
  const obstacle = finding === undefined ? undefined : playbook.cannot?.(finding);
  if (obstacle !== undefined) return settled(applied, 'excluded', now, obstacle);
  if (playbook.restartsHost) return {...applied, state: 'restarting', againAt: now + restartFirst};
  if (playbook.check !== undefined) return {...applied, state: 'verifying'};
  if (finding === undefined) return settled(applied, 'failed', now, 'the script printed nothing');
  if (!playbook.isAsWanted(finding, run.values, host.before)) return settled(applied, 'failed', now, finding.summary);
  return settled(applied, 'done', now);
}

/** At its end, or on its way back to where its tasks return. */
function settled(host: HostRun, state: 'done' | 'failed' | 'excluded', now: number, reason?: string): HostRun {
  if (host.hold === undefined) return ended(host, state, now, reason);
  if (state === 'done') return {...host, state: 'verifying', hold: 'release'};
  return {...host, state: 'draining', hold: 'release', ...(reason === undefined ? {} : {reason})};
}

function notApplied(run: FleetRun, send: SendRecord, host: HostRun, answer: Answer, now: number): HostRun {
  const {status, statusDetails, startedAt} = answer.invocation;
  const hasBegun = startedAt !== undefined || host.state === 'running';
  const isOurs = send.cancelledAt !== undefined;
  const left = leftDraining(host);
  if (statusDetails === 'Terminated' && !hasBegun) return untouched(host, now, failureWords(answer), run.isStopping !== true);
  if (status !== 'Cancelled') {
    // What was never delivered touched nothing: its tasks may come back.
    const isUntouched = statusDetails === 'DeliveryTimedOut' || statusDetails === 'Undeliverable';
    if (isUntouched) return settled(host, 'failed', now, failureWords(answer));
    return ended(host, 'failed', now, failureWords(answer) + left);
  }
  if (hasBegun) return ended(host, 'unknown', now, `cancelled while it ran: it may have been changed in part${left}`);
  return isOurs
    ? untouched(host, now, 'cancelled before it began', false)
    : settled(host, 'failed', now, 'cancelled by somebody else before it began');
}

/** The script did not run. It counts as failed where nobody meant that. */
function untouched(host: HostRun, now: number, reason: string, isFailure: boolean): HostRun {
  if (isFailure) return settled(host, 'failed', now, reason);
  return host.hold === undefined ? ended(host, 'unsent', now, reason) : {...host, state: 'draining', hold: 'release'};
}

function afterVerify(run: FleetRun, context: RunContext, send: SendRecord, host: HostRun, answer: Answer, now: number): HostRun {
  const {invocation, finding} = answer;
  const checks = (host.checks ?? 0) + 1;
  if (send.cancelledAt !== undefined && invocation.status === 'Cancelled') return {...host, checks};
  if (host.state === 'restarting') return afterRestart(run, context, {...host, checks}, answer, now);
  if (invocation.status === 'Success' && finding !== undefined) {
    const found = {...host, checks, after: finding};
    if (context.playbook.isAsWanted(finding, run.values, host.before)) return settled(found, 'done', now);
    if (checks >= mostChecks) return ended(found, 'failed', now, `not as wanted afterwards: ${finding.summary}`);
    return {...found, againAt: now + checkPause};
  }
  if (checks >= mostChecks) return ended(host, 'failed', now, `changed, but the check afterwards failed: ${failureWords(answer)}`);
  return {...host, checks, againAt: now + checkPause};
}

function afterRestart(run: FleetRun, {playbook}: RunContext, host: HostRun, {invocation, finding}: Answer, now: number): HostRun {
  const isBack = invocation.status === 'Success' && finding !== undefined && playbook.isAsWanted(finding, run.values, host.before);
  if (isBack) return settled({...host, after: finding}, 'done', now);
  const begun = run.sends.findLast(({stage, instanceIds}) => stage === 'apply' && instanceIds.includes(host.target.instanceId))?.at ?? now;
  if (now < begun + restartPatience) return {...host, againAt: now + restartPause};
  return ended(
    finding === undefined ? host : {...host, after: finding},
    'failed',
    now,
    `it did not come back in time${leftDraining(host)}`,
  );
}
