// One line of the screen from what it shows to what it shall show, in the fewest bytes.

import type {Pen} from './pen.ts';
import {blankRow, type Row} from './row.ts';
import {plain} from './styles.ts';

/** Cells that are always changed one by one. */
const fewCells = 8;

/** Draws what differs. The pen is anywhere before, and somewhere on the line after. */
export function drawRow(pen: Pen, at: number, before: Row, after: Row): void {
  const first = firstDifference(before, after);
  if (first === undefined) return;
  const changing = pen.branch();
  drawCells(changing, at, before, after, first);
  if (before.texts.length - first < fewCells) {
    pen.take(changing);
    return;
  }
  // Where much of it differs, it can be less to erase the rest of the line first.
  const anew = pen.branch();
  anew.moveTo(at, first);
  anew.eraseToEnd();
  drawCells(anew, at, {...blankRow, texts: before.texts.slice(0, first), styles: before.styles.slice(0, first)}, after, first);
  pen.take(anew.written.length < changing.written.length ? anew : changing);
}

/** How many cells of a line would have to be drawn; what a scroll saves is measured in it. */
export function differingCells(before: Row, after: Row): number {
  if (before.line === after.line) return 0;
  const length = Math.max(before.texts.length, after.texts.length);
  let count = 0;
  for (let column = 0; column < length; column += 1) if (differs(before, after, column)) count += 1;
  // A line that is to be blank costs one sequence.
  return after.texts.length === 0 ? Math.min(count, 4) : count;
}

function drawCells(pen: Pen, at: number, before: Row, after: Row, first: number): void {
  const width = after.texts.length;
  let column = first;
  while (column < width) {
    const start = nextDifference(before, after, column, width);
    if (start === undefined) break;
    approach(pen, at, after, start);
    column = start;
    do {
      pen.put(after.texts[column] ?? ' ', after.styles[column] ?? plain);
      column += isWide(after, column) ? 2 : 1;
    } while (column < width && isTouched(before, after, column));
  }
  if (before.texts.length > width) eraseRest(pen, at, width, before.texts.length - width);
}

/** To a cell of the line: by a move, or by writing again what stands between when that is no longer. */
function approach(pen: Pen, at: number, after: Row, to: number): void {
  const {row, column} = pen.state;
  const move = pen.moveCost(at, to);
  if (row === at && column !== undefined && column < to && to - column <= move) {
    const between = pen.branch();
    for (let cell = column; cell < to; cell += 1) between.put(after.texts[cell] ?? ' ', after.styles[cell] ?? plain);
    const direct = pen.branch();
    direct.moveTo(at, to);
    const style = after.styles[to] ?? plain;
    if (
      isPlainAscii(after, column, to) &&
      between.written.length + between.styleCost(style) <= direct.written.length + direct.styleCost(style)
    ) {
      pen.take(between);
      return;
    }
  }
  pen.moveTo(at, to);
}

function isPlainAscii(row: Row, from: number, to: number): boolean {
  for (let column = from; column < to; column += 1) if (!/^[\x20-\x7e]$/.test(row.texts[column] ?? ' ')) return false;
  return true;
}

function eraseRest(pen: Pen, at: number, from: number, cells: number): void {
  pen.moveTo(at, from);
  const spaces = pen.branch();
  for (let cell = 0; cell < cells; cell += 1) spaces.put(' ', plain);
  const erased = pen.branch();
  erased.eraseToEnd();
  pen.take(spaces.written.length <= erased.written.length ? spaces : erased);
}

function firstDifference(before: Row, after: Row): number | undefined {
  if (before.line === after.line) return undefined;
  const length = Math.max(before.texts.length, after.texts.length);
  const first = nextDifference(before, after, 0, length);
  return first;
}

function nextDifference(before: Row, after: Row, from: number, length: number): number | undefined {
  for (let column = from; column < length; column += 1) if (isTouched(before, after, column)) return startOfCell(after, column);
  return undefined;
}

/** A wide character is drawn whole, and where half of an old one is overwritten its other half is drawn too. */
function isTouched(before: Row, after: Row, column: number): boolean {
  if (differs(before, after, column)) return true;
  return isWidePart(before, column) || isWidePart(after, column) ? pairDiffers(before, after, column) : false;
}

function pairDiffers(before: Row, after: Row, column: number): boolean {
  const reaches = (row: Row, cell: number) =>
    isWide(row, cell) ? differs(before, after, cell + 1) : row.texts[cell] === '' && differs(before, after, cell - 1);
  return reaches(before, column) || reaches(after, column);
}

function differs(before: Row, after: Row, column: number): boolean {
  return (
    (before.texts[column] ?? ' ') !== (after.texts[column] ?? ' ') ||
    (column < before.texts.length ? before.styles[column] : plain) !== (column < after.texts.length ? after.styles[column] : plain)
  );
}

function isWide(row: Row, column: number): boolean {
  return row.texts[column + 1] === '';
}

function isWidePart(row: Row, column: number): boolean {
  return row.texts[column] === '' || isWide(row, column);
}

function startOfCell(row: Row, column: number): number {
  return row.texts[column] === '' ? column - 1 : column;
}
