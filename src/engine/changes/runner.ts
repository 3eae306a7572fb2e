// The way every change goes: availability → question → preview on fresh state → confirmation → comparison → audit → send →
// follow. One run at a time has the dialog; those that were sent are followed in the background.

import {randomUUID} from 'node:crypto';
import {findCommand} from '../../../commands/registry.ts';
import {Bug, UserError} from '../../domain/errors.ts';
import {explained} from '../../domain/explained.ts';
import {text} from '../../domain/safe-text.ts';
import type {CommandRunner} from './command-runner-port.ts';
import {judge, nothingTyped} from './confirm.ts';
import {askDialog, readingDialog, readyDialog, refusedDialog, reportDialog, sendingDialog} from './dialogs.ts';
import {type Followed, type FollowedRun, follow} from './follow.ts';
import {makePlan, type Plan, type Target} from './plan.ts';
import type {ChangeStep, RunnerPorts} from './ports.ts';
import {changeRecord, isWhole, runNotice} from './report.ts';
import {type Sent, sendPlan} from './send.ts';
import {type Draft, knownRows, newDraft, type Session, targetsWith} from './session.ts';
import {undoRequest} from './undo.ts';

/** The runner behind the screen. The headless verbs take the same steps without it. */
export class ChangeRunner implements CommandRunner {
  readonly #ports: RunnerPorts;
  readonly #following = new AbortController();
  #session: Session | undefined;
  #lastRun: FollowedRun | undefined;
  #changesSoFar = 0;
  /** The number of the newest change to each target. */
  readonly #newest = new Map<string, number>();
  #work: Promise<void> = Promise.resolve();

  constructor(ports: RunnerPorts) {
    this.#ports = ports;
  }

