// The hosts of a run counted, and remembered as long as its list is the same: the supervisor looks at it after every call. A
// list that follows from another by a few new hosts is counted from that one's census, not anew.

import type {HostRun} from '../../domain/fleet/run.ts';

/** What the supervisor wants to know of all hosts. Places are those in the list of hosts. */
export interface Census {
  /** Hosts that had their turn and are as they should be. */
  readonly done: number;
  /** Hosts that had their turn and are not as they should be, as far as is known. */
  readonly failures: number;
  readonly canaryFailures: number;
  /** Hosts on which `apply` is under way in any form. */
  readonly underApply: number;
  /** Hosts that wait for the check. */
  readonly unchecked: readonly number[];
  /** The wave that is under way, or the next one: only when all hosts of the one before have ended. */
  readonly wave: number | undefined;
  /** Hosts of that wave that have not ended. */
  readonly inWave: readonly number[];
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

/** Notes that `after` is `before` with other hosts at these places. */
export function followedBy(before: readonly HostRun[], after: readonly HostRun[], places: Iterable<number>): void {
  const census = known.get(before);
  const derived = census === undefined ? undefined : derivedFrom(census, before, after, places);
  if (derived !== undefined) known.set(after, derived);
}

function counted(hosts: readonly HostRun[]): Census {
  let [done, failures, canaryFailures, underApply] = [0, 0, 0, 0];
  let wave = Number.POSITIVE_INFINITY;
  const unchecked: number[] = [];
  const held: number[] = [];
  let inWave: number[] = [];
  // By index: a thousand hosts, and few lists follow from no other.
  for (let place = 0; place < hosts.length; place += 1) {
    const host = hosts[place];
    if (host === undefined) continue;
    if (isUnderApply(host)) underApply += 1;
    if (host.hold !== undefined) held.push(place);
    if (isUnchecked(host)) unchecked.push(place);
    if (host.wave === undefined) continue;
    if (host.state === 'done') done += 1;
    if (hasFailed(host)) failures += 1;
    if (hasFailed(host) && host.wave === 1) canaryFailures += 1;
    if (!isInTurn(host)) continue;
    if (host.wave < wave) [wave, inWave] = [host.wave, []];
    if (host.wave === wave) inWave.push(place);
  }
  return {done, failures, canaryFailures, underApply, unchecked, wave: inWave.length === 0 ? undefined : wave, inWave, held};
}

/** Undefined when it is better counted anew: a host has got in line, or a wave has ended. */
function derivedFrom(census: Census, before: readonly HostRun[], after: readonly HostRun[], places: Iterable<number>): Census | undefined {
  let {done, failures, canaryFailures, underApply} = census;
  const changed = new Set<number>();
  const held: number[] = [];
  for (const place of places) {
    const [old, host] = [before[place], after[place]];
    if (old === undefined || host === undefined || old.wave !== host.wave) return undefined;
    if ((isUnchecked(host) && !isUnchecked(old)) || (isInTurn(host) && !isInTurn(old))) return undefined;
    changed.add(place);
    const failed = Number(hasFailed(host)) - Number(hasFailed(old));
    failures += failed;
    if (host.wave === 1) canaryFailures += failed;
    if (host.wave !== undefined) done += Number(host.state === 'done') - Number(old.state === 'done');
    underApply += Number(isUnderApply(host)) - Number(isUnderApply(old));
    if (host.hold !== undefined) held.push(place);
  }
  const is = (place: number, hasIt: (host: HostRun) => boolean): boolean => {
    const host = after[place];
    return !changed.has(place) || (host !== undefined && hasIt(host));
  };
  const inWave = census.inWave.filter(place => is(place, isInTurn));
  if (inWave.length === 0 && census.inWave.length > 0) return undefined;
  const unchecked = census.unchecked.length === 0 ? census.unchecked : census.unchecked.filter(place => is(place, isUnchecked));
  const kept = census.held.filter(place => !changed.has(place));
  return {done, failures, canaryFailures, underApply, unchecked, wave: census.wave, inWave, held: [...kept, ...held]};
}

function isUnchecked({state, wave}: HostRun): boolean {
  return wave === undefined && state === 'waiting';
}

/** True for a host of a wave that has not ended. */
function isInTurn(host: HostRun): boolean {
  return host.wave !== undefined && (host.state === 'waiting' || isUnderApply(host));
}

/** True for a host on which `apply` is under way in any form. */
function isUnderApply({state}: HostRun): boolean {
  return state === 'draining' || state === 'sent' || state === 'running' || state === 'restarting' || state === 'verifying';
}

/** True for a host that had its turn and is not as it should be, as far as is known. */
export function hasFailed({state, wave}: HostRun): boolean {
  return wave !== undefined && (state === 'failed' || state === 'unknown');
}
