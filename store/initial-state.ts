// The state before anything was read.

import type {Connection, Screen, State} from './state.ts';

/** What is known when the program starts. */
export interface Beginning {
  readonly connection: Pick<Connection, 'source' | 'profile' | 'region' | 'mode'>;
  readonly size: State['size'];
  readonly now: number;
  /** The trail that it opens with; its last screen is shown. */
  readonly screens: readonly [Screen, ...Screen[]];
}

/** The state of a program that has just started. */
export function initialState({connection, size, now, screens}: Beginning): State {
  return {
    connection: {
      ...connection,
      identity: undefined,
      problem: undefined,
      isProduction: false,
      callsPerMinute: 0,
      isThrottled: false,
    },
    size,
    now,
    isPaused: false,
    screens,
    previousScreens: undefined,
    tables: {},
    dialog: undefined,
    notices: [],
    changes: [],
    runs: [],
  };
}
