// What happens to a log screen: it is looked at in another way, or other lines are in its window.

import type {LogMembers} from '../src/domain/log-members.ts';
import type {SafeText} from '../src/domain/safe-text.ts';
import type {LogScreen, LogView, LogWindow} from './log-screen.ts';
import type {Problem, Screen, State, TableScreen} from './state.ts';

const firstView: LogView = {
  filter: '',
  showsOnlyMatches: true,
  isFollowing: true,
  columns: 'all',
  wraps: false,
  opensJson: false,
  masksSecrets: false,
  minutes: 5,
  liveTail: 'off',
  showsPatterns: false,
  visiting: undefined,
};

/** What log screen is opened, over which rows. */
export interface LogsOpened {
  readonly from: Pick<TableScreen, 'kind' | 'scope'>;
  readonly title: SafeText;
  readonly members: readonly LogMembers[];
  /** How far back it begins; 5 when absent. */
  readonly minutes?: number;
}

/** The logs of some rows are opened over their table or details. */
export function logsOpened(state: State, {from, title, members, minutes}: LogsOpened): State {
  const {kind, scope} = from;
  const number = Math.max(0, ...[...state.screens, ...(state.previousScreens ?? [])].map(numberOf)) + 1;
  const screen: LogScreen = {
    type: 'logs',
    number,
    kind,
    scope,
    title,
    members,
    view: {...firstView, ...(minutes !== undefined && {minutes})},
    window: undefined,
    readAt: undefined,
    problem: undefined,
  };
  return {...state, screens: [...state.screens, screen]};
}

/** The log screen in front is looked at in another way; whoever follows is at the newest line, and at no other moment. */
export function logViewChanged(state: State, part: Partial<LogView>): State {
  const screen = state.screens.at(-1);
  if (screen?.type !== 'logs') return state;
  const newest = part.isFollowing === true ? {visiting: undefined} : {};
  return withLogs(state, screen.number, {view: {...screen.view, ...part, ...newest}});
}

/** Other lines are in the window, or other things are known about them. */
export function logWindowRead(
  state: State,
  {
    number,
    ...part
  }: {readonly number: number; readonly window: LogWindow; readonly readAt: number | undefined; readonly problem: Problem | undefined},
): State {
  return withLogs(state, number, part);
}

function numberOf(screen: Screen): number {
  return screen.type === 'logs' ? screen.number : 0;
}

function withLogs(state: State, number: number, part: Partial<LogScreen>): State {
  const isThere = state.screens.some(screen => numberOf(screen) === number);
  if (!isThere) return state;
  return {
    ...state,
    screens: state.screens.map(screen => (screen.type === 'logs' && screen.number === number ? {...screen, ...part} : screen)),
  };
}
