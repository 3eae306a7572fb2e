// One line of the screen as cells, read from what Ink wrote: characters and SGR, and nothing else is understood.

import type {Grapheme, Graphemes} from './grapheme.ts';
import {plain, type StyleId, type Styles} from './styles.ts';

/** The cells of one line. What lies beyond the last of them is blank. */
export interface Row {
  /** What it was read from: two rows of the same line are the same. */
  readonly line: string;
  /** One UTF-16 unit a cell. Units below the blank stand for what is no such unit: `oddCell` and `secondCell`. */
  readonly units: string;
  /** The look of each cell, and maybe of cells that were cut. */
  readonly styles: Uint16Array;
  /** What the odd cells hold, by their columns. */
  readonly odd: ReadonlyMap<number, Grapheme>;
}

/** Stands for a character of several units, or of two cells, or of a width that terminals disagree about. */
export const oddCell = '\u0001';

/** Stands for the second cell of a wide character. */
export const secondCell = '\u0002';

const noOdd: ReadonlyMap<number, Grapheme> = new Map();

/** A line with nothing on it. */
export const blankRow: Row = {line: '', units: '', styles: new Uint16Array(), odd: noOdd};

const sgr = /\u001b\[([0-9;]*)m/y;

/** One unit, one cell, on every terminal, and nothing that joins what stands before it. */
const sureUnits =
  /[\u0020-\u007e\u00a1-\u00ac\u00ae-\u02ff\u0391-\u03a1\u03a3-\u03ff\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u2190-\u2319\u232b-\u23e8\u23f4-\u25fc\u270c-\u2727]+/y;
const sureAscii = /[\u0020-\u007e]+/y;
const unsure = /[^\u0020-\u007e\u001b]+/y;

/** Reads lines. */
export class RowReader {
  readonly #graphemes: Graphemes;
  readonly #styles: Styles;
  readonly #sure: RegExp;
  readonly #segmenter = new Intl.Segmenter();

  constructor(graphemes: Graphemes, styles: Styles, isUnicode: boolean) {
    this.#graphemes = graphemes;
    this.#styles = styles;
    this.#sure = isUnicode ? sureUnits : sureAscii;
  }

  /** The cells of a line, at most so many of them; what does not fit is cut. */
  read(line: string, columns: number): Row {
    const cells = new Cells(line, columns);
    let style = plain;
    for (let at = 0; at < line.length && cells.hasRoom; ) {
      const parameters = match(sgr, line, at);
      if (parameters !== undefined) {
        style = this.#styles.after(style, parameters.slice(2, -1));
        at += parameters.length;
        continue;
      }
      const sure = this.#sureRun(line, at);
      if (sure > at) {
        cells.append(line.slice(at, sure), style, this.#styles.onBlank(style));
        at = sure;
        continue;
      }
      const end = at + 1 + (match(unsure, line, at + 1)?.length ?? 0);
      for (const {segment} of this.#segmenter.segment(line.slice(at, end))) cells.appendGrapheme(this.#graphemes.of(segment), style);
      at = end;
    }
    return cells.row();
  }

  /** Where the run of sure characters ends. Its last one is left out when what follows may join it. */
  #sureRun(line: string, at: number): number {
    const run = match(this.#sure, line, at);
    if (run === undefined) return at;
    const end = at + run.length;
    return line.charCodeAt(end) >= firstMark ? end - 1 : end;
  }
}

/** Combining marks begin here. NaN, at the end of a line, is not above it. */
const firstMark = 0x300;

function match(pattern: RegExp, line: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(line)?.[0];
}

/** The cells of a line as they are read. */
class Cells {
  readonly #line: string;
  readonly #columns: number;
  #units = '';
  readonly #styles: Uint16Array;
  #odd: Map<number, Grapheme> | undefined;

  constructor(line: string, columns: number) {
    this.#line = line;
    this.#columns = columns;
    this.#styles = new Uint16Array(columns);
  }

  get hasRoom(): boolean {
    return this.#units.length < this.#columns;
  }

  append(run: string, style: StyleId, onBlank: StyleId): void {
    const from = this.#units.length;
    const kept = run.slice(0, this.#columns - from);
    this.#units += kept;
    this.#styles.fill(style, from, from + kept.length);
    if (style === onBlank) return;
    for (let at = kept.indexOf(' '); at !== -1; at = kept.indexOf(' ', at + 1)) this.#styles[from + at] = onBlank;
  }

  appendGrapheme(grapheme: Grapheme, style: StyleId): void {
    if (!this.hasRoom) return;
    const {text, cells, isDoubtful} = grapheme;
    const column = this.#units.length;
    if (column + cells > this.#columns) this.#units += ' ';
    else if (cells === 1 && text.length === 1 && !isDoubtful) this.#units += text;
    else {
      this.#units += cells === 1 ? oddCell : oddCell + secondCell;
      this.#odd ??= new Map();
      this.#odd.set(column, grapheme);
    }
    this.#styles.fill(style, column, this.#units.length);
  }

  row(): Row {
    let length = this.#units.length;
    while (length > 0 && this.#units.charCodeAt(length - 1) === blank && this.#styles[length - 1] === plain) length -= 1;
    return {line: this.#line, units: this.#units.slice(0, length), styles: this.#styles, odd: this.#odd ?? noOdd};
  }
}

const blank = 0x20;
