// Puts the script of a playbook together from its pieces: the frame of the answer first, and what it does last.

import type {Script} from '../playbook.ts';
import {pieces} from './pieces.ts';

/** A file of the folder scripts, without its ending. */
export type Piece = keyof typeof pieces;

/** The script that answers as this playbook. `answer` and `system` come first by themselves. */
export function hostScript(playbookId: string, names: readonly Piece[], executionSeconds: number): Script {
  const texts = (['answer', 'system', ...names] satisfies Piece[]).map(name => pieces[name]);
  return {body: `playbook=${playbookId}\n${texts.join('\n\n')}\n`, executionSeconds};
}
