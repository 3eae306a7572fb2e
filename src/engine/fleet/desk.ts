// The desk for runs over hosts: from the key to the question, to the run, to its report. The supervisor does the work on the
// hosts; here is what a person is asked and told about it.

import {choiceOpened, dialogClosed} from '../../../store/dialogs.ts';
import {shownScreen} from '../../../store/screens.ts';
import {Refused} from '../../domain/errors.ts';
import type {ParameterValues} from '../../domain/fleet/finding.ts';
import type {FleetRun} from '../../domain/fleet/run.ts';
import {isOver} from '../../domain/fleet/run-summary.ts';
import {runName} from '../../domain/fleet/run-words.ts';
import {plural} from '../../domain/format/quantity.ts';
import {type SafeText, text} from '../../domain/safe-text.ts';
import type {Playbook} from '../../fleet/playbook.ts';
import {playbooks} from '../../fleet/playbooks/registry.ts';
import {hostsToRetry} from '../../fleet/retry.ts';
import type {CommandRunner} from '../changes/command-runner-port.ts';
import type {DeskPorts} from './desk-ports.ts';
import type {Aim, FleetDesk} from './fleet-desk-port.ts';
import {choiceOf} from './fleet-dialogs.ts';
import {ParameterQuestions} from './parameter-questions.ts';
import {saveReport} from './save-report.ts';
import {playbookOf, Supervision, type Wish} from './supervision.ts';
import {Telling} from './telling.ts';

/** The desk. */
export class RunDesk implements FleetDesk {
  readonly #ports: DeskPorts;
  readonly #telling: Telling;
  readonly #questions: ParameterQuestions;
  readonly #supervision: Supervision;
  #choosing: Aim | undefined;
  #leavingToldAt = Number.NEGATIVE_INFINITY;

  constructor(ports: DeskPorts) {
    this.#ports = ports;
    this.#telling = new Telling(ports);
    this.#questions = new ParameterQuestions(ports);
    this.#supervision = new Supervision(ports, this.#telling);
  }

