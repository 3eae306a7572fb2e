// How many cells a text takes, and cutting and padding by that. Apart, because length in characters is never the answer.

import stringWidth from 'string-width';
import {noText, type SafeText, safeText, text} from '../src/domain/safe-text.ts';

const segmenter = new Intl.Segmenter();
const printableAscii = /^[\x20-\x7e]*$/;

/** The cells that the text takes. */
export function displayWidth(safe: SafeText): number {
  return printableAscii.test(safe) ? safe.length : stringWidth(safe);
}

/** The text in at most so many cells, with the ellipsis (one cell) at its end where something is missing. */
export function cut(safe: SafeText, width: number, ellipsis: SafeText): SafeText {
  if (displayWidth(safe) <= width) return safe;
  if (width <= 1) return width <= 0 ? noText : ellipsis;
  return text`${head(safe, width - 1)}${ellipsis}`;
}

/** The text padded with spaces to so many cells; longer text stays as it is. */
export function pad(safe: SafeText, width: number, align: 'left' | 'right' = 'left'): SafeText {
  const missing = width - displayWidth(safe);
  if (missing <= 0) return safe;
  return align === 'left' ? text`${safe}${spaces(missing)}` : text`${spaces(missing)}${safe}`;
}

/** So many spaces. */
export function spaces(count: number): SafeText {
  return safeText(' '.repeat(Math.max(0, count)));
}

/** The text in lines of at most so many cells, broken at spaces where there are any. At least one line. */
export function wrapped(safe: SafeText, width: number): readonly SafeText[] {
  const lines: SafeText[] = [];
  let rest = safe;
  while (displayWidth(rest) > width && width > 0) {
    const full = head(rest, width);
    const breaksAt = rest[full.length] === ' ' ? full.length : full.lastIndexOf(' ');
    // A word longer than the line is broken; so is a character with its marks when not even that fits.
    const end = breaksAt > 0 ? breaksAt : full.length || String.fromCodePoint(rest.codePointAt(0) ?? 0).length;
    lines.push(safeText(rest.slice(0, end).replace(/ +$/, '')));
    rest = safeText(rest.slice(end).replace(/^ +/, ''));
  }
  return rest === '' && lines.length > 0 ? lines : [...lines, rest];
}

/** As much of the front as fits. */
function head(safe: SafeText, width: number): string {
  if (printableAscii.test(safe)) return safe.slice(0, width);
  let kept = '';
  let room = width;
  for (const {segment} of segmenter.segment(safe)) {
    room -= stringWidth(segment);
    if (room < 0) break;
    kept += segment;
  }
  return kept;
}
