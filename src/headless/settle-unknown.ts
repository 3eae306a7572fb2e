// Changes that were sent and got no answer: whether they happened is found out by reading, never by sending again.

import type {Clock} from '../domain/clock.ts';
import {follow, settleMilliseconds} from '../engine/changes/follow.ts';
import type {Plan} from '../engine/changes/plan.ts';
import type {Sent} from '../engine/changes/send.ts';

/** What reading showed. `unknown`: the target could not be read for long enough. */
export type Settled = 'arrived' | 'never arrived' | 'unknown';

/** Reading may fail as well; after so long a script gets its answer all the same. */
const mostMilliseconds = 2 * settleMilliseconds;

/** Reads the targets again until each is decided, two minutes at most; the audit log is told. */
export async function settleUnknown(
  {request}: Plan,
  sent: readonly Sent[],
  clock: Clock,
  signal: AbortSignal,
): Promise<ReadonlyMap<Sent, Settled>> {
  const settled = new Map<Sent, Settled>(sent.map(one => [one, 'unknown']));
  const decided = new AbortController();
  const watched = sent.map(one => ({
    ...one,
    async record(entry: Parameters<Sent['record']>[0]) {
      if (entry.result === 'arrived' || entry.result === 'never arrived') settled.set(one, entry.result);
      if (![...settled.values()].includes('unknown')) decided.abort(new Error('every outcome is known'));
      await one.record(entry);
    },
  }));
  const either = AbortSignal.any([signal, decided.signal]);
  clock.wait(mostMilliseconds, either).then(
    () => decided.abort(new Error('it took too long')),
    () => {},
  );
  const changes = watched.map((one, number) => ({number, sent: one}));
  await follow({...request, changes}, {clock, progressed: () => {}, isStillOpen: () => true}, either);
  return settled;
}
