// One send, from its record to AWS's answer. The only file that calls RunCommandChanges.send: what gets there is on the
// disk as intended, and in the audit log when it changes hosts.

import {
  AccessDenied,
  CredentialsExpired,
  OutcomeUnknown,
  Refused,
  Throttled,
  Unreachable,
  Unsupported,
  UserError,
} from '../../domain/errors.ts';
import {explained} from '../../domain/explained.ts';
import type {SendRecord} from '../../domain/fleet/run.ts';
import {sendLine} from './auditing.ts';
import {stopped} from './lifecycle.ts';
import {intended, orderOf, refused, taken} from './sending.ts';
import type {Steering} from './steering.ts';
import type {Work} from './works.ts';

/** Sends, unless the person or the disk says otherwise until the last moment. Rejects with what AWS could not be reached by. */
export async function send(work: Extract<Work, {type: 'send'}>, steering: Steering): Promise<void> {
  const {ports, context} = steering;
  const record = intended(steering.run(), context, work, {at: ports.clock.now(), token: ports.newToken()});
  steering.update(record.run);
  try {
    await steering.save();
    if (record.send.stage === 'apply') await ports.audit.write(sendLine(record.run, record.send, {phase: 'intent', at: ports.clock.now()}));
  } catch (error) {
    notSent(record.send, steering);
    return stopFor(error, steering);
  }
  if (!isStillWanted(record.send, steering)) return notSent(record.send, steering);
  await transmit(record.send, steering);
}

/** True while the person has not said anything since the work was chosen. */
function isStillWanted({stage}: SendRecord, {run, isStopped}: Steering): boolean {
  if (isStopped()) return false;
  return run().phase === (stage === 'check' ? 'checking' : 'applying');
}

function notSent(record: SendRecord, {run, update, context, ports}: Steering): void {
  update(refused(run(), context, record, {how: 'again'}, ports.clock.now()));
}

function stopFor(error: unknown, {run, update}: Steering): void {
  if (!(error instanceof UserError)) throw error;
  update(stopped(run(), explained(error)));
}

async function transmit(record: SendRecord, steering: Steering): Promise<void> {
  const {ports, context, run, update} = steering;
  const {outputBucket} = ports;
  const order = {...orderOf(run(), context, record), ...(outputBucket === undefined ? {} : {outputBucket})};
  let answer: Awaited<ReturnType<typeof ports.runCommandChanges.send>>;
  try {
    // Never aborted: a send that is on its way cannot be called back, only lost sight of.
    answer = await ports.runCommandChanges.send(order, new AbortController().signal);
  } catch (error) {
    return afterFailure(error, record, steering);
  }
  update(taken(run(), context, record, answer.commandId));
  await tellOutcome(record, steering, {result: 'accepted', requestId: answer.requestId});
  await orStop(() => steering.save(), steering);
}

async function afterFailure(error: unknown, record: SendRecord, steering: Steering): Promise<void> {
  const {ports, context, run, update} = steering;
  if (!(error instanceof UserError)) throw error; // The record says `intended`: it is looked for when the run is picked up again.
  if (error instanceof OutcomeUnknown) return tellOutcome(record, steering, {result: 'unknown', error: error.message});
  const now = ports.clock.now();
  const isPassing = error instanceof Throttled || error instanceof Unreachable || error instanceof CredentialsExpired;
  const endsAll = error instanceof AccessDenied || error instanceof Refused || error instanceof Unsupported;
  if (isPassing || endsAll) update(refused(run(), context, record, {how: 'again'}, now));
  else if (record.pending.length > 1) update(refused(run(), context, record, {how: 'halves'}, now));
  else update(refused(run(), context, record, {how: 'end', reason: explained(error)}, now));
  if (endsAll) stopFor(error, steering);
  await tellOutcome(record, steering, {result: 'failed', error: error.message});
  if (isPassing) throw error;
}

async function tellOutcome(record: SendRecord, steering: Steering, parts: Partial<ReturnType<typeof sendLine>>): Promise<void> {
  if (record.stage !== 'apply') return;
  const {ports, run} = steering;
  await orStop(() => ports.audit.write(sendLine(run(), record, {phase: 'outcome', at: ports.clock.now(), ...parts})), steering);
}

/** What was sent and cannot be recorded goes on, but nothing is sent after it. */
async function orStop(write: () => Promise<void>, steering: Steering): Promise<void> {
  try {
    await write();
  } catch (error) {
    stopFor(error, steering);
  }
}
