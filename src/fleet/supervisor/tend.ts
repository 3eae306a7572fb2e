// Drains a container instance before its turn and makes it ACTIVE again after it, by reading first: what is so already is
// not asked for again.

import {AccessDenied, OutcomeUnknown, Refused, UserError} from '../../domain/errors.ts';
import {explained} from '../../domain/explained.ts';
import {holdLine} from './auditing.ts';
import {holdBegun, holdRefused, instanceSeen} from './holding.ts';
import {stopped} from './lifecycle.ts';
import type {Steering} from './steering.ts';
import type {Work} from './works.ts';

/** Begins a host's turn, or reads its container instance and helps it on. Rejects with what could not be read. */
export async function tend(work: Extract<Work, {type: 'hold' | 'tend'}>, steering: Steering): Promise<void> {
  const {ports, run, update, signal} = steering;
  const place = work.host;
  if (work.type === 'hold') return update(holdBegun(run(), place, ports.clock.now()));
  const arn = run().hosts[place]?.target.arn;
  if (arn === undefined) return;
  const {rows, failures} = await ports.ecs.describeContainerInstances(run().cluster, [arn], signal);
  const seen = rows.find(row => row.arn === arn);
  if (seen === undefined && failures.every(({reason}) => reason !== 'MISSING')) {
    throw new UserError(`the container instance ${arn} cannot be read`, 'It is tried again by itself.');
  }
  const {run: next, step} = instanceSeen(run(), place, seen?.status === 'INACTIVE' ? undefined : seen, ports.clock.now());
  update(next);
  if (step !== 'none') await setStatus(place, step === 'drain' ? 'DRAINING' : 'ACTIVE', steering);
}

/** Asks ECS, after it is on the disk and in the audit log. A lost answer is settled by the next reading. */
async function setStatus(place: number, status: 'ACTIVE' | 'DRAINING', steering: Steering): Promise<void> {
  const {ports, run, update} = steering;
  const host = run().hosts[place];
  if (host === undefined) return;
  const change = ports.newToken();
  const write = (parts: Partial<ReturnType<typeof holdLine>>): Promise<void> =>
    ports.audit.write(holdLine(run(), host, status, change, {phase: 'outcome', at: ports.clock.now(), ...parts}));
  try {
    await steering.save();
    await write({phase: 'intent'});
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return update(stopped(run(), explained(error)));
  }
  const isWanted = status === 'ACTIVE' || run().phase === 'applying';
  if (steering.isStopped() || !isWanted) return;
  try {
    const {requestId, failures} = await ports.ecsChanges.setContainerInstancesState(
      run().cluster,
      [host.target.arn],
      status,
      new AbortController().signal,
    );
    const [failure] = failures;
    if (failure === undefined) return await write({result: 'accepted', requestId});
    update(holdRefused(run(), place, failure.detail ?? failure.reason, ports.clock.now()));
    await write({result: 'failed', error: failure.reason});
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    await write({result: error instanceof OutcomeUnknown ? 'unknown' : 'failed', error: error.message});
    if (error instanceof AccessDenied || error instanceof Refused) {
      update(stopped(holdRefused(run(), place, explained(error), ports.clock.now()), explained(error)));
    } else if (!(error instanceof OutcomeUnknown)) throw error;
  }
}
