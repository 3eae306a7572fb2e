// Follows changes after they were sent: reads their targets every few seconds until they are steady, and settles those
// whose outcome is not known. Only reads: nothing is ever sent from here.

import type {AnyCommand} from '../../../commands/command.ts';
import type {Clock} from '../../domain/clock.ts';
import {UserError} from '../../domain/errors.ts';
import type {Scope} from '../../domain/kind.ts';
import {text} from '../../domain/safe-text.ts';
import type {AnyResource} from '../../resources/resource.ts';
import type {Place} from './place.ts';
import type {ChangeStep} from './ports.ts';
import {freshRows, type Row} from './read.ts';
import type {Sent} from './send.ts';

/** How often a change's target is read. */
export const followMilliseconds = 5000;

/** A change of unknown outcome that shows no effect for so long counts as not made. */
export const settleMilliseconds = 60_000;

/** After so long a change that is still not steady is left to the table. */
export const patienceMilliseconds = 30 * 60_000;

/** One change that is followed. `number` is its name in the store. */
export interface Followed {
  readonly number: number;
  readonly sent: Sent;
}

/** The changes of one run, which share command, place and scope. */
export interface FollowedRun {
  readonly command: AnyCommand;
  readonly resource: AnyResource;
  readonly scope: Scope;
  readonly place: Place;
  readonly changes: readonly Followed[];
}

/** Who hears of the progress. */
export interface FollowPorts {
  readonly clock: Clock;
  readonly progressed: (number: number, step: ChangeStep) => void;
  /** False once another account or Region is open: what was sent in the old one can no longer be read. */
  readonly isStillOpen: () => boolean;
  /** True once a later change was sent to the same target: the row tells of that one. */
  readonly isSuperseded?: (change: Followed) => boolean;
}

interface Active extends Followed {
  readonly isUnknown: boolean;
}

async function settled(run: FollowedRun, change: Active, result: 'arrived' | 'never arrived', after?: Row): Promise<void> {
  await change.sent.record({result, ...(after === undefined ? {} : {after: run.command.fingerprint(after)})});
}

async function stepUnknown(run: FollowedRun, change: Active, after: Row, isLate: boolean, ports: FollowPorts): Promise<Active | undefined> {
  const {target} = change.sent;
  if (run.command.hasArrived(target.before, after, target.answer)) {
    await settled(run, change, 'arrived', after);
    return stepKnown(run, {...change, isUnknown: false}, after, ports);
  }
  if (!isLate) return change;
  await settled(run, change, 'never arrived', after);
  ports.progressed(change.number, {
    state: 'failed',
    undo: undefined,
    note: text`${target.summary}: no sign of it after ${settleMilliseconds / 1000} s. Look at it before you try again.`,
  });
  return undefined;
}

function stepKnown(run: FollowedRun, change: Active, after: Row, ports: FollowPorts): Active | undefined {
  const {target} = change.sent;
  const progress = run.command.progress(target.before, after, target.answer);
  if (!progress.isDone) {
    ports.progressed(change.number, {state: 'progressing', done: progress.done, total: progress.total, note: progress.note});
    return change;
  }
  ports.progressed(change.number, {state: progress.hasFailed ? 'failed' : 'steady', note: progress.note});
  return undefined;
}

function stepMissing(run: FollowedRun, change: Active, reason: string, ports: FollowPorts): Active | undefined {
  // ECS forgets a stopped task after an hour; anything else that is gone did not become what was wanted.
  const isWanted = run.command.effect === 'destroy';
  ports.progressed(change.number, {
    state: isWanted ? 'steady' : 'failed',
    note: text`${change.sent.target.name} cannot be read any more (${reason})`,
  });
  return undefined;
}

async function readAndStep(
  run: FollowedRun,
  active: readonly Active[],
  isLate: boolean,
  signal: AbortSignal,
  ports: FollowPorts,
): Promise<readonly Active[]> {
  const ids = active.map(change => change.sent.target.id);
  const {rows, missing} = await freshRows(run, ids, signal);
  const next: (Active | undefined)[] = [];
  for (const change of active) {
    const after = rows.get(change.sent.target.id);
    if (after === undefined) next.push(stepMissing(run, change, missing.get(change.sent.target.id) ?? 'MISSING', ports));
    else if (change.isUnknown) next.push(await stepUnknown(run, change, after, isLate, ports));
    else next.push(stepKnown(run, change, after, ports));
  }
  return next.filter(change => change !== undefined);
}

function leave(active: readonly Active[], ports: FollowPorts): void {
  for (const change of active) {
    ports.progressed(change.number, {
      state: 'failed',
      note: text`${change.sent.target.name} is not followed any more: another connection is open`,
    });
  }
}

/** Follows a run to its end. Resolves when all is steady, given up, or `signal` is aborted; a read that fails is tried again. */
export async function follow(run: FollowedRun, ports: FollowPorts, signal: AbortSignal): Promise<void> {
  const begin = ports.clock.now();
  let active: readonly Active[] = run.changes.map(change => ({...change, isUnknown: change.sent.outcome.state === 'unknown'}));
  while (active.length > 0 && !signal.aborted) {
    try {
      await ports.clock.wait(followMilliseconds, signal);
      if (!ports.isStillOpen()) return leave(active, ports);
      // One that may or may not have happened is settled all the same: the audit log waits for its outcome.
      active = active.filter(change => change.isUnknown || !ports.isSuperseded?.(change));
      if (active.length === 0) return;
      const elapsed = ports.clock.now() - begin;
      active = await readAndStep(run, active, elapsed >= settleMilliseconds, signal, ports);
      if (elapsed < patienceMilliseconds) continue;
      for (const change of active) {
        const minutes = patienceMilliseconds / 60_000;
        ports.progressed(change.number, {
          state: 'failed',
          note: text`${change.sent.target.name} is not steady after ${minutes} minutes: look at its events`,
        });
      }
      return;
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof UserError)) throw error;
      const isOver = ports.clock.now() - begin >= patienceMilliseconds;
      for (const change of active) {
        ports.progressed(change.number, {note: text`${change.sent.target.name}: ${error.message}`, ...(isOver ? {state: 'failed'} : {})});
      }
      if (isOver) return;
    }
  }
}
