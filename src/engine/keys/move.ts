// The actions that move, by name: what is moved through, rows or log lines, needs to know no more of the keys.

import type {Action} from '../../domain/keys.ts';

/** The actions that move. */
export type Move = Extract<Action, 'moveUp' | 'moveDown' | 'moveTop' | 'moveBottom' | 'pageUp' | 'pageDown'>;

const moves: readonly string[] = ['moveUp', 'moveDown', 'moveTop', 'moveBottom', 'pageUp', 'pageDown'] satisfies readonly Move[];

/** True for an action that moves. */
export function isMove(action: Action): action is Move {
  return moves.includes(action);
}
