// The cells that the terminal shows, and the bytes that turn them into the next frame.

import type {ColourDepth} from './colour.ts';
import {drawFrame} from './frame-change.ts';
import {Graphemes} from './grapheme.ts';
import {lostPen, Pen, type PenState} from './pen.ts';
import {blankRow, type Row, RowReader} from './row.ts';
import {findScroll, scrolled} from './scroll.ts';
import {Styles} from './styles.ts';

/** Cells of a terminal. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** What a terminal can show. */
export interface Palette {
  readonly colours: ColourDepth;
  readonly isUnicode: boolean;
}

/** What is to be sent, and whether the frame is complete with it. */
export interface Update {
  /** In their order; each is whole lines, and none is empty. */
  readonly parts: readonly string[];
  readonly isComplete: boolean;
}

/** Lines whose cells are kept, beyond those on the screen. */
const mostKept = 1_000;

/** The screen of one terminal. */
export class Screen {
  readonly #styles: Styles;
  readonly #reader: RowReader;
  /** Undefined when nothing is known of what the terminal shows. */
  #shown: readonly Row[] | undefined;
  #size: Size = {columns: 0, rows: 0};
  #pen: PenState = lostPen;
  #read = new Map<string, Row>();

  constructor({colours, isUnicode}: Palette) {
    this.#styles = new Styles(colours);
    this.#reader = new RowReader(new Graphemes(isUnicode), this.#styles, isUnicode);
  }

  /** Another program has written to the terminal, or it has changed its size: everything is drawn anew. */
  forget(): void {
    this.#shown = undefined;
    this.#pen = lostPen;
  }

  /** What makes the terminal show these lines, of characters and SGR; what does not fit is cut. It is taken as sent. */
  update(lines: readonly string[], size: Size): Update {
    if (size.columns !== this.#size.columns || size.rows !== this.#size.rows) {
      this.#size = size;
      this.#read.clear();
      this.forget();
    }
    const next = this.#rowsOf(lines);
    const pen = new Pen(this.#styles, size.columns, this.#pen);
    const {parts, shown, isComplete} = drawFrame(pen, this.#moved(pen, next), next);
    this.#shown = shown;
    this.#pen = pen.state;
    return {parts, isComplete};
  }

  /** What is there to begin with: an erased screen, or the lines where they have scrolled to. */
  #moved(pen: Pen, next: readonly Row[]): readonly Row[] {
    const shown = this.#shown;
    if (shown === undefined) {
      pen.eraseAll();
      return next.map(() => blankRow);
    }
    const scroll = findScroll(shown, next);
    if (scroll === undefined) return shown;
    pen.scroll(scroll.top, scroll.bottom, scroll.by);
    return scrolled(shown, scroll);
  }

  #rowsOf(lines: readonly string[]): readonly Row[] {
    if (this.#read.size > mostKept + this.#size.rows) this.#read.clear();
    return Array.from({length: this.#size.rows}, (_, at) => this.#rowOf(lines[at] ?? ''));
  }

  #rowOf(line: string): Row {
    if (line === '') return blankRow;
    let row = this.#read.get(line);
    if (row === undefined) {
      row = this.#reader.read(line, this.#size.columns);
      this.#read.set(line, row);
    }
    return row;
  }
}
