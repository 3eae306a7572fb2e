// How old what is on the screen is, and whether that is older than it should be.

import type {State} from '../store/state.ts';
import {currentScreen, tableOf} from './context.ts';

/** Steady rows are read again about every 15 seconds; data older than three such intervals are called stale. In milliseconds. */
export const staleAfter = 45_000;

/** What the frame says of the data's age. `age` in milliseconds; undefined before the first reading, or where there are no data. */
export interface Freshness {
  readonly age: number | undefined;
  readonly isStale: boolean;
}

/** How fresh the screen in front is. Anything is stale while credentials or the last reading failed. */
export function freshness(state: State): Freshness {
  // Help has no data of its own: what lies under it goes on getting older.
  const screen = state.screens.findLast(one => one.type !== 'help') ?? currentScreen(state);
  if (screen.type === 'help') return {age: undefined, isStale: false};
  const source = screen.type === 'table' ? tableOf(state, screen) : screen;
  if (source?.readAt === undefined) return {age: undefined, isStale: false};
  const age = Math.max(0, state.now - source.readAt);
  const isLive = screen.type === 'table' || screen.type === 'logs';
  const hasFailed = source.problem !== undefined || state.connection.problem !== undefined;
  return {age, isStale: hasFailed || (isLive && age > staleAfter)};
}
