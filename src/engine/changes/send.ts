// Sends a confirmed plan, target after target. The only file that calls a command's `run`: whatever reaches AWS has passed
// the comparison with the preview and the audit log here.

import type {Accepted} from '../../domain/accepted.ts';
import type {AuditActor, AuditEntry} from '../../domain/audit-entry.ts';
import type {Clock} from '../../domain/clock.ts';
import {OutcomeUnknown, Refused, UserError} from '../../domain/errors.ts';
import {explained} from '../problem.ts';
import type {AuditLog} from './audit.ts';
import {checkedRows} from './check.ts';
import {auditActor, requireWrite} from './place.ts';
import type {Plan, PlannedTarget} from './plan.ts';
import type {Row} from './read.ts';

/** What became of a change that was sent. `unknown`: no answer came, it may or may not have happened. */
export type Answered =
  | {readonly state: 'accepted'; readonly requestId: string}
  | {readonly state: 'unknown'; readonly error: OutcomeUnknown}
  | {readonly state: 'failed'; readonly error: UserError};

/** What became of one target. `refused`: it was not sent. */
export type Outcome = Answered | {readonly state: 'refused'; readonly error: UserError};

/** One target with what became of it. */
export interface Sent {
  readonly target: PlannedTarget;
  readonly outcome: Outcome;
  /** The lines of the audit log that this change is about; writes its later ones. */
  readonly record: (entry: Pick<AuditEntry, 'result' | 'after'>) => Promise<void>;
  /** Set when the change was sent and the line about its outcome could not be written. */
  readonly auditProblem?: UserError;
}

/** What sending needs beyond the plan. */
export interface SendPorts {
  readonly clock: Clock;
  readonly audit: AuditLog;
  /** A name for a change that no other has. */
  readonly newChangeName: () => string;
}

async function answered(run: () => Promise<Accepted>): Promise<Answered> {
  try {
    return {state: 'accepted', requestId: (await run()).requestId};
  } catch (error) {
    if (error instanceof OutcomeUnknown) return {state: 'unknown', error};
    if (error instanceof UserError) return {state: 'failed', error};
    const advice = 'Read the target again before anything else.';
    return {
      state: 'unknown',
      error: new OutcomeUnknown(`the program failed while it sent the change (${String(error)})`, advice, {cause: error}),
    };
  }
}

function resultOf(outcome: Answered): Pick<AuditEntry, 'result' | 'requestId' | 'error'> {
  if (outcome.state === 'accepted') return {result: 'accepted', requestId: outcome.requestId};
  return {result: outcome.state, error: outcome.error.message};
}

async function sendOne(plan: Plan, target: PlannedTarget, now: Row, actor: AuditActor, ports: SendPorts): Promise<Sent> {
  const {command, place} = plan.request;
  const change = ports.newChangeName();
  const write = (phase: AuditEntry['phase'], more: Partial<AuditEntry>): Promise<void> =>
    ports.audit.write({
      change,
      phase,
      at: ports.clock.now(),
      actor,
      command: command.id,
      target: target.id,
      summary: target.summary,
      before: command.fingerprint(now),
      wanted: target.answer ?? null,
      ...more,
    });
  const record = (entry: Partial<AuditEntry>): Promise<void> => write('outcome', entry);

  try {
    await write('intent', {});
  } catch (error) {
    return {target, record, outcome: {state: 'refused', error: explained(error)}};
  }
  // Never aborted from here on: a change that is on its way cannot be called back, only lost sight of.
  const outcome = await answered(() => command.run(place.changes, now, target.answer, new AbortController().signal));
  try {
    await record(resultOf(outcome));
  } catch (error) {
    return {target, record, outcome, auditProblem: explained(error)};
  }
  return {target, record, outcome};
}

function notSent(target: PlannedTarget, error: UserError): Sent {
  return {target, outcome: {state: 'refused', error}, record: async () => {}};
}

/** The others took time, so each is compared again right before its own turn. */
async function sendChecked(plan: Plan, target: PlannedTarget, actor: AuditActor, ports: SendPorts): Promise<Sent> {
  try {
    const [now] = await checkedRows(plan, [target], new AbortController().signal);
    if (now !== undefined) return await sendOne(plan, target, now, actor, ports);
  } catch (error) {
    return notSent(target, explained(error));
  }
  return notSent(target, new Refused(`${target.name} is gone since the preview`, 'Nothing was sent for it.'));
}

/**
 * Sends the plan and answers what became of each target, in order. Rejects with Refused, and nothing was sent, when any
 * target is no longer as it was in the preview. `onSent` hears of each as it happens; once `signal` is aborted no further
 * target is sent. A target whose record cannot be written ends the run.
 */
export async function sendPlan(plan: Plan, ports: SendPorts, signal: AbortSignal, onSent?: (sent: Sent) => void): Promise<readonly Sent[]> {
  requireWrite(plan.request.place);
  const actor = await auditActor(plan.request.place, signal);
  const rows = await checkedRows(plan, plan.targets, signal);
  const results: Sent[] = [];
  let stop: UserError | undefined;
  for (const [index, target] of plan.targets.entries()) {
    if (signal.aborted) stop ??= new Refused('the run was cancelled', 'Those before it were sent.');
    const [first] = rows;
    let sent: Sent;
    if (stop !== undefined) sent = notSent(target, stop);
    else if (index === 0 && first !== undefined) sent = await sendOne(plan, target, first, actor, ports);
    else sent = await sendChecked(plan, target, actor, ports);
    stop ??= sent.auditProblem;
    results.push(sent);
    onSent?.(sent);
  }
  return results;
}
