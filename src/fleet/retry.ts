// Which hosts of a run are worth another try.

import type {FleetRun, HostRun, HostState} from '../domain/fleet/run.ts';

/**
 * ARNs of the hosts that failed or of which nobody knows what became of them; where there are none, of those that the run did
 * not reach. Of these only the marked ones, when some are marked.
 */
export function hostsToRetry({hosts}: Pick<FleetRun, 'hosts'>, marked: readonly string[]): readonly string[] {
  const inState = (...states: readonly HostState[]) => hosts.filter(({state}) => states.includes(state)).map(arnOf);
  if (marked.length > 0) return inState('failed', 'unknown', 'unsent').filter(arn => marked.includes(arn));
  const failed = inState('failed', 'unknown');
  return failed.length > 0 ? failed : inState('unsent');
}

function arnOf({target}: HostRun): string {
  return target.arn;
}
