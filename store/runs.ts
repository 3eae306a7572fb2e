// Runs over hosts that go on, whatever screen is in front.

import type {RunHead} from '../src/domain/fleet/run-summary.ts';
import type {State} from './state.ts';

/** How far the runs are that this program supervises; those that are over are left out. */
export function runsRead(state: State, {runs}: {readonly runs: readonly RunHead[]}): State {
  return state.runs.length === 0 && runs.length === 0 ? state : {...state, runs};
}
