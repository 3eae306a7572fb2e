// One line of the screen from what it shows to what it shall show, in the fewest bytes.

import type {Pen} from './pen.ts';
import {oddCell, type Row, secondCell} from './row.ts';
import {plain, type StyleId} from './styles.ts';

const blank = 0x20;
const odd = oddCell.charCodeAt(0);
const second = secondCell.charCodeAt(0);

/** Cells that are always changed one by one. */
const fewCells = 8;

/** Draws what differs. The pen is anywhere before, and somewhere on the line after. */
export function drawRow(pen: Pen, at: number, before: Row, after: Row): void {
  if (before.line === after.line) return;
  const first = nextDifference(before, after, 0, Math.max(before.units.length, after.units.length));
  if (first === undefined) return;
  if (before.units.length - first < fewCells) {
    drawCells(pen, at, before, after, first);
    return;
  }
  const changing = pen.branch();
  drawCells(changing, at, before, after, first);
  // Where much of it differs, it can be less to erase the rest of the line first.
  const anew = pen.branch();
  anew.moveTo(at, first);
  anew.eraseToEnd();
  drawCells(anew, at, {...before, units: before.units.slice(0, first)}, after, first);
  pen.take(anew.written.length < changing.written.length ? anew : changing);
}

/** How many cells of a line would have to be drawn; what a scroll saves is measured in it. */
export function differingCells(before: Row, after: Row): number {
  if (before.line === after.line) return 0;
  const length = Math.max(before.units.length, after.units.length);
  let count = 0;
  for (let column = 0; column < length; column += 1) if (differs(before, after, column)) count += 1;
  // A line that is to be blank costs one sequence.
  return after.units.length === 0 ? Math.min(count, 4) : count;
}

function drawCells(pen: Pen, at: number, before: Row, after: Row, first: number): void {
  const width = after.units.length;
  for (let column = first; column < width; ) {
    const start = nextDifference(before, after, column, width);
    if (start === undefined) break;
    const end = endOfDifference(before, after, start, width);
    approach(pen, at, after, start);
    writeCells(pen, after, start, end);
    column = end;
  }
  if (before.units.length > width) eraseRest(pen, at, width, before.units.length - width);
}

/** Writes the cells of a row from one column to before another, where the pen is. */
function writeCells(pen: Pen, row: Row, from: number, to: number): void {
  for (let column = from; column < to; ) {
    const style = row.styles[column] ?? plain;
    if (row.units.charCodeAt(column) === odd) {
      const grapheme = row.odd.get(column);
      if (grapheme) pen.writeOdd(grapheme, style);
      column += grapheme?.cells ?? 1;
      continue;
    }
    let end = column + 1;
    while (end < to && row.styles[end] === style && row.units.charCodeAt(end) !== odd) end += 1;
    pen.write(row.units.slice(column, end), style);
    column = end;
  }
}

/** To a cell of the line: by a move, or by writing again what stands between when that is no longer. */
function approach(pen: Pen, at: number, after: Row, to: number): void {
  const {row, column} = pen.state;
  if (row === at && column !== undefined && column < to && to - column <= pen.moveCost(at, to) && !hasOdd(after, column, to)) {
    const style = after.styles[to] ?? plain;
    const between = pen.branch();
    writeCells(between, after, column, to);
    const direct = pen.branch();
    direct.moveTo(at, to);
    if (costWith(between, style) <= costWith(direct, style)) {
      pen.take(between);
      return;
    }
  }
  pen.moveTo(at, to);
}

function costWith(pen: Pen, style: StyleId): number {
  return pen.written.length + pen.styleCost(style);
}

function hasOdd(row: Row, from: number, to: number): boolean {
  for (let column = from; column < to; column += 1) {
    const unit = row.units.charCodeAt(column);
    // Other than ASCII takes more bytes than it has units.
    if (unit < blank || unit > 0x7e) return true;
  }
  return false;
}

function eraseRest(pen: Pen, at: number, from: number, cells: number): void {
  pen.moveTo(at, from);
  const spaces = pen.branch();
  spaces.write(' '.repeat(cells), plain);
  const erased = pen.branch();
  erased.eraseToEnd();
  pen.take(spaces.written.length <= erased.written.length ? spaces : erased);
}

/** The first cell from here on that must be drawn; of a wide character its first one. */
function nextDifference(before: Row, after: Row, from: number, length: number): number | undefined {
  for (let column = from; column < length; column += 1) {
    if (isTouched(before, after, column)) return after.units.charCodeAt(column) === second ? column - 1 : column;
  }
  return undefined;
}

/** Where the cells end that must be drawn, one beside the other. */
function endOfDifference(before: Row, after: Row, start: number, width: number): number {
  let end = start + 1;
  while (end < width && (after.units.charCodeAt(end) === second || isTouched(before, after, end))) end += 1;
  return end;
}

/** A wide character is drawn whole, and where half of an old one is overwritten its other half is drawn too. */
function isTouched(before: Row, after: Row, column: number): boolean {
  if (differs(before, after, column)) return true;
  return partnerDiffers(before, before, after, column) || partnerDiffers(after, before, after, column);
}

function partnerDiffers(row: Row, before: Row, after: Row, column: number): boolean {
  if (row.units.charCodeAt(column) === second) return differs(before, after, column - 1);
  return row.units.charCodeAt(column + 1) === second && differs(before, after, column + 1);
}

function differs(before: Row, after: Row, column: number): boolean {
  const unit = unitAt(before, column);
  if (unit !== unitAt(after, column)) return true;
  if (styleAt(before, column) !== styleAt(after, column)) return true;
  return unit === odd && before.odd.get(column) !== after.odd.get(column);
}

function unitAt(row: Row, column: number): number {
  return column < row.units.length ? row.units.charCodeAt(column) : blank;
}

function styleAt(row: Row, column: number): StyleId {
  return column < row.units.length ? (row.styles[column] ?? plain) : plain;
}
