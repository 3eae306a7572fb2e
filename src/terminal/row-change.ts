// One line of the screen from what it shows to what it shall show, in the fewest bytes.

import type {Pen} from './pen.ts';
import {oddCell, type Row, secondCell} from './row.ts';
import {plain, type StyleId} from './styles.ts';

const blank = 0x20;
const odd = oddCell.charCodeAt(0);
const second = secondCell.charCodeAt(0);

/** Cells that are always changed one by one. */
const fewCells = 8;

/** Blanks that cost no more to write than to move over. */
const shortGap = 4;

/** Draws what differs. The pen is anywhere before, and somewhere on the line after. */
export function drawRow(pen: Pen, at: number, before: Row, after: Row): void {
  if (before.line === after.line) return;
  const changes = changedCells(before, after);
  const first = changes.indexOf(1);
  if (first === -1) return;
  if (before.units.length - first < fewCells) {
    drawCells(pen, at, before.units.length, after, changes);
    return;
  }
  const changing = pen.branch();
  drawCells(changing, at, before.units.length, after, changes);
  // Where much of it differs, it can be less to erase the rest of the line first.
  const kept = {...before, units: before.units.slice(0, first)};
  const anew = pen.branch();
  anew.moveTo(at, first);
  anew.eraseToEnd();
  drawCells(anew, at, first, after, changedCells(kept, after));
  pen.take(anew.written.length < changing.written.length ? anew : changing);
}

/** How many cells of a line would have to be drawn; what a scroll saves is measured in it. */
export function differingCells(before: Row, after: Row): number {
  if (before.line === after.line) return 0;
  const count = changedCells(before, after).reduce((sum, one) => sum + one, 0);
  // A line that is to be blank costs one sequence.
  return after.units.length === 0 ? Math.min(count, 4) : count;
}

/** Draws the cells that are marked with 1; `used` is how many cells of the line are in use now. */
function drawCells(pen: Pen, at: number, used: number, after: Row, changes: Uint8Array): void {
  const width = after.units.length;
  for (let start = changes.indexOf(1); start !== -1 && start < width; ) {
    let end = endOfChange(changes, start, width);
    let next = changes.indexOf(1, end);
    while (next !== -1 && next < width && next - end <= shortGap && isPlainBlank(after, end, next)) {
      end = endOfChange(changes, next, width);
      next = changes.indexOf(1, end);
    }
    approach(pen, at, after, start);
    writeCells(pen, after, start, end);
    start = next;
  }
  if (used > width) eraseRest(pen, at, width, used - width);
}

function endOfChange(changes: Uint8Array, start: number, width: number): number {
  const next = changes.indexOf(0, start);
  return next === -1 || next > width ? width : next;
}

function isPlainBlank(row: Row, from: number, to: number): boolean {
  for (let column = from; column < to; column += 1) {
    if (row.units.charCodeAt(column) !== blank || row.styles[column] !== plain) return false;
  }
  return true;
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

/** A 1 for each cell that must be drawn. */
function changedCells(before: Row, after: Row): Uint8Array {
  const [old, units] = [before.units, after.units];
  const changes = new Uint8Array(Math.max(old.length, units.length));
  for (let column = 0; column < changes.length; column += 1) {
    const isOld = column < old.length;
    const isNew = column < units.length;
    const unit = isNew ? units.charCodeAt(column) : blank;
    if ((isOld ? old.charCodeAt(column) : blank) !== unit) changes[column] = 1;
    else if ((isOld ? before.styles[column] : plain) !== (isNew ? after.styles[column] : plain)) changes[column] = 1;
    else if (unit === odd && before.odd.get(column) !== after.odd.get(column)) changes[column] = 1;
  }
  if (before.odd.size > 0 || after.odd.size > 0) widen(changes, old, units);
  return changes;
}

/** A wide character is drawn whole, and where half of an old one is overwritten its other half is drawn too. */
function widen(changes: Uint8Array, old: string, units: string): void {
  const spread = (column: number) => {
    if (old.charCodeAt(column + 1) !== second && units.charCodeAt(column + 1) !== second) return false;
    if (changes[column] === changes[column + 1]) return false;
    changes[column] = 1;
    changes[column + 1] = 1;
    return true;
  };
  for (let column = 0; column < changes.length - 1; column += 1) spread(column);
  for (let column = changes.length - 2; column >= 0; column -= 1) spread(column);
}
