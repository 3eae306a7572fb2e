// The only door by which text reaches the screen. A SafeText holds no character that a terminal would act on.
// Apart from everything else, so that a raw string can never be drawn by mistake: components accept SafeText only.

import {cellsOf, classOf, codePointName, needsWork} from './character-class.ts';

declare const brand: unique symbol;

/** Text that a terminal shows as it stands: no control, escape, bidirectional or invisible character is left in it. */
export type SafeText = string & {readonly [brand]: true};

/** How much of a text is made safe. */
export interface SafeTextOptions {
  /** Characters (UTF-16 units) that are kept; what follows is cut before any work and told as "… truncated, N bytes" (N is the whole). */
  readonly limit?: number;
}

const printableAscii = /^[\x20-\x7e]*$/;
const tabStop = 8;
const marksPerBase = 4;

/**
 * Makes any text safe, as one line: control characters become visible glyphs, escaped and never deleted, so that what
 * follows a broken escape sequence is still there to be read. Making safe text safe again changes nothing.
 */
export function safeText(raw: string, options: SafeTextOptions = {}): SafeText {
  const {limit} = options;
  if (limit !== undefined && raw.length > limit) {
    return `${escaped(headOf(raw, limit))}… truncated, ${Buffer.byteLength(raw)} bytes` as SafeText;
  }
  return escaped(raw) as SafeText;
}

/** Makes a text of several lines safe, line by line (split at \n and \r\n; a final line break starts no further line). */
export function safeLines(raw: string, options: SafeTextOptions = {}): readonly SafeText[] {
  const lines = raw.split(/\r?\n/);
  if (lines.length > 1 && lines.at(-1) === '') lines.pop();
  return lines.map(line => safeText(line, options));
}

/** Template tag: the literal parts are the program's own words, every interpolated value is made safe. */
export function text(strings: TemplateStringsArray, ...values: readonly (string | number)[]): SafeText {
  let whole = strings[0] ?? '';
  values.forEach((value, index) => {
    whole += safeText(String(value)) + (strings[index + 1] ?? '');
  });
  return whole as SafeText;
}

/** No text at all. */
export const noText = text``;

/** The first so many UTF-16 units, without half a surrogate pair at the end. */
function headOf(raw: string, limit: number): string {
  const last = raw.charCodeAt(limit - 1);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return raw.slice(0, splitsPair ? limit - 1 : limit);
}

function escaped(raw: string): string {
  return printableAscii.test(raw) || !needsWork(raw) ? raw : escapedEach(raw);
}

/** The state machine over a whole text: runs of printable ASCII are taken as they are, every other character by its class. */
function escapedEach(raw: string): string {
  const line = new SafeLine();
  for (let at = 0; at < raw.length; ) {
    const end = endOfAscii(raw, at);
    if (end > at) {
      line.append(raw.slice(at, end), end - at);
      at = end;
      continue;
    }
    const codePoint = raw.codePointAt(at) ?? 0;
    const character = String.fromCodePoint(codePoint);
    at += character.length;
    switch (classOf(character, codePoint)) {
      case 'plain':
        line.append(character, cellsOf(character, codePoint));
        break;
      case 'tab':
        line.appendTab();
        break;
      case 'control':
        line.append(pictureOf(codePoint), 1);
        break;
      case 'unseen':
        line.appendAscii(codePointName(codePoint));
        break;
      case 'loneSurrogate':
        line.append('\ufffd', 1);
        break;
      case 'mark':
        line.appendMark(character);
        break;
    }
  }
  return line.finished();
}

/** A line as it grows. Its state: the column (for tabs), and the combining marks since the last base (of which only four are kept). */
class SafeLine {
  #text = '';
  #column = 0;
  #marks = 0;

  append(characters: string, cells: number): void {
    this.#endMarks();
    this.#text += characters;
    this.#column += cells;
  }

  appendAscii(characters: string): void {
    this.append(characters, characters.length);
  }

  appendTab(): void {
    this.#endMarks();
    this.appendAscii(' '.repeat(tabStop - (this.#column % tabStop)));
  }

  appendMark(mark: string): void {
    // A mark without a base would settle on whatever stands to the left on the screen.
    if (this.#text === '') this.append('◌', 1);
    this.#marks += 1;
    if (this.#marks <= marksPerBase) this.#text += mark;
  }

  finished(): string {
    this.#endMarks();
    return this.#text;
  }

  #endMarks(): void {
    const tooMany = this.#marks - marksPerBase;
    this.#marks = 0;
    if (tooMany > 0) this.appendAscii(`<+${tooMany} marks>`);
  }
}

/** Where the run of printable ASCII that begins at `start` ends; `start` itself when there is none. */
function endOfAscii(raw: string, start: number): number {
  let end = start;
  for (let code = raw.charCodeAt(end); code >= 0x20 && code < 0x7f; code = raw.charCodeAt(end)) end += 1;
  return end;
}

/** The control picture of a C0 control or DEL: ␀ … ␟, ␡. */
function pictureOf(codePoint: number): string {
  return codePoint === 0x7f ? '␡' : String.fromCodePoint(0x2400 + codePoint);
}
