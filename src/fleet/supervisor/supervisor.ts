// Drives one run: takes the next work of its state, does it by the ports, and puts the answer back into the state. One call
// at a time, each at the pace that all runs share.

import {UserError} from '../../domain/errors.ts';
import {explained} from '../../domain/explained.ts';
import type {FleetRun} from '../../domain/fleet/run.ts';
import {isOver} from '../../domain/fleet/run-summary.ts';
import type {SupervisedRun} from '../fleet.ts';
import type {FleetPorts} from '../ports.ts';
import type {RunContext} from './edit.ts';
import {aborted, advanced, isResting, proceeded, stopped} from './lifecycle.ts';
import {instancePause, pollPause, retryPause} from './limits.ts';
import {OutcomeLog} from './outcome-log.ts';
import type {Pace} from './pace.ts';
import type {Steering} from './steering.ts';
import {tend} from './tend.ts';
import {cancel, poll, settle} from './track.ts';
import {send} from './transmit.ts';
import {type Work, worksOf} from './works.ts';

/** While nothing has to be on the disk, it is written at most so often, milliseconds. */
const savePause = 2_000;

/** What a supervisor is handed beside its run. */
export interface SupervisorParts {
  /** The run as it is on the disk. */
  readonly saved: FleetRun | undefined;
  readonly context: RunContext;
  readonly ports: FleetPorts;
  readonly pace: Pace;
  /** Rejects with Refused while the run must not change its hosts. */
  readonly requireFree: (run: FleetRun) => Promise<void>;
  /** Called at the end. */
  readonly letGo: () => Promise<void>;
}

/** One run under way. */
export class Supervisor implements SupervisedRun {
  #run: FleetRun;
  #saved: FleetRun | undefined;
  #savedAt = 0;
  #isStopped = false;
  #failures = 0;
  #restUntil = 0;
  /** Work that has been done is not due again before this time. */
  readonly #due = new Map<string, number>();
  readonly #listeners = new Set<(run: FleetRun) => void>();
  readonly #waiters: {readonly resolve: (run: FleetRun) => void; readonly reject: (error: unknown) => void}[] = [];
  readonly #context: RunContext;
  readonly #ports: FleetPorts;
  readonly #pace: Pace;
  readonly #requireFree: SupervisorParts['requireFree'];
  #interrupt = new AbortController();
  #fault: {readonly error: unknown} | undefined;
  readonly #outcomes = new OutcomeLog();
  readonly #loop: Promise<void>;

