// The runs that this program supervises: begun or picked up, mirrored to the screen, followed to where they wait for the
// person or end, and what the person is told of it wherever they are.

import {freshTableScreen, isSameScreen, screenOpened, shownScreen, trailEntered} from '../../../store/screens.ts';
import type {Screen} from '../../../store/state.ts';
import {Gone, Refused, UserError} from '../../domain/errors.ts';
import type {ParameterValues} from '../../domain/fleet/finding.ts';
import type {FleetRun} from '../../domain/fleet/run.ts';
import {headOf, isOver, summaryOf} from '../../domain/fleet/run-summary.ts';
import {runName, summaryWords} from '../../domain/fleet/run-words.ts';
import {fleetRunVerdict, phaseWord} from '../../domain/health/fleet-run-health.ts';
import {text} from '../../domain/safe-text.ts';
import type {SupervisedRun} from '../../fleet/fleet.ts';
import type {Playbook} from '../../fleet/playbook.ts';
import {findPlaybook} from '../../fleet/playbooks/registry.ts';
import {readAim} from './aim.ts';
import type {DeskPorts} from './desk-ports.ts';
import type {Aim} from './fleet-desk-port.ts';
import {abortDialog, planDialog} from './fleet-dialogs.ts';
import {RunConfirmation} from './run-confirmation.ts';
import {hostsAddress, RunMirror} from './run-mirror.ts';
import type {Telling} from './telling.ts';

/** A run as the person asked for it. */
export interface Wish {
  readonly playbook: Playbook;
  readonly aim: Aim;
  readonly values: ParameterValues;
  readonly retries?: string;
  /** It goes on from the run in front: Esc leads back to that one. */
  readonly isFurther: boolean;
}

/** The supervised runs. */
export class Supervision {
  readonly confirmation: RunConfirmation;
  readonly #ports: DeskPorts;
  readonly #telling: Telling;
  #mirror: RunMirror;
  readonly #life = new AbortController();

  constructor(ports: DeskPorts, telling: Telling) {
    this.#ports = ports;
    this.#telling = telling;
    this.#mirror = new RunMirror(ports);
    this.confirmation = new RunConfirmation(ports.store, ports.clock);
  }

