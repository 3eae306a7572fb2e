// The lines around the body, and with them the body's height. Apart, because what scrolls must know that height too.

import {noteRows} from '../../store/layout.ts';
import type {State} from '../../store/state.ts';
import {positionWords} from '../body.ts';
import {currentScreen, type ViewContext} from '../context.ts';
import type {PaintedLine} from '../paint.ts';
import {footerLine} from './footer-line.ts';
import {frameLine} from './frame-line.ts';
import {noteLines} from './note-line.ts';
import {problemLines} from './problem-lines.ts';
import {trailLine} from './trail-line.ts';

/** The two lines above the body. */
export function linesAbove(context: ViewContext, state: State): readonly PaintedLine[] {
  return [frameLine(context, state), trailLine(context, state)];
}

/** The lines below the body: the note of the row, a problem if there is one, and the footer. */
export function linesBelow(context: ViewContext, state: State): readonly PaintedLine[] {
  return [
    ...noteLines(context, state),
    ...problemLines(context, state),
    footerLine(context, state, positionWords(context, state, bodyHeight(context, state))),
  ];
}

function belowTable(context: ViewContext, state: State): number {
  return problemLines(context, state).length + (currentScreen(state).type === 'table' ? noteRows(state.size) : 0);
}

/** The lines that the body has. */
export function bodyHeight(context: ViewContext, state: State): number {
  return Math.max(0, state.size.rows - 3 - belowTable(context, state));
}
