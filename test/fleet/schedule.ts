// One schedule of failures, played against the supervisor from the first check to the end, with programs that are killed and
// started again; and what has to hold whatever happens.

import type {FleetRun, WaveSettings} from '../../src/domain/fleet/run.ts';
import {isOver} from '../../src/domain/fleet/run-summary.ts';
import type {FleetTarget} from '../../src/domain/fleet/target.ts';
import {createFleet} from '../../src/fleet/create-fleet.ts';
import type {SupervisedRun} from '../../src/fleet/fleet.ts';
import type {FleetPorts} from '../../src/fleet/ports.ts';
import {regionOf} from '../resources/region.ts';
import {probe} from './probe-playbook.ts';
import {randomFrom} from './random.ts';
import {Records} from './records.ts';
import {type Nature, SimulatedHosts, type Weather} from './simulated-hosts.ts';
import {VirtualClock} from './virtual-clock.ts';

/** When a program is killed. */
export interface Kill {
  readonly after: 'calls' | 'sends';
  readonly count: number;
}

const neverKilled: Kill = {after: 'calls', count: Number.POSITIVE_INFINITY};

/** What is random about a schedule. */
export interface Schedule {
  readonly seed: number;
  readonly hosts: number;
  readonly settings: WaveSettings;
  readonly weather: Weather;
  /** Shares of the hosts, by nature; the rest is sound. */
  readonly natures: Readonly<Partial<Record<Nature, number>>>;
  /** When each program is killed, one after the other: after so many calls, or in the middle of a send, after so many of those. */
  readonly kills: readonly Kill[];
  /** The person aborts after so long, milliseconds. */
  readonly abortsAfter?: number;
}

/** How a schedule ended. */
export interface Played {
  readonly run: FleetRun;
  readonly world: SimulatedHosts;
  /** What did not hold, as sentences. */
  readonly broken: readonly string[];
  /** The most hosts at risk at a time. */
  readonly exposure: number;
}

const start = Date.UTC(2026, 10, 20, 12);
const mostMilliseconds = 14 * 24 * 3_600_000;

function natureOf(shares: readonly (readonly [Nature, number])[], random: () => number): Nature {
  let left = random();
  for (const [nature, share] of shares) {
    left -= share;
    if (left < 0) return nature;
  }
  return 'sound';
}

function targetOf(id: string): FleetTarget {
  return {arn: `arn:aws:ecs:eu-west-1:111122223333:container-instance/erp/${id}`, instanceId: id, status: 'ACTIVE', runningTasks: 0};
}

/** Plays it to its end. Rejects when it has none. */
export async function played(schedule: Schedule): Promise<Played> {
  const random = randomFrom(schedule.seed);
  const clock = new VirtualClock(start);
  const ids = Array.from({length: schedule.hosts}, (_, at) => `i-${at}`);
  const shares = Object.entries(schedule.natures) as readonly [Nature, number][];
  const natures = new Map(ids.map(id => [id, natureOf(shares, random)]));
  const world = new SimulatedHosts(clock, natures, schedule.weather, random);
  const watch = new Watch(world, schedule);
  const run = await clock.play(new Person(schedule, world, watch, ids).end(), mostMilliseconds);
  watch.atEnd(run);
  return {run, world, broken: watch.broken, exposure: watch.exposure};
}

/** Checks at each apply that AWS takes. */
class Watch {
  readonly broken: string[] = [];
  exposure = 0;
  abortedAt = Number.POSITIVE_INFINITY;
  /** The person has said that the run may go on, to the program that runs now. */
  isConfirmed = false;
  isPickedUp = false;
  /** When the program that runs now was started. */
  beganAt = Number.NEGATIVE_INFINITY;
  /** The newest state that a program told. */
  run: () => FleetRun | undefined = () => undefined;
  readonly #applied = new Set<string>();
  readonly #world: SimulatedHosts;
  readonly #schedule: Schedule;

