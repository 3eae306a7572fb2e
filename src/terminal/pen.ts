// What writes to the terminal, and knows where the cursor is and how text looks there. Only characters of cells, SGR, cursor
// moves, erasing and scrolling can come out of it: there is no way to hand it anything else.

import type {Grapheme} from './grapheme.ts';
import {moveBetween} from './moves.ts';
import {plain, type StyleId, type Styles} from './styles.ts';

/** Where the terminal's cursor is, and how it writes. */
export interface PenState {
  /** Undefined when it is not known, as after another program has written. */
  readonly row: number | undefined;
  readonly column: number | undefined;
  readonly style: StyleId;
}

/** Nothing is known of the cursor. */
export const lostPen: PenState = {row: undefined, column: undefined, style: plain};

/** Collects what is to be sent. Rows and columns count from 0. */
export class Pen {
  readonly #styles: Styles;
  readonly #columns: number;
  #row: number | undefined;
  #column: number | undefined;
  #style: StyleId;
  #written = '';

  constructor(styles: Styles, columns: number, state: PenState = lostPen) {
    this.#styles = styles;
    this.#columns = columns;
    this.#row = state.row;
    this.#column = state.column;
    this.#style = state.style;
  }

  get written(): string {
    return this.#written;
  }

  get state(): PenState {
    return {row: this.#row, column: this.#column, style: this.#style};
  }

  get style(): StyleId {
    return this.#style;
  }

  /** Another pen at this place that has written nothing yet. */
  branch(): Pen {
    return new Pen(this.#styles, this.#columns, this.state);
  }

  /** Goes on from where a branch of this pen has come to. */
  take(branch: Pen): void {
    this.#written += branch.#written;
    this.#row = branch.#row;
    this.#column = branch.#column;
    this.#style = branch.#style;
  }

  /** The bytes of a move from here; `moveTo` sends them. */
  moveCost(row: number, column: number): number {
    return moveBetween(this.#row, this.#column, row, column).length;
  }

  moveTo(row: number, column: number): void {
    this.#written += moveBetween(this.#row, this.#column, row, column);
    this.#row = row;
    this.#column = column;
  }

  /** The bytes of a change of the look. */
  styleCost(style: StyleId): number {
    return this.#styles.change(this.#style, style).length;
  }

  setStyle(style: StyleId): void {
    this.#written += this.#styles.change(this.#style, style);
    this.#style = style;
  }

  /** Writes characters in a look, each of which is one UTF-16 unit and takes one cell on every terminal. */
  write(units: string, style: StyleId): void {
    // Blanks look the same in every look that has no background.
    const isSame = style === plain && !this.#styles.hasBackground(this.#style) && units.trimStart() === '';
    if (!isSame) this.setStyle(style);
    this.#written += units;
    this.#advance(units.length);
  }

  /** Writes a character of another kind. */
  writeOdd({text, cells, isDoubtful}: Grapheme, style: StyleId): void {
    this.setStyle(style);
    if (isDoubtful) this.#writeDoubtful(text, cells);
    else {
      this.#written += text;
      this.#advance(cells);
    }
  }

  /** Erases from the cursor to the end of its line. */
  eraseToEnd(): void {
    if (this.#styles.hasBackground(this.#style)) this.setStyle(plain);
    this.#written += '\u001b[K';
  }

  /** Erases from the cursor to the end of the screen. */
  eraseBelow(): void {
    if (this.#styles.hasBackground(this.#style)) this.setStyle(plain);
    this.#written += '\u001b[J';
  }

  /** Erases the whole screen, whatever the look was that text had. */
  eraseAll(): void {
    this.#written += '\u001b[m\u001b[2J';
    this.#style = plain;
  }

  /** Moves the lines from `top` to before `bottom` up by so many (down when negative); what comes in is blank. */
  scroll(top: number, bottom: number, by: number): void {
    if (this.#styles.hasBackground(this.#style)) this.setStyle(plain);
    this.#written += `\u001b[${top + 1};${bottom}r`;
    // Setting the region takes the cursor to the first cell. Deleting and inserting lines is what every terminal can do in it.
    this.#row = 0;
    this.#column = 0;
    this.moveTo(top, 0);
    this.#written += `\u001b[${Math.abs(by) === 1 ? '' : Math.abs(by)}${by > 0 ? 'M' : 'L'}\u001b[r`;
    this.#row = 0;
    this.#column = 0;
  }

  /** On blank cells, because it may turn out narrower than it should; and with the cursor placed anew, because it may turn out wider. */
  #writeDoubtful(text: string, cells: number): void {
    const [row, column] = [this.#row, this.#column];
    if (row === undefined || column === undefined) return;
    this.#written += ' '.repeat(cells);
    this.#advance(cells);
    this.moveTo(row, column);
    this.#written += text;
    this.#column = undefined;
    if (column + cells < this.#columns) this.moveTo(row, column + cells);
  }

  #advance(cells: number): void {
    if (this.#column === undefined) return;
    this.#column += cells;
    // At the right edge terminals wait there, each in its own way.
    if (this.#column >= this.#columns) this.#column = undefined;
  }
}
