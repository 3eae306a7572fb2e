// The hosts of a run counted in one pass, and remembered as long as its list is the same: the supervisor looks at it after
// every call, and most calls change no host.

import type {HostRun} from '../../domain/fleet/run.ts';

/** What the supervisor wants to know of all hosts. Places are those in the list of hosts. */
export interface Census {
  /** Hosts that had their turn and are not as they should be, as far as is known. */
  readonly failures: number;
  readonly isCanaryBad: boolean;
  /** Hosts that wait for the check. */
  readonly unchecked: readonly number[];
  /** The wave that is under way, or the next one: only when all hosts of the one before have ended. */
  readonly wave: number | undefined;
  /** Hosts of that wave that have not ended. */
  readonly inWave: readonly number[];
  /** Hosts on which `apply` is under way in any form. */
  readonly underApply: number;
  /** Hosts that drain, or get their tasks back. */
  readonly held: readonly number[];
}

const known = new WeakMap<readonly HostRun[], Census>();

/** The census of a list of hosts. */
export function censusOf(hosts: readonly HostRun[]): Census {
  const before = known.get(hosts);
  if (before !== undefined) return before;
  const census = counted(hosts);
  known.set(hosts, census);
  return census;
}

function counted(hosts: readonly HostRun[]): Census {
  let [failures, underApply, wave] = [0, 0, Number.POSITIVE_INFINITY];
  let isCanaryBad = false;
  const unchecked: number[] = [];
  const held: number[] = [];
  let inWave: number[] = [];
  // By index: this runs for each of a thousand hosts at every answer.
  for (let place = 0; place < hosts.length; place += 1) {
    const host = hosts[place];
    if (host === undefined) continue;
    const isActive = isUnderApply(host);
    if (isActive) underApply += 1;
    if (host.hold !== undefined) held.push(place);
    if (host.wave === undefined) {
      if (host.state === 'waiting') unchecked.push(place);
    } else if (hasFailed(host)) {
      failures += 1;
      isCanaryBad ||= host.wave === 1;
    } else if (isActive || host.state === 'waiting') {
      if (host.wave < wave) [wave, inWave] = [host.wave, []];
      if (host.wave === wave) inWave.push(place);
    }
  }
  return {failures, isCanaryBad, unchecked, wave: inWave.length === 0 ? undefined : wave, inWave, underApply, held};
}

/** True for a host on which `apply` is under way in any form. */
function isUnderApply({state}: HostRun): boolean {
  return state === 'draining' || state === 'sent' || state === 'running' || state === 'restarting' || state === 'verifying';
}

/** True for a host that had its turn and is not as it should be, as far as is known. */
export function hasFailed({state, wave}: HostRun): boolean {
  return wave !== undefined && (state === 'failed' || state === 'unknown');
}
