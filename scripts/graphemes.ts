// Takes the place of Intl.Segmenter in the bundle: what the screen consists of are characters that stand alone, and for these
// the tables of Unicode need not be loaded (10 ms) nor asked (half the time of a frame).

/**
 * One UTF-16 unit, one grapheme, one cell: Latin, punctuation, arrows, box drawing, geometric shapes, some of the dingbats.
 * Left out is what is invisible, what combines, and the wide symbols between them.
 */
const standsAlone = String.raw`\u{20}-\u{7E}\u{A1}-\u{AC}\u{AE}-\u{2FF}\u{2010}-\u{2027}\u{2030}-\u{205E}\u{2190}-\u{2319}\u{232B}-\u{23E8}\u{23F4}-\u{25FC}\u{270C}-\u{2727}`;
const anyWidth = new RegExp(`[^${standsAlone}]`, 'v');
const anyGrapheme = new RegExp(`[^${standsAlone}\\n\\u{1B}]`, 'v');

/** True when the text takes as many cells as it has UTF-16 units. */
export function isOneCellEach(text: string): boolean {
  return !anyWidth.test(text);
}

interface Grapheme {
  readonly segment: string;
  readonly index: number;
}

/** What is used of Intl.Segments. */
interface Graphemes extends Iterable<Grapheme> {
  containing(index: number): Grapheme | undefined;
}

/** The graphemes of a text of which each character stands alone. */
class StandingAlone implements Graphemes {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  containing(index: number): Grapheme | undefined {
    return index >= 0 && index < this.#text.length ? {segment: this.#text.charAt(index), index} : undefined;
  }

  [Symbol.iterator](): Iterator<Grapheme> {
    return Array.from({length: this.#text.length}, (_, index) => ({segment: this.#text.charAt(index), index}))[Symbol.iterator]();
  }
}

let unicode: Intl.Segmenter | undefined;

/** As `new Intl.Segmenter()` for graphemes, but quick for texts of which each character stands alone. */
export const graphemes = {
  segment(text: string): Graphemes {
    if (!anyGrapheme.test(text)) return new StandingAlone(text);
    unicode ??= new Intl.Segmenter();
    return unicode.segment(text);
  },
};
