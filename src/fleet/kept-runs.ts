// Which recorded runs are kept. A check of 300 hosts every hour must not fill a disk, nor the table of runs, over a year.

import type {FleetRun} from '../domain/fleet/run.ts';
import {isOver} from '../domain/fleet/run-summary.ts';

/** So many runs that are over are kept, over all accounts and Regions: with 300 hosts each takes a megabyte or less. */
export const mostKept = 500;

/** The runs that are over and were begun before the newest ones; one that is not over may still be picked up. */
export function runsToForget(runs: readonly FleetRun[], most = mostKept): readonly FleetRun[] {
  return runs
    .filter(({phase}) => isOver(phase))
    .toSorted((one, other) => other.startedAt - one.startedAt)
    .slice(most);
}
