// Two runs must not change one host at the same time: neither knows what the other has found there.

import {Refused} from '../domain/errors.ts';
import type {FleetRun, HostState} from '../domain/fleet/run.ts';
import {runName} from '../domain/fleet/run-words.ts';

const atRest: readonly HostState[] = ['excluded', 'unchanged', 'done', 'failed', 'unsent'];

/** Throws Refused when another of these runs has begun to change hosts and is not over on some of those that `wished` takes in. */
export function requireFreeHosts(runs: readonly FleetRun[], wished: Pick<FleetRun, 'id' | 'hosts'>): void {
  const meant = new Set(wished.hosts.filter(({state}) => state !== 'excluded').map(({target}) => target.arn));
  for (const run of runs) {
    const isChanging = run.phase === 'applying' || run.phase === 'aborting' || run.phase === 'paused';
    if (!isChanging || run.id === wished.id) continue;
    const busy = run.hosts.filter(({target, state, wave}) => wave !== undefined && meant.has(target.arn) && !atRest.includes(state));
    if (busy.length === 0) continue;
    throw new Refused(
      `${runName(run)} is not over on ${busy.length} of these hosts`,
      'Wait for its end, or pick it up or abort it in :runs.',
    );
  }
}
