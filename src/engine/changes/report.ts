// What is told of a run once it was sent: the record that the rows' progress signs and undo come from, and the notice.

import {type ChangeInProgress, tableKey} from '../../../store/state.ts';
import {type SafeText, text} from '../../domain/safe-text.ts';
import type {Tone} from '../../domain/tone.ts';
import type {Followed} from './follow.ts';
import type {Plan} from './plan.ts';
import type {Sent} from './send.ts';
import {undoOf} from './undo.ts';

/** A change that was sent, as the store keeps it; `now` is when. */
export function changeRecord(plan: Plan, followed: Followed, now: number): ChangeInProgress {
  const {command, scope} = plan.request;
  const {target, outcome} = followed.sent;
  const undo = undoOf(command, followed);
  return {
    number: followed.number,
    commandId: command.id,
    targetId: target.id,
    tableKey: tableKey(command.target, scope),
    summary: target.summary,
    at: now,
    state: outcome.state === 'unknown' ? 'unknown' : 'sent',
    done: 0,
    total: 1,
    note: outcome.state === 'unknown' ? text`outcome unknown: reading it again` : text`accepted`,
    undo: undo === undefined ? undefined : {title: undo.title},
  };
}

/** True when all was accepted and recorded. */
export function isWhole(results: readonly Sent[]): boolean {
  return results.every(sent => sent.outcome.state === 'accepted' && sent.auditProblem === undefined);
}

/** The run in one sentence. */
export function runNotice(plan: Plan, results: readonly Sent[]): {readonly tone: Tone; readonly text: SafeText} {
  const {command} = plan.request;
  const [only] = results;
  const what = results.length === 1 && only !== undefined ? only.target.summary : text`${command.title}: ${results.length} targets`;
  if (isWhole(results))
    return {tone: 'ok', text: command.undo === undefined ? text`${what}: accepted` : text`${what}: accepted. u takes it back`};
  const accepted = results.filter(sent => sent.outcome.state === 'accepted').length;
  return {tone: 'warn', text: text`${what}: ${accepted} of ${results.length} accepted. The audit log has each.`};
}
