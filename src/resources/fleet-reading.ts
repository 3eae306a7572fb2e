// Reading runs for tables: they come from this machine and not from AWS.

import {Gone, Unsupported} from '../domain/errors.ts';
import type {FleetReads} from '../domain/fleet/reads.ts';
import type {FleetRun} from '../domain/fleet/run.ts';
import type {Scope} from '../domain/kind.ts';
import type {Region} from '../domain/ports.ts';

/** What reads runs. Throws Unsupported where none are kept. */
export function fleetReads({fleet}: Region): FleetReads {
  if (fleet === undefined)
    throw new Unsupported('runs over hosts are not kept here', 'Look at them with ecsdeck on the machine that ran them.');
  return fleet;
}

/** The runs of a scope, newest first. */
export async function runsIn(aws: Region, {cluster, run}: Scope): Promise<readonly FleetRun[]> {
  const runs = await fleetReads(aws).runs();
  return runs.filter(
    one => (run === undefined || one.id === run) && (cluster === undefined || one.cluster === cluster || one.clusterName === cluster),
  );
}

/** One run. Rejects with Gone when it is not recorded. */
export async function runWithId(aws: Region, id: string): Promise<FleetRun> {
  const [run] = await runsIn(aws, {run: id});
  if (run === undefined) throw new Gone(`no run ${id} is recorded on this machine`, 'See :runs for those that are.');
  return run;
}
