// Changes that were sent, from the sending until they are steady or taken back.

import type {ChangeInProgress, State} from './state.ts';

const mostChanges = 50;

/** A change was sent; it is the newest, and the row says nothing more of earlier ones to the same target. */
export function changeSent(state: State, {change}: {readonly change: ChangeInProgress}): State {
  const others = state.changes.filter(({targetId}) => targetId !== change.targetId);
  return {...state, changes: [change, ...others].slice(0, mostChanges)};
}

/** A change has come further, or its outcome is known. */
export function changeProgressed(
  state: State,
  {number, ...part}: {readonly number: number} & Partial<Pick<ChangeInProgress, 'state' | 'done' | 'total' | 'note' | 'undo'>>,
): State {
  return {...state, changes: state.changes.map(change => (change.number === number ? {...change, ...part} : change))};
}

/** A change needs no sign on its row any more: it is over and was seen, or it was taken back. */
export function changeForgotten(state: State, {number}: {readonly number: number}): State {
  return {...state, changes: state.changes.filter(change => change.number !== number)};
}
