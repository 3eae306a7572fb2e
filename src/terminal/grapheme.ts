// What may stand in a cell: one printable character as a person sees it, and how sure its width is. The wall between what
// AWS sent and the terminal: whatever a terminal could act on becomes a replacement character here.

import stringWidth from 'string-width';

/** A character as a cell holds it. */
export interface Grapheme {
  readonly text: string;
  readonly cells: 1 | 2;
  /** Terminals disagree about its width, so the cursor is placed anew after it. */
  readonly isDoubtful: boolean;
}

const replacement: Grapheme = {text: '\ufffd', cells: 1, isDoubtful: false};

const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const loneMark = /^\p{M}/u;

/** Chinese, Japanese and Korean, about whose width all terminals agree. */
const surelyWide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]$/u;
/** Latin, Greek, Cyrillic, punctuation, arrows, mathematics, boxes, shapes, half-width kana. */
const surelyNarrow = /^[\u0020-\u02ff\u0370-\u052f\u1e00-\u1fff\u2010-\u27bf\u2800-\u28ff\uff61-\uff9f\ufffd]$/u;

/** Reads characters into cells and keeps what it found. */
export class Graphemes {
  readonly #isUnicode: boolean;
  readonly #known = new Map<string, Grapheme>();

  constructor(isUnicode: boolean) {
    this.#isUnicode = isUnicode;
  }

  /** The cell's content for one grapheme cluster. */
  of(cluster: string): Grapheme {
    let known = this.#known.get(cluster);
    if (known === undefined) {
      // A log in many scripts could fill it without end.
      if (this.#known.size > 4_000) this.#known.clear();
      known = this.#isUnicode ? judged(cluster) : inAscii(cluster);
      this.#known.set(cluster, known);
    }
    return known;
  }
}

function judged(cluster: string): Grapheme {
  if (unprintable.test(cluster) || loneMark.test(cluster)) return replacement;
  const width = stringWidth(cluster);
  const cells = width >= 2 ? 2 : 1;
  return {text: cluster, cells, isDoubtful: !(cells === 2 ? surelyWide : surelyNarrow).test(cluster)};
}

/** Where the terminal has no Unicode every other character is a question mark; the views send it none. */
function inAscii(cluster: string): Grapheme {
  if (/^[\x20-\x7e]$/.test(cluster)) return {text: cluster, cells: 1, isDoubtful: false};
  const cells = unprintable.test(cluster) || stringWidth(cluster) < 2 ? 1 : 2;
  return {text: '?'.repeat(cells), cells, isDoubtful: false};
}
