// The times and sizes that the supervisor goes by, in one place.

import type {FleetRun, SendRecord} from '../../domain/fleet/run.ts';

/** SendCommand takes so many hosts by id. */
export const mostHostsPerSend = 50;

/** How long a host may take to begin, seconds. Hosts that Systems Manager calls Online ask for work every few seconds. */
export const deliverySeconds: Readonly<Record<SendRecord['stage'], number>> = {check: 60, apply: 120, verify: 60};

/** AWS tells the end of a command a little after it has passed, milliseconds. */
export const deadlineMargin = 60_000;

/** A cancelled command that has not ended after so long on a host is given up, milliseconds. */
export const cancelPatience = 60_000;

/** When nothing can be read any more, what is under way is given up so long after its deadline, milliseconds. */
export const blindPatience = 10 * 60_000;

/** A send without an answer that AWS does not list after so long was not made, milliseconds. ListCommands runs late by some seconds. */
export const settlePatience = 120_000;

/** This machine's clock may be wrong against AWS's by so much when a send is looked for, milliseconds. */
export const clockTolerance = 10 * 60_000;

/** A host that is not as wanted is checked so often, so many milliseconds apart: services need a moment. */
export const mostChecks = 3;
export const checkPause = 10_000;

/** A host that restarts is asked after so long, and then so often, and given up after so long, milliseconds. */
export const restartFirst = 30_000;
export const restartPause = 15_000;
export const restartPatience = 15 * 60_000;

/** Tasks may take so long to leave a host, milliseconds; it is not touched otherwise. */
export const drainPatience = 15 * 60_000;

/** How often a container instance is read while it drains or comes back, milliseconds. */
export const instancePause = 5_000;

/** How often the outcome of a command is asked for, milliseconds: the older it is the seldomer, so that it is told late by an eighth at most. */
export function pollPause(age: number): number {
  return Math.min(10_000, Math.max(1_000, age / 8));
}

/** Between two calls to Systems Manager, milliseconds: about three a second over all runs. */
export const callPause = 334;

/** After a failure so many times in a row, milliseconds. */
export function retryPause(failures: number): number {
  return Math.min(30_000, 1_000 * 2 ** Math.min(5, failures - 1));
}

/** How many hosts of so many each wave has. */
export function waveSize(run: FleetRun, hosts: number, wave: number): number {
  const {canary, wavePercent} = run.settings;
  if (wave === 1) return Math.min(hosts, Math.max(1, canary));
  return Math.max(1, Math.floor((hosts * wavePercent) / 100));
}