  /** Begins a command on rows of the table in front. Whatever stands against it is told in a notice. */
  start(commandId: string, ids: readonly string[]): void {
    const command = findCommand(commandId);
    if (command === undefined) throw new Bug(`no command is called ${commandId}`);
    if (this.#session !== undefined) return;
    this.#tellProblems(() => {
      const {resourceFor, view, place} = this.#ports;
      const draft = newDraft({command, resource: resourceFor(command.target), scope: view.scope(), ids, place: place()});
      const rows = knownRows(draft, view);
      const reasons = rows.map(row => command.disabled?.(row));
      const [reason] = reasons;
      if (reason !== undefined && !reasons.includes(undefined)) {
        view.notice('warn', reason);
        return;
      }
      const question = command.ask?.(rows);
      if (question === undefined) this.#preview(draft, targetsWith(draft, undefined));
      else {
        this.#session = {phase: 'asking', draft, question};
        view.dialogShown(askDialog(draft, question, question.initial));
      }
    });
  }

  /** The text that answers the command's question. */
  answer(typed: string): void {
    const session = this.#session;
    if (session?.phase !== 'asking') return;
    const {draft, question} = session;
    const parsed = question.parse(typed);
    if ('problem' in parsed) this.#ports.view.dialogShown(askDialog(draft, question, typed, parsed.problem));
    else this.#preview(draft, targetsWith(draft, parsed.answer));
  }

  /** A key in the confirm dialog, or at Enter the phrase as it was typed. */
  confirm(input: string): void {
    const session = this.#session;
    if (session?.phase !== 'confirming') return;
    const {draft, plan} = session;
    const verdict = judge(plan.confirmation, session.watched, input, this.#ports.clock.now());
    if (verdict.isConfirmed) {
      this.#send(draft, plan);
      return;
    }
    this.#session = {...session, watched: verdict.watched};
    const typed = plan.confirmation.type === 'phrase' ? input : '';
    this.#ports.view.dialogShown(readyDialog(plan, typed, verdict.hint));
  }

  /** Leaves the dialog. What was sent stays sent; further targets of the run are not. */
  cancel(): void {
    const session = this.#session;
    if (session === undefined) return;
    this.#session = undefined;
    session.draft.abort.abort(new Error('the person left the dialog'));
    this.#ports.view.dialogClosed();
  }

  /** Takes the last run back, through the same preview and confirmation. */
  undoLast(): void {
    if (this.#session !== undefined) return;
    this.#tellProblems(() => {
      const place = this.#ports.place();
      const {command, resource, scope, targets} = undoRequest(this.#lastRun, place);
      const ids = targets.map(target => target.id);
      this.#preview(newDraft({command, resource, scope, ids, place}), targets);
    });
  }

  /** Resolves when no preview and no sending is under way; following may go on. */
  idle(): Promise<void> {
    return this.#work;
  }

  /** Ends the following of changes, and the dialog. */
  dispose(): void {
    this.cancel();
    this.#following.abort(new Error('the program ends'));
  }

  #tellProblems(begin: () => void): void {
    try {
      begin();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.#ports.view.notice('warn', explained(error));
    }
  }

  #preview(draft: Draft, targets: readonly Target[]): void {
    const {view, clock} = this.#ports;
    const {command, resource, scope, place} = draft;
    const reading = readingDialog(draft);
    const session: Session = {phase: 'busy', draft};
    this.#session = session;
    view.dialogShown(reading);
    this.#run(async () => {
      try {
        const plan = await makePlan({command, resource, scope, targets, place}, draft.abort.signal);
        if (this.#session !== session) return;
        this.#session = {phase: 'confirming', draft, plan, watched: nothingTyped(clock.now())};
        view.dialogShown(readyDialog(plan));
      } catch (error) {
        if (this.#session !== session) return;
        this.#session = {phase: 'over', draft};
        if (!(error instanceof UserError)) throw error;
        view.dialogShown(refusedDialog(reading, error));
      }
    });
  }

  #send(draft: Draft, plan: Plan): void {
    const {view, clock, audit} = this.#ports;
    const session: Session = {phase: 'busy', draft};
    this.#session = session;
    view.dialogShown(sendingDialog(plan));
    const changes: Followed[] = [];
    this.#run(async () => {
      try {
        const results = await sendPlan(plan, {clock, audit, newChangeName: randomUUID}, draft.abort.signal, sent => {
          if (sent.outcome.state !== 'accepted' && sent.outcome.state !== 'unknown') return;
          const followed = {number: ++this.#changesSoFar, sent};
          changes.push(followed);
          this.#newest.set(sent.target.id, followed.number);
          view.changeRecorded(changeRecord(plan, followed, clock.now()));
        });
        this.#report(session, plan, results);
      } catch (error) {
        this.#reportFailure(session, plan, error);
      } finally {
        this.#followFrom(plan, changes);
      }
    });
  }

  #report(session: Session, plan: Plan, results: readonly Sent[]): void {
    const {view} = this.#ports;
    if (this.#session === session && !isWhole(results)) {
      this.#session = {phase: 'over', draft: session.draft};
      view.dialogShown(reportDialog(plan, results));
      return;
    }
    if (this.#session === session) {
      this.#session = undefined;
      view.dialogClosed();
    }
    const notice = runNotice(plan, results);
    view.notice(notice.tone, notice.text);
  }

  #reportFailure(session: Session, plan: Plan, error: unknown): void {
    const {view} = this.#ports;
    if (this.#session !== session) {
      const {signal} = session.draft.abort;
      const isOfLeaving = error === signal.reason || (error instanceof Error && error.name === 'AbortError');
      if (!(error instanceof UserError) && !isOfLeaving) throw error;
      view.notice('warn', text`cancelled: nothing was sent`);
      return;
    }
    this.#session = {phase: 'over', draft: session.draft};
    if (!(error instanceof UserError)) throw error;
    view.dialogShown(refusedDialog(sendingDialog(plan), error));
  }

  #followFrom(plan: Plan, changes: readonly Followed[]): void {
    const {view, clock, onBug} = this.#ports;
    if (changes.length === 0) return;
    const {command, resource, scope, place} = plan.request;
    const run: FollowedRun = {command, resource, scope, place, changes};
    this.#lastRun = run;
    view.refreshWanted();
    const progressed = (number: number, step: ChangeStep): void => {
      if (step.state === 'failed' && 'undo' in step) this.#forget(number);
      view.changeProgressed(number, step);
    };
    const isStillOpen = () => this.#isOpen(run);
    const isSuperseded = ({number, sent}: Followed) => this.#newest.get(sent.target.id) !== number;
    follow(run, {clock, progressed, isStillOpen, isSuperseded}, this.#following.signal).catch(onBug);
  }

  #isOpen({place}: FollowedRun): boolean {
    try {
      return this.#ports.place().region === place.region;
    } catch (error) {
      if (error instanceof UserError) return false; // Nothing is connected at the moment.
      throw error;
    }
  }

  /** A change that never arrived leaves nothing to take back. */
  #forget(number: number): void {
    const run = this.#lastRun;
    if (run !== undefined) this.#lastRun = {...run, changes: run.changes.filter(change => change.number !== number)};
  }

  #run(work: () => Promise<void>): void {
    const before = this.#work;
    this.#work = Promise.all([before, work().catch(this.#ports.onBug)]).then(() => undefined);
  }
}
