// Messages that come and go.

import type {SafeText} from '../src/domain/safe-text.ts';
import type {Tone} from '../src/domain/tone.ts';
import type {State} from './state.ts';

const mostNotices = 5;

/** Something to tell; without `until` (milliseconds since 1970) it stays until a key is pressed. The same text is not told twice at once. */
export function noticeShown(
  state: State,
  {tone, text, until}: {readonly tone: Tone; readonly text: SafeText; readonly until?: number},
): State {
  const others = state.notices.filter(notice => notice.text !== text);
  const id = Math.max(0, ...state.notices.map(notice => notice.id)) + 1;
  return {...state, notices: [{id, tone, text, until}, ...others].slice(0, mostNotices)};
}

/** What was told is over, or is told otherwise now. */
export function noticeWithdrawn(state: State, {text}: {readonly text: SafeText}): State {
  return withNotices(state, notice => notice.text !== text);
}

/** A key was pressed: what waited for one goes. */
export function noticesSeen(state: State): State {
  return withNotices(state, notice => notice.until !== undefined);
}

/** Time has passed: what is over goes. */
export function noticesExpired(state: State, {now}: {readonly now: number}): State {
  return withNotices(state, notice => notice.until === undefined || notice.until > now);
}

function withNotices(state: State, stays: (notice: State['notices'][number]) => boolean): State {
  return state.notices.every(stays) ? state : {...state, notices: state.notices.filter(stays)};
}