  /** Begins at once. */
  constructor(run: FleetRun, {saved, context, ports, pace, requireFree, letGo}: SupervisorParts) {
    this.#run = run;
    this.#saved = saved;
    this.#context = context;
    this.#ports = ports;
    this.#pace = pace;
    this.#requireFree = requireFree;
    this.#loop = this.#drive()
      .catch((error: unknown) => this.#failed(error))
      .finally(letGo)
      .catch((error: unknown) => this.#failed(error));
  }

  current(): FleetRun {
    return this.#run;
  }

  onChange(listener: (run: FleetRun) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async proceed(): Promise<void> {
    await this.#requireFree(this.#run);
    this.#update(proceeded(this.#run, this.#context));
    this.#wake();
  }

  abort(): void {
    this.#restUntil = 0;
    this.#update(aborted(this.#run));
    this.#wake();
  }

  settled(): Promise<FleetRun> {
    if (this.#fault !== undefined) return Promise.reject(this.#fault.error);
    if (this.#isSettled()) return Promise.resolve(this.#run);
    return new Promise((resolve, reject) => this.#waiters.push({resolve, reject}));
  }

  /** Does nothing more. What waits for the run is answered with it as it is. */
  stop(): void {
    this.#isStopped = true;
    this.#wake();
  }

  /** Resolves when the last call has come back and the record is let go of. */
  ended(): Promise<void> {
    return this.#loop;
  }

  #isSettled(): boolean {
    return this.#isStopped || (isResting(this.#run) && this.#saved === this.#run);
  }

  async #drive(): Promise<void> {
    while (!this.#isStopped) {
      const {clock} = this.#ports;
      if (this.#interrupt.signal.aborted) this.#interrupt = new AbortController();
      this.#update(advanced(this.#run, this.#context, clock.now()));
      await this.#writeAudit();
      await this.#saveWhenDue();
      if (this.#isSettled()) {
        this.#answer();
        if (isOver(this.#run.phase)) return;
        await this.#wait(undefined);
        continue;
      }
      const now = clock.now();
      const [work, at] = this.#next(now);
      if (work === undefined || at > now) await this.#wait(work === undefined ? now + savePause : at);
      else {
        this.#pace.take(now);
        await this.#do(work);
      }
    }
    await this.#orStop(() => this.#save());
    this.#answer();
  }

  /** The work that has waited longest, of equal ones the most urgent, and when it may be done. */
  #next(now: number): readonly [Work | undefined, number] {
    let [first, at]: [Work | undefined, number] = [undefined, Number.POSITIVE_INFINITY];
    for (const work of worksOf(this.#run, this.#context, now)) {
      const due = Math.max(work.at, this.#due.get(work.key) ?? 0);
      if (due < at) [first, at] = [work, due];
    }
    return [first, Math.max(at, this.#restUntil, this.#pace.next)];
  }

  async #do(work: Work): Promise<void> {
    const steering = this.#steering(this.#interrupt.signal);
    try {
      await this.#done(work, steering);
      this.#failures = 0;
      if (this.#run.trouble !== undefined) {
        const {trouble: _, ...run} = this.#run;
        this.#update(run);
      }
    } catch (error) {
      if (steering.signal.aborted && error === steering.signal.reason) return;
      if (!(error instanceof UserError)) throw error;
      this.#failures += 1;
      this.#restUntil = this.#ports.clock.now() + retryPause(this.#failures);
      this.#update({...this.#run, trouble: explained(error)});
    }
  }

  async #done(work: Work, steering: Steering): Promise<void> {
    const again = (pause: number): unknown => this.#due.set(work.key, this.#ports.clock.now() + pause);
    switch (work.type) {
      case 'send':
        return send(work, steering);
      case 'hold':
      case 'tend':
        again(instancePause);
        return tend(work, steering);
      case 'cancel':
        again(instancePause);
        return cancel(work.send, steering);
      case 'poll':
        again(pollPause(this.#ports.clock.now() - work.send.at));
        return poll(work.send, steering);
      case 'settle':
        again(instancePause);
        return settle(steering);
    }
  }

  #steering(signal: AbortSignal): Steering {
    return {
      signal,
      ports: this.#ports,
      context: this.#context,
      run: () => this.#run,
      update: run => this.#update(run),
      save: () => this.#save(),
      isStopped: () => this.#isStopped,
    };
  }

  #update(run: FleetRun): void {
    if (run === this.#run) return;
    const before = this.#run;
    this.#run = run;
    this.#outcomes.note(before, run, this.#ports.clock.now());
    for (const listener of this.#listeners) listener(run);
  }

  async #writeAudit(): Promise<void> {
    for (let line = this.#outcomes.next(); line !== undefined; line = this.#outcomes.next()) {
      const entry = line;
      await this.#orStop(() => this.#ports.audit.write(entry));
    }
  }

  async #saveWhenDue(): Promise<void> {
    if (this.#saved === this.#run) return;
    const isAwaited = isResting(this.#run);
    if (isAwaited || this.#ports.clock.now() >= this.#savedAt + savePause) await this.#orStop(() => this.#save());
  }

  async #save(): Promise<void> {
    const run = this.#run;
    if (this.#saved === run) return;
    await this.#ports.records.save(run);
    this.#saved = run;
    this.#savedAt = this.#ports.clock.now();
  }

  /** What can be recorded no more goes on no further. */
  async #orStop(write: () => Promise<void>): Promise<void> {
    try {
      await write();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.#update(stopped(this.#run, explained(error)));
      if (isResting(this.#run)) this.#saved = this.#run; // There is nothing left to wait for: the screen tells it.
    }
  }

  #answer(): void {
    for (const {resolve} of this.#waiters.splice(0)) resolve(this.#run);
  }

  #failed(error: unknown): void {
    this.#fault ??= {error};
    for (const {reject} of this.#waiters.splice(0)) reject(error);
  }

  #wake(): void {
    this.#interrupt.abort(new Error('the run is looked at again'));
  }

  /** Until a time, or until something was said. */
  async #wait(until: number | undefined): Promise<void> {
    const {clock} = this.#ports;
    const {signal} = this.#interrupt;
    if (signal.aborted) return;
    if (until === undefined) return new Promise(resolve => signal.addEventListener('abort', () => resolve(), {once: true}));
    await clock.wait(Math.max(1, until - clock.now()), signal).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }
}
