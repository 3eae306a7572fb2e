// The dialogs of a change, built from where it stands. Pure: what the person sees at each step can be read here.

import type {AnyCommand, Confirmation, Question} from '../../../commands/command.ts';
import type {AskDialog, ConfirmDialog, ConfirmItem} from '../../../store/state.ts';
import {UserError} from '../../domain/errors.ts';
import {explained} from '../../domain/explained.ts';
import {type SafeText, safeText, text} from '../../domain/safe-text.ts';
import {problemOf} from '../problem.ts';
import type {Plan} from './plan.ts';
import type {Sent} from './send.ts';
import {type Draft, namesOf} from './session.ts';

/** The command's title, and how many rows it is about when there are several. */
export function titleOf(command: AnyCommand, count: number): SafeText {
  return count === 1 ? safeText(command.title) : text`${command.title} · ${count}`;
}

/** The command's question. `problem` says why the last answer was none. */
export function askDialog(draft: Draft, question: Question<unknown>, input: string, problem?: SafeText): AskDialog {
  const targets = namesOf(draft).map(({name}) => name);
  const {id} = draft.command;
  const isProposed = problem === undefined;
  return {
    type: 'ask',
    commandId: id,
    title: titleOf(draft.command, targets.length),
    targets,
    label: question.label,
    input,
    isProposed,
    problem,
  };
}

function confirmDialog(command: AnyCommand, items: readonly ConfirmItem[], confirmation: Confirmation): ConfirmDialog {
  return {
    type: 'confirm',
    commandId: command.id,
    title: titleOf(command, items.length),
    effect: command.effect,
    phase: 'reading',
    items,
    confirmation,
    typed: '',
    problem: undefined,
  };
}

/** While the targets are read afresh: their names alone. */
export function readingDialog(draft: Draft): ConfirmDialog {
  const items = namesOf(draft).map(({id, name}) => ({id, summary: name, consequences: []}));
  return confirmDialog(draft.command, items, {type: 'key'});
}

function plannedItems(plan: Plan): readonly ConfirmItem[] {
  const planned = plan.targets.map(({id, summary, consequences}) => ({id, summary, consequences}));
  const leftOut = plan.leftOut.map(({id, name, reason}) => ({
    id,
    summary: text`${name}: left out`,
    consequences: [{tone: 'warn' as const, text: reason}],
  }));
  return [...planned, ...leftOut];
}

/** The preview, ready for the person; `typed` is what stands in the phrase's field, `hint` says why it did not confirm. */
export function readyDialog(plan: Plan, typed = '', hint?: SafeText): ConfirmDialog {
  const problem = hint === undefined ? undefined : {message: hint, advice: text``};
  return {...confirmDialog(plan.request.command, plannedItems(plan), plan.confirmation), phase: 'ready', typed, problem};
}

/** The change is on its way. */
export function sendingDialog(plan: Plan): ConfirmDialog {
  return {...confirmDialog(plan.request.command, plannedItems(plan), plan.confirmation), phase: 'sending'};
}

/** It cannot go on: the dialog as it was, and why. */
export function refusedDialog(dialog: ConfirmDialog, error: UserError): ConfirmDialog {
  return {...dialog, phase: 'refused', problem: problemOf(error)};
}

function outcomeLine(sent: Sent): ConfirmItem['consequences'][number] {
  const {outcome} = sent;
  switch (outcome.state) {
    case 'accepted':
      return {tone: 'ok', text: text`accepted (request ${outcome.requestId})`};
    case 'unknown':
      return {tone: 'warn', text: text`outcome unknown: ${outcome.error.message}. It is read again and not sent again.`};
    case 'failed':
      return {tone: 'bad', text: text`failed: ${explained(outcome.error)}`};
    case 'refused':
      return {tone: 'bad', text: text`not sent: ${explained(outcome.error)}`};
  }
}

/** What became of each target, after a run that did not go through as a whole. */
export function reportDialog(plan: Plan, results: readonly Sent[]): ConfirmDialog {
  const lines = results.map(sent => {
    const audit =
      sent.auditProblem === undefined
        ? []
        : [{tone: 'bad' as const, text: text`its outcome is not recorded: ${sent.auditProblem.message}`}];
    return {id: sent.target.id, summary: sent.target.summary, consequences: [outcomeLine(sent), ...audit]};
  });
  const accepted = results.filter(sent => sent.outcome.state === 'accepted').length;
  const [only] = results;
  const {command} = plan.request;
  const error =
    results.length === 1 && only !== undefined && only.outcome.state !== 'accepted'
      ? only.outcome.error
      : new UserError(
          `${command.title}: ${accepted} of ${results.length} accepted`,
          'See each line; those that were not sent can be tried again.',
        );
  return {...confirmDialog(command, lines, plan.confirmation), phase: 'refused', problem: problemOf(error)};
}