  /** Finds out which hosts can be reached and begins; opens the run's hosts when the person is still where they asked for it. */
  async begin({playbook, aim, values, retries, isFurther}: Wish, origin: Screen | undefined): Promise<void> {
    const run = await this.#telling.meanwhile(text`looking for the hosts that Systems Manager reaches …`, async () => {
      const live = this.#ports.connection();
      const read = await readAim(live, aim, this.#life.signal);
      const settings = this.#ports.settings.waves;
      return live.fleet.begin({playbook, values, ...read, settings, ...(retries !== undefined && {retries})});
    });
    this.#mirror.watch(run);
    const {store} = this.#ports;
    const isStillThere = isSameScreen(shownScreen(store.getState()), origin) && store.getState().dialog === undefined;
    if (isStillThere) this.#openHosts(run.current(), isFurther);
    else this.#telling.note(text`${runName(run.current())} has begun: see :runs`);
    this.#attend(run);
  }

  /** Shows the plan of a run that waits, and asks; picks it up first when this program does not supervise it. */
  async proceed(id: string): Promise<void> {
    const {store} = this.#ports;
    const origin = shownScreen(store.getState());
    const run = this.#mirror.of(id) ?? (await this.#resume(id));
    const state = run.current();
    const isStillThere = isSameScreen(shownScreen(store.getState()), origin) && store.getState().dialog === undefined;
    if (state.phase === 'planned' || state.phase === 'paused') {
      if (isStillThere) this.#askToProceed(run);
      else this.#sayItWaits(state);
    } else if (isOver(state.phase)) this.#telling.note(text`${runName(state)} is over: R tries the hosts that failed once more`);
    else this.#telling.note(text`${runName(state)} is under way: X aborts it`);
  }

  /** Asks whether a run is to be aborted. Throws Refused where there is nothing to abort here. */
  abort(id: string): void {
    const run = this.#mirror.of(id);
    if (run === undefined)
      throw new Refused('this run is not supervised here', 'a picks it up when nobody else does; then it can be aborted.');
    const {phase} = run.current();
    if (isOver(phase)) throw new Refused(`this run is over: ${phaseWord(phase)}`, '');
    if (phase === 'aborting') throw new Refused('it is being aborted already', 'What is under way is waited for.');
    this.confirmation.open(
      (_, hint) => abortDialog(run.current(), hint),
      () => {
        run.abort();
        this.#attend(run);
      },
    );
  }

  /** A run by its id, as it is now. Rejects with Gone when it is not recorded. */
  async find(id: string): Promise<FleetRun> {
    const run = this.#mirror.of(id)?.current() ?? (await this.#ports.connection().fleet.runs()).find(one => one.id === id);
    if (run === undefined) throw new Gone(`the run ${id} is not recorded on this machine`, 'See :runs for those that are.');
    return run;
  }

  /** Runs that are at work at this moment. */
  underWay(): readonly FleetRun[] {
    return this.#mirror.runs().filter(({phase}) => phase === 'checking' || phase === 'applying' || phase === 'aborting');
  }

  /** Runs of this program that are not over. */
  unfinished(): readonly FleetRun[] {
    return this.#mirror.runs().filter(({phase}) => !isOver(phase));
  }

  /** A second has passed. */
  tick(): void {
    this.#mirror.tick();
  }

  /** Lets go of the runs of this connection. */
  leavePlace(): void {
    this.#mirror.stop();
    this.#ports.connection().fleet.stop();
    this.#mirror = new RunMirror(this.#ports);
  }

  /** Ends the supervision: nothing more is sent. */
  stop(): void {
    this.#life.abort(new Error('the program ends'));
    this.#mirror.stop();
    this.#ports.connection().fleet.stop();
  }

  async #resume(id: string): Promise<SupervisedRun> {
    return this.#telling.meanwhile(text`picking it up: looking for what is still under way …`, async () => {
      const run = await this.#ports.connection().fleet.resume(id);
      this.#mirror.watch(run);
      await run.settled();
      return run;
    });
  }

  /** Follows a run to where it waits or ends, and says so. */
  #attend(run: SupervisedRun): void {
    this.#telling.work(async () => {
      const state = await run.settled();
      if (!this.#life.signal.aborted) this.#settled(run, state);
    });
  }

  #settled(run: SupervisedRun, state: FleetRun): void {
    const isInFront = this.#isInFront(state);
    if (!isOver(state.phase)) {
      if (isInFront && this.#ports.store.getState().dialog === undefined) this.#askToProceed(run);
      else this.#sayItWaits(state);
      return;
    }
    if (isInFront) return;
    const {tone} = fleetRunVerdict(headOf(state));
    this.#telling.say(
      tone,
      text`${runName(state)} ${phaseWord(state.phase)}: ${summaryWords({phase: state.phase, summary: summaryOf(state)})}`,
    );
  }

  #sayItWaits(run: FleetRun): void {
    this.#telling.say('warn', text`${runName(run)} waits for you: :runs, then a shows its plan and asks`);
  }

  #askToProceed(run: SupervisedRun): void {
    const playbook = playbookOf(run.current().playbookId);
    this.confirmation.open(
      (typed, hint) => planDialog(run.current(), playbook, this.#ports.clock.now(), typed, hint),
      () => this.#telling.work(() => this.#goOn(run)),
    );
  }

  /** The person has confirmed it. */
  async #goOn(run: SupervisedRun): Promise<void> {
    const {phase} = run.current();
    if (phase !== 'planned' && phase !== 'paused') return;
    await run.proceed();
    if (!this.#isInFront(run.current())) this.#openHosts(run.current());
    this.#attend(run);
  }

  #isInFront(run: FleetRun): boolean {
    const screen = shownScreen(this.#ports.store.getState());
    return screen?.type === 'table' && screen.kind === 'fleet-host' && screen.scope.run === run.id;
  }

  /** Another run takes the place of the one in front, unless it goes on from it. */
  #openHosts(run: FleetRun, isFurther = true): void {
    const {store, resourceOf} = this.#ports;
    const {kind, scope} = hostsAddress(run);
    this.#mirror.fill(run);
    const screen = freshTableScreen(kind, scope, resourceOf(kind).initialSort);
    const {screens} = store.getState();
    const before = screens.findLastIndex(one => one.type !== 'table' || one.kind !== 'fleet-host') + 1;
    if (isFurther || before === screens.length) store.apply(screenOpened, {screen});
    else store.apply(trailEntered, {screens: [...screens.slice(0, before), screen]});
  }
}

/** The playbook of an id. Throws UserError for one of another version of the program. */
export function playbookOf(id: string): Playbook {
  const playbook = findPlaybook(id);
  if (playbook === undefined) throw new UserError(`there is no playbook ${id} in this version`, 'Use the version that began the run.');
  return playbook;
}
