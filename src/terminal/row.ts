// One line of the screen as cells, read from what Ink wrote: characters and SGR, and nothing else is understood.

import type {Graphemes} from './grapheme.ts';
import {plain, type StyleId, type Styles} from './styles.ts';

/** The cells of one line. What lies beyond the last of them is blank. */
export interface Row {
  /** What it was read from: two rows of the same line are the same. */
  readonly line: string;
  /** A character each; empty in the second cell of a wide one. */
  readonly texts: readonly string[];
  readonly styles: readonly StyleId[];
}

/** A line with nothing on it. */
export const blankRow: Row = {line: '', texts: [], styles: []};

const sgr = /\u001b\[([0-9;]*)m/y;
const escapeCode = 0x1b;

/** Reads lines of at most so many cells. */
export class RowReader {
  readonly #graphemes: Graphemes;
  readonly #styles: Styles;
  readonly #segmenter = new Intl.Segmenter();

  constructor(graphemes: Graphemes, styles: Styles) {
    this.#graphemes = graphemes;
    this.#styles = styles;
  }

  /** The cells of a line; what does not fit is cut. */
  read(line: string, columns: number): Row {
    const texts: string[] = [];
    const styles: StyleId[] = [];
    let style = plain;
    let blank = plain;
    for (let at = 0; at < line.length && texts.length < columns; ) {
      const code = line.charCodeAt(at);
      if (code === escapeCode) {
        sgr.lastIndex = at;
        const found = sgr.exec(line);
        if (found) {
          style = this.#styles.after(style, found[1] ?? '');
          blank = this.#styles.onBlank(style);
          at = sgr.lastIndex;
          continue;
        }
      }
      if (code >= 0x20 && code < 0x7f && !mayCombine(line.charCodeAt(at + 1))) {
        texts.push(line.charAt(at));
        styles.push(code === 0x20 ? blank : style);
        at += 1;
        continue;
      }
      const end = endOfRun(line, at);
      this.#readRun(line.slice(at, end), style, columns, texts, styles);
      at = end;
    }
    return trimmed(line, texts, styles);
  }

  #readRun(run: string, style: StyleId, columns: number, texts: string[], styles: StyleId[]): void {
    for (const {segment} of this.#segmenter.segment(run)) {
      if (texts.length >= columns) return;
      const {text, cells} = this.#graphemes.of(segment);
      // Half a wide character cannot be shown.
      const fits = texts.length + cells <= columns;
      texts.push(fits ? text : ' ');
      styles.push(style);
      if (cells === 1 || !fits) continue;
      texts.push('');
      styles.push(style);
    }
  }
}

/** NaN, at the end of a line, is not. */
function mayCombine(code: number): boolean {
  return code >= 0x300;
}

/** A run of characters that need Unicode's rules; at least one character, so that reading goes on. */
function endOfRun(line: string, start: number): number {
  let end = start + 1;
  for (; end < line.length; end += 1) {
    const code = line.charCodeAt(end);
    if (code === escapeCode || (code >= 0x20 && code < 0x7f && !mayCombine(line.charCodeAt(end + 1)))) break;
  }
  return end;
}

function trimmed(line: string, texts: string[], styles: StyleId[]): Row {
  let length = texts.length;
  while (length > 0 && texts[length - 1] === ' ' && styles[length - 1] === plain) length -= 1;
  return {line, texts: length === texts.length ? texts : texts.slice(0, length), styles};
}
