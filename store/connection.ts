// Who and where the program is, and whether AWS answers.

import type {Identity} from '../src/domain/identity.ts';
import {noticesExpired} from './notices.ts';
import type {Connection, Problem, Screen, State} from './state.ts';

/** STS said who we are. */
export function identityRead(
  state: State,
  known: {readonly identity: Identity; readonly isProduction: boolean; readonly mode: Connection['mode']},
): State {
  return withConnection(state, known);
}

/** The Region that the first connection looks at, where nobody named one. */
export function regionKnown(state: State, {region}: {readonly region: string}): State {
  return state.connection.region === region ? state : withConnection(state, {region});
}

/** Credentials or the endpoint are in trouble; rows stay. */
export function connectionFailed(state: State, {problem}: {readonly problem: Problem}): State {
  return withConnection(state, {problem});
}

/** AWS answered. */
export function connectionRecovered(state: State): State {
  return state.connection.problem === undefined ? state : withConnection(state, {problem: undefined});
}

/** A second has passed. */
export function secondPassed(
  state: State,
  {now, callsPerMinute, isThrottled}: {readonly now: number} & Pick<Connection, 'callsPerMinute' | 'isThrottled'>,
): State {
  const {connection} = state;
  const isSame = connection.callsPerMinute === callsPerMinute && connection.isThrottled === isThrottled;
  const counted = isSame ? state : withConnection(state, {callsPerMinute, isThrottled});
  return {...noticesExpired(counted, {now}), now};
}

/** The program looks at another account or Region now: nothing that was read before is kept. */
export function connectionSwitched(
  state: State,
  {connection, screens}: {readonly connection: Pick<Connection, 'profile' | 'region' | 'mode'>; readonly screens: readonly Screen[]},
): State {
  return {
    ...state,
    connection: {
      ...state.connection,
      ...connection,
      identity: undefined,
      isProduction: false,
      problem: undefined,
      callsPerMinute: 0,
      isThrottled: false,
    },
    screens,
    previousScreens: undefined,
    tables: {},
    dialog: undefined,
    changes: [],
    runs: [],
  };
}

/** `p` */
export function pauseToggled(state: State): State {
  return {...state, isPaused: !state.isPaused};
}

/** The terminal has another size. */
export function resized(state: State, {size}: {readonly size: State['size']}): State {
  const isSame = state.size.columns === size.columns && state.size.rows === size.rows;
  return isSame ? state : {...state, size};
}

function withConnection(state: State, part: Partial<Connection>): State {
  return {...state, connection: {...state.connection, ...part}};
}