  constructor(world: SimulatedHosts, schedule: Schedule) {
    this.#world = world;
    this.#schedule = schedule;
    world.onSend = (stage, hosts, askedAt) => this.#onSend(stage, hosts, askedAt);
  }

  get concurrency(): number {
    const {hosts, settings} = this.#schedule;
    return Math.max(1, Math.floor((hosts * settings.wavePercent) / 100));
  }

  /** What the program knows of a host that it has given up: it counts as failed, and no longer as under way. */
  #isGivenUp(host: string): boolean {
    const state = this.run()?.hosts[Number(host.slice(2))]?.state;
    return state === 'unknown' || state === 'failed';
  }

  #onSend(stage: string, hosts: readonly string[], askedAt: number): void {
    if (askedAt > this.abortedAt) this.broken.push(`sent ${askedAt - this.abortedAt} ms after the abort`);
    // The last call of a program that was killed may arrive while the next one runs.
    const isOfThisProgram = askedAt > this.beganAt;
    if (isOfThisProgram && !this.isConfirmed && (stage !== 'check' || this.isPickedUp))
      this.broken.push(`${stage} was sent before the person confirmed`);
    if (stage === 'apply') this.#onApply(hosts);
  }

  #onApply(hosts: readonly string[]): void {
    const {canary, maxErrors} = this.#schedule.settings;
    for (const host of hosts) if (this.#applied.has(host)) this.broken.push(`${host} was sent the change twice`);
    for (const host of hosts) this.#applied.add(host);
    const atRisk = [...this.#world.atRisk()].filter(host => !this.#isGivenUp(host)).length + hosts.length;
    this.exposure = Math.max(this.exposure, atRisk);
    if (atRisk > canary + this.concurrency) this.broken.push(`${atRisk} hosts at risk, and ${canary + this.concurrency} may be`);
    if (this.#world.toldFailures.size > maxErrors) this.broken.push(`sent after ${this.#world.toldFailures.size} failures were told`);
  }

  atEnd(run: FleetRun): void {
    const {maxErrors} = this.#schedule.settings;
    const failures = this.#world.toldFailures.size;
    if (failures > maxErrors + this.concurrency) this.broken.push(`${failures} hosts failed`);
    if (!isOver(run.phase)) this.broken.push(`it ended as ${run.phase}`);
    const tokens = this.#world.commands.map(({token}) => token);
    if (new Set(tokens).size !== tokens.length) this.broken.push('a token was sent twice');
    for (const {order} of this.#world.commands) {
      if (order.instanceIds.length > 50) this.broken.push('more than 50 hosts in a send');
      if (order.maxConcurrency > order.instanceIds.length || !(order.maxErrors >= 0)) this.broken.push('a send without limits');
    }
    const open = run.hosts.filter(({state}) => ['waiting', 'checking', 'sent', 'running', 'verifying'].includes(state));
    if (open.length > 0) this.broken.push(`${open.length} hosts are left ${open[0]?.state}`);
  }
}

/** Whoever sits at the keyboard: confirms, starts the program again after it was killed, and perhaps aborts. */
class Person {
  readonly #schedule: Schedule;
  readonly #world: SimulatedHosts;
  readonly #watch: Watch;
  readonly #ids: readonly string[];
  readonly #records = new Records();
  #tokens = 0;

  constructor(schedule: Schedule, world: SimulatedHosts, watch: Watch, ids: readonly string[]) {
    this.#schedule = schedule;
    this.#world = world;
    this.#watch = watch;
    this.#ids = ids;
  }

  async end(): Promise<FleetRun> {
    let id: string | undefined;
    for (const kill of [...this.#schedule.kills, neverKilled]) {
      const killed = Promise.withResolvers<'killed'>();
      const fleet = createFleet(
        this.#portsUntil(kill, () => killed.resolve('killed')),
        () => probe,
      );
      const {settings} = this.#schedule;
      const order = {playbook: probe, values: {}, cluster: 'arn:erp', clusterName: 'erp', targets: this.#ids.map(targetOf), settings};
      this.#watch.beganAt = this.#world.clock.now();
      this.#watch.isPickedUp = id !== undefined;
      this.#watch.isConfirmed = false;
      const began = async (): Promise<FleetRun> => {
        const supervised = await (id === undefined ? fleet.begin(order) : fleet.resume(id));
        ({id} = supervised.current());
        this.#watch.run = () => supervised.current();
        return this.#attend(supervised);
      };
      const ended = await Promise.race([killed.promise, began()]);
      if (ended !== 'killed') return ended;
    }
    throw new Error('unreachable');
  }

  async #attend(supervised: SupervisedRun): Promise<FleetRun> {
    const {abortsAfter} = this.#schedule;
    if (abortsAfter !== undefined) {
      const {clock} = this.#world;
      void clock.wait(Math.max(0, start + abortsAfter - clock.now())).then(() => {
        if (isOver(supervised.current().phase)) return;
        this.#watch.abortedAt = Math.min(this.#watch.abortedAt, clock.now());
        supervised.abort();
      });
    }
    for (;;) {
      const run = await supervised.settled();
      if (isOver(run.phase)) return run;
      this.#watch.isConfirmed = true;
      await supervised.proceed();
    }
  }

  /** Disks are slow at times: a person may say something meanwhile. */
  async #save(run: FleetRun): Promise<void> {
    const {clock, random} = this.#world;
    if (random() < 0.05) await clock.wait(random() * 3_000);
    await this.#records.save(run);
  }

  /** The world as one program sees it until it is killed: after that no call and no wait of it comes back. */
  #portsUntil(kill: Kill, onKilled: () => void): FleetPorts {
    let count = 0;
    let isDead = false;
    const gone = new Promise<never>(() => {});
    const alive = async <Result>(work: () => Promise<Result>, isSend = false): Promise<Result> => {
      if (isDead) return gone;
      if (kill.after === 'calls' || isSend) count += 1;
      const isLast = count === kill.count;
      if (isLast) {
        isDead = true;
        onKilled();
      }
      // The last call goes out, and nobody hears its answer.
      const result = work();
      if (!isLast) return result;
      result.catch(() => {});
      return gone;
    };
    const {reads, changes, clock} = this.#world;
    const {ecs} = regionOf({}).aws;
    const records = this.#records;
    return {
      clock: {now: () => clock.now(), wait: (milliseconds, signal) => (isDead ? gone : clock.wait(milliseconds, signal))},
      records: {
        save: run => alive(() => this.#save(run)),
        list: () => records.list(),
        load: id => records.load(id),
        remove: id => alive(() => records.remove(id)),
        claim: () => records.claim(),
      },
      audit: {write: async () => {}},
      runCommand: {
        ...reads,
        invocations: (id, signal) => alive(() => reads.invocations(id, signal)),
        commandsSentAfter: async function* (time, signal) {
          for await (const page of reads.commandsSentAfter(time, signal)) yield await alive(async () => page);
        },
      },
      runCommandChanges: {
        send: (order, signal) => alive(() => changes.send(order, signal), true),
        cancel: (id, signal) => alive(() => changes.cancel(id, signal)),
      },
      ecs,
      ecsChanges: {
        scaleService: () => gone,
        redeployService: () => gone,
        deployRevision: () => gone,
        rollBackDeployment: () => gone,
        continueDeployment: () => gone,
        openShell: () => gone,
        openHostShell: () => gone,
        stopTask: () => gone,
        setContainerInstancesState: () => gone,
        setScalingBounds: () => gone,
        setScalingSuspension: () => gone,
      },
      place: {account: '111122223333', region: 'eu-west-1', isDemo: false, identityArn: 'arn:aws:sts::111122223333:assumed-role/OnCall/me'},
      canChange: () => true,
      newToken: () => {
        this.#tokens += 1;
        return `t${String(this.#tokens).padStart(11, '0')}`;
      },
    };
  }
}
