// All lines of the screen from what they show to what they shall show: from the top, so that a screen's name is seen first, and
// on erased ground where most of what was there goes away.

import type {Pen} from './pen.ts';
import {blankRow, type Row} from './row.ts';
import {drawRow} from './row-change.ts';

/** What was drawn. */
export interface DrawnFrame {
  /** What is to be sent, in parts of whole lines. */
  readonly parts: readonly string[];
  /** What the terminal shows then. */
  readonly shown: Row[];
  readonly isComplete: boolean;
}

/** Characters that are cut into a part: half a second on a line of 9,600 baud. */
const mostInPart = 480;

/** Characters after which a frame is cut: a slow terminal gets the rest, or what is newer, once it has read these. */
const mostAtOnce = 64 * 1024;

/** Lines that become blank, from which on erasing all that is below at once is considered: to know, all is drawn twice more. */
const fewBlanked = 6;

/** Draws what differs. What the pen has written before comes with the first part. */
export function drawFrame(pen: Pen, shown: readonly Row[], next: readonly Row[]): DrawnFrame {
  const ground = [...shown];
  const erased = erasedFrom(pen, shown, next);
  const parts: string[] = [];
  let partStart = 0;
  let lineEnd = 0;
  for (const [at, row] of next.entries()) {
    if (pen.written.length > mostAtOnce) return {parts: [...parts, pen.written.slice(partStart)], shown: ground, isComplete: false};
    if (at === erased) {
      pen.moveTo(at, 0);
      pen.eraseBelow();
      ground.fill(blankRow, at);
    }
    drawRow(pen, at, ground[at] ?? blankRow, row);
    ground[at] = row;
    if (pen.written.length - partStart > mostInPart && lineEnd > partStart) {
      parts.push(pen.written.slice(partStart, lineEnd));
      partStart = lineEnd;
    }
    lineEnd = pen.written.length;
  }
  if (lineEnd > partStart) parts.push(pen.written.slice(partStart));
  return {parts, shown: ground, isComplete: true};
}

/** The line from which on it is less to erase everything and draw it on blank lines; undefined when there is none. */
function erasedFrom(pen: Pen, shown: readonly Row[], next: readonly Row[]): number | undefined {
  const blanked = next.filter(({units}, at) => units.length === 0 && (shown[at]?.units.length ?? 0) > 0);
  if (blanked.length < fewBlanked) return undefined;
  const changing = lineCosts(pen, shown, next);
  const anew = lineCosts(pen, [], next);
  let saving = 0;
  let best: {from: number; saving: number} | undefined;
  for (let at = next.length - 1; at >= 0; at -= 1) {
    saving += (changing[at] ?? 0) - (anew[at] ?? 0);
    if (saving > (best?.saving ?? eraseTakes)) best = {from: at, saving};
  }
  return best?.from;
}

/** Characters of the move and of the erasing. */
const eraseTakes = 9;

/** The characters that each line takes when they are drawn one after the other. */
function lineCosts(pen: Pen, shown: readonly Row[], next: readonly Row[]): readonly number[] {
  const trial = pen.branch();
  return next.map((row, at) => {
    const before = trial.written.length;
    drawRow(trial, at, shown[at] ?? blankRow, row);
    return trial.written.length - before;
  });
}
