// The shortest way for the cursor from one cell to another.

/** The sequence; rows and columns count from 0, and are undefined where the cursor's own are not known. */
export function moveBetween(row: number | undefined, column: number | undefined, toRow: number, toColumn: number): string {
  if (row === toRow && column === toColumn) return '';
  // The two that are wanted most have nothing shorter.
  if (row === toRow) return horizontal(column, toColumn);
  if (toColumn === 0 && row === toRow - 1) return '\r\n';
  const direct = absolute(toRow, toColumn);
  if (row === undefined) return direct;
  const down = vertical(toRow - row);
  const candidates = [direct, down + horizontal(column, toColumn), nextLines(toRow - row) + horizontal(0, toColumn)];
  return candidates.reduce((best, one) => (one.length < best.length ? one : best));
}

function absolute(row: number, column: number): string {
  if (column === 0) return row === 0 ? '\u001b[H' : `\u001b[${row + 1}H`;
  return `\u001b[${row === 0 ? '' : row + 1};${column + 1}H`;
}

function vertical(rows: number): string {
  if (rows === 0) return '';
  return `\u001b[${times(Math.abs(rows))}${rows > 0 ? 'B' : 'A'}`;
}

/** To the first column so many lines below; 0 stays on the line. The cursor is never on the last line, where it would scroll. */
function nextLines(rows: number): string {
  if (rows < 0) return `\r${vertical(rows)}`;
  return rows <= 3 ? `\r${'\n'.repeat(rows)}` : `\r${vertical(rows)}`;
}

function horizontal(column: number | undefined, to: number): string {
  if (column === to) return '';
  if (to === 0) return '\r';
  const direct = `\u001b[${to + 1}G`;
  if (column === undefined) return direct;
  const by = to - column;
  if (by < 0) return -by <= 4 ? '\b'.repeat(-by) : shorter(direct, `\u001b[${-by}D`);
  return shorter(direct, `\u001b[${times(by)}C`);
}

/** 1 is what a sequence means without a number. */
function times(count: number): string {
  return count === 1 ? '' : String(count);
}

function shorter(one: string, other: string): string {
  return other.length < one.length ? other : one;
}
