// Drawing once for each state, and the same lines as before when nothing that is drawn has changed.

import type {State} from '../store/state.ts';
import type {PaintedLine} from './paint.ts';

/**
 * A selector of lines for the store. React asks a selector several times for each state; here it is computed once, and equal
 * lines are the same array, so that nothing is drawn again.
 */
export function oncePerState(draw: (state: State) => readonly PaintedLine[]): (state: State) => readonly PaintedLine[] {
  let last: {readonly state: State; readonly lines: readonly PaintedLine[]} | undefined;
  return state => {
    if (last?.state === state) return last.lines;
    const lines = draw(state);
    const isSame = last?.lines.length === lines.length && last.lines.every((line, index) => line === lines[index]);
    last = {state, lines: last && isSame ? last.lines : lines};
    return last.lines;
  };
}