  get playbooks(): readonly Playbook[] {
    return playbooks.filter(playbook => this.#whyOff(playbook) === undefined);
  }

  run(playbookId: string, aim: Aim): void {
    this.#telling.attempt(() => this.#ask(this.#playbook(playbookId), aim));
  }

  choose(aim: Aim): void {
    this.#telling.attempt(() => {
      this.#requireWrite();
      this.#choosing = aim;
      this.#ports.store.apply(choiceOpened, {title: text`Run a playbook`, targets: [aimWords(aim)], all: this.playbooks.map(choiceOf)});
    });
  }

  chosen(playbookId: string): void {
    const aim = this.#choosing;
    if (aim === undefined) return;
    this.cancel();
    this.run(playbookId, aim);
  }

  cancel(): void {
    this.#choosing = undefined;
    this.#ports.store.apply(dialogClosed);
  }

  follow(runId: string, playbookId: string, instances: readonly string[]): void {
    this.#telling.work(async () => {
      const run = await this.#endedRun(runId);
      const meant = instances.length > 0 ? instances : run.hosts.map(({target}) => target.arn);
      this.#ask(this.#playbook(playbookId), {cluster: run.cluster, instances: meant}, run);
    });
  }

  retry(runId: string, instances: readonly string[]): void {
    this.#telling.work(async () => {
      const run = await this.#endedRun(runId);
      const hosts = hostsToRetry(run, instances);
      if (hosts.length === 0) throw new Refused(`no host of ${runName(run)} failed`, 'There is nothing to try again.');
      const aim = {cluster: run.cluster, instances: hosts};
      await this.#begin({playbook: this.#playbook(run.playbookId), aim, values: run.values, retries: run.id, isFurther: true});
    });
  }

  proceed(runId: string): void {
    this.#telling.work(() => this.#supervision.proceed(runId));
  }

  abort(runId: string): void {
    this.#telling.attempt(() => this.#supervision.abort(runId));
  }

  saveReport(runId: string): void {
    this.#telling.work(async () => {
      const run = await this.#supervision.find(runId);
      try {
        this.#telling.say('ok', await saveReport(run, playbookOf(run.playbookId), this.#ports));
      } catch (error) {
        this.#telling.say('bad', text`not saved: ${error instanceof Error ? error.message : String(error)}`);
      }
    });
  }

  leaving(): 'told' | 'go' {
    const {clock} = this.#ports;
    const [run] = this.#supervision.underWay();
    const isMeant = clock.now() - this.#leavingToldAt < meantWithin;
    if (run === undefined || isMeant) return 'go';
    this.#leavingToldAt = clock.now();
    const later = run.isDemo ? text`and the demo with it` : text`and :runs picks it up again later`;
    this.#telling.say('warn', text`${runName(run)} is under way: once more leaves it, ${later}`);
    return 'told';
  }

  /** Throws Refused while runs are under way: their connection must stay. */
  requireNoneUnderWay(): void {
    const [run] = this.#supervision.underWay();
    if (run === undefined) return;
    throw new Refused(
      `${runName(run)} is under way here`,
      'Wait for its end, abort it with X, or open another ecsdeck for the other place.',
    );
  }

  /** What to tell after the program has left the screen: runs that wait to be picked up. */
  farewell(): readonly SafeText[] {
    return this.#supervision
      .unfinished()
      .map(run => text`${runName(run)} is not over: :runs in ecsdeck, or ecsdeck resume ${run.id}, picks it up again`);
  }

  /** The runner with the desk's own dialogs before it. */
  before(runner: CommandRunner): CommandRunner {
    const {confirmation} = this.#supervision;
    return {
      idle: () => runner.idle(),
      dispose: () => runner.dispose(),
      start: (commandId, ids) => runner.start(commandId, ids),
      undoLast: () => runner.undoLast(),
      answer: typed => {
        if (this.#questions.isOpen()) this.#telling.work(() => this.#questions.answer(typed));
        else runner.answer(typed);
      },
      confirm: input => {
        if (confirmation.isOpen()) confirmation.confirm(input);
        else runner.confirm(input);
      },
      cancel: () => {
        if (this.#questions.isOpen()) this.#questions.cancel();
        else if (confirmation.isOpen()) confirmation.close();
        else runner.cancel();
      },
    };
  }

  /** A second has passed. */
  tick(): void {
    this.#supervision.tick();
  }

  /** Another Region will be connected: planned runs stay recorded, and are not shown here any more. */
  leavePlace(): void {
    this.#supervision.leavePlace();
  }

  /** Sends nothing more. What is on its way goes on at AWS, and is found again when a run is picked up. */
  stop(): void {
    this.#telling.stop();
    this.#supervision.stop();
  }

  /** `from`: the run that it goes on from, whose answers the questions begin with. */
  #ask(playbook: Playbook, aim: Aim, from?: FleetRun): void {
    this.#requireWrite();
    // It was asked for before something else was opened.
    if (this.#ports.store.getState().dialog !== undefined) return;
    const answered = (values: ParameterValues) =>
      this.#telling.work(() => this.#begin({playbook, aim, values, isFurther: from !== undefined}));
    this.#questions.ask({playbook, targets: [aimWords(aim)], initial: from?.values ?? {}, answered});
  }

  #begin(wish: Wish): Promise<void> {
    this.#requireWrite();
    return this.#supervision.begin(wish, shownScreen(this.#ports.store.getState()));
  }

  async #endedRun(id: string): Promise<FleetRun> {
    this.#requireWrite();
    const run = await this.#supervision.find(id);
    if (!isOver(run.phase)) throw new Refused(`${runName(run)} is not over yet`, 'Wait for its end, or abort it with X.');
    return run;
  }

  #playbook(id: string): Playbook {
    const playbook = playbookOf(id);
    const off = this.#whyOff(playbook);
    if (off !== undefined) throw off;
    return playbook;
  }

  #whyOff({id, isOffByDefault}: Playbook): Refused | undefined {
    if (isOffByDefault !== true || this.#ports.settings.isShellOn) return undefined;
    return new Refused(`the playbook ${id} is off`, 'Write "shell = true" below [playbooks] in the configuration file to have it.');
  }

  #requireWrite(): void {
    if (this.#ports.store.getState().connection.mode === 'write') return;
    throw new Refused(
      'read-only: nothing is sent to hosts, no check either, because Run Command is a root shell',
      'Start ecsdeck with --write, or set "write = true" for this account in the configuration file.',
    );
  }
}

/** Twice within so many milliseconds is meant. */
const meantWithin = 10_000;

/** `3 hosts of erp` */
function aimWords({cluster, instances}: Aim): SafeText {
  const name = cluster.slice(cluster.lastIndexOf('/') + 1);
  return instances === undefined ? text`all hosts of ${name}` : text`${plural(instances.length, 'host')} of ${name}`;
}
