// What each Unicode character would do to a terminal's line. Apart from SafeText, which decides what becomes of it.

/** How a character behaves on a terminal. */
export type CharacterClass = 'plain' | 'tab' | 'control' | 'unseen' | 'loneSurrogate' | 'mark';

// Unseen are: C1 controls; format characters (bidirectional, zero-width, tags); line and paragraph separators; what fonts
// ignore (fillers, variation selectors); unassigned characters. Regional indicators and skin tones are counted among them,
// because terminals disagree about the width of what they fuse into.
const unseen = /^[\u0080-\u009f\p{Cf}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Regional_Indicator}\p{Emoji_Modifier}]$/u;

// Hangul vowels and finals without an initial take no cell of their own, like combining marks.
const mark = /^[\p{M}\u1161-\u11ff\ud7b0-\ud7fb]$/u;

const anyButPlain =
  /[\p{Cc}\p{Cf}\p{Cn}\p{Cs}\p{Zl}\p{Zp}\p{M}\p{Default_Ignorable_Code_Point}\p{Regional_Indicator}\p{Emoji_Modifier}\u1161-\u11ff\ud7b0-\ud7fb]/u;

const wide =
  /^[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\p{Script=Tangut}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]$/u;
const halfWidthKana = /^[\uff61-\uffdc]$/;

/** False when every character of the text is shown as it stands. */
export function needsWork(raw: string): boolean {
  return anyButPlain.test(raw);
}

/** The class of one character (one code point). */
export function classOf(character: string, codePoint: number): CharacterClass {
  if (codePoint >= 0x20 && codePoint < 0x7f) return 'plain';
  if (codePoint === 0x09) return 'tab';
  if (codePoint < 0x20 || codePoint === 0x7f) return 'control';
  if (codePoint >= 0xd800 && codePoint <= 0xdfff) return 'loneSurrogate';
  if (unseen.test(character)) return 'unseen';
  return mark.test(character) ? 'mark' : 'plain';
}

/** The cells that a plain character takes, well enough to find the next tab stop. */
export function cellsOf(character: string, codePoint: number): 1 | 2 {
  if (codePoint < 0x1100) return 1;
  return wide.test(character) && !halfWidthKana.test(character) ? 2 : 1;
}

/** `<U+202E>` */
export function codePointName(codePoint: number): string {
  return `<U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}>`;
}
