import fc from 'fast-check';
import stringWidth from 'string-width';
import {expect, test} from 'vitest';
import {safeText, text} from '../../src/domain/safe-text.ts';
import {paint, paintApart} from '../../views/paint.ts';
import {createTheme} from '../../views/theme.ts';
import {cut, displayWidth, pad, wrapped} from '../../views/width.ts';
import {theme} from './fixture.ts';

const ellipsis = theme.glyphs.ellipsis;

test('a wide character is never cut in half', () => {
  expect(cut(text`日本語`, 4, ellipsis)).toBe('日…');
  expect(cut(text`日本語`, 5, ellipsis)).toBe('日本…');
  expect(cut(text`日本語`, 6, ellipsis)).toBe('日本語');
});

test('combining marks stay with their base', () => {
  expect(cut(safeText('e\u0301a\u0308x'), 2, ellipsis)).toBe('e\u0301…');
});

test('padding counts cells, not characters', () => {
  expect(pad(text`日本`, 6)).toBe('日本  ');
  expect(pad(text`3d`, 5, 'right')).toBe('   3d');
});

test('wrapping breaks at spaces, and words that are too long anywhere, and loses nothing', () => {
  expect(wrapped(text`the quick brown fox`, 10)).toEqual(['the quick', 'brown fox']);
  expect(wrapped(text`arn:aws:ecs:long`, 7)).toEqual(['arn:aws', ':ecs:lo', 'ng']);
  expect(wrapped(safeText('𠀀𑌾'), 2).every(line => displayWidth(line) <= 2)).toBe(true);
  fc.assert(
    fc.property(fc.string({unit: 'binary', maxLength: 60}), fc.integer({min: 2, max: 30}), (raw, width) => {
      const safe = safeText(raw);
      const lines = wrapped(safe, width);
      // A mark that comes to stand first gets a dotted circle to stand on.
      const letters = (line: string) => line.replaceAll(/[ ◌]/g, '');
      expect(letters(lines.join(''))).toBe(letters(safe));
      for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
    }),
    {numRuns: 300},
  );
});

test('a painted line is never wider than its width, whatever is painted', () => {
  for (const isUnicode of [true, false]) {
    const ascii = createTheme({hasColour: true, isUnicode});
    fc.assert(
      fc.property(fc.array(fc.string({unit: 'binary', maxLength: 20}), {maxLength: 6}), fc.integer({min: 0, max: 60}), (raws, width) => {
        const spans = raws.map(raw => ({text: safeText(raw), tone: 'bad', isBold: true}) as const);
        expect(stringWidth(paint(ascii, width, spans))).toBeLessThanOrEqual(width);
        expect(stringWidth(paintApart(ascii, width, spans, spans.slice(1)))).toBeLessThanOrEqual(width);
      }),
      {numRuns: 200},
    );
  }
});

test('without colour, tones leave no trace but dim, and other looks stay', () => {
  expect(paint(theme, 20, [{text: text`bad`, tone: 'bad'}])).toBe('bad');
  expect(paint(theme, 20, [{text: text`x`, tone: 'bad', isInverse: true}])).toBe('\u001b[7mx\u001b[0m');
  expect(paint(createTheme({hasColour: true, isUnicode: true}), 20, [{text: text`bad`, tone: 'bad'}])).toBe('\u001b[31mbad\u001b[0m');
});
