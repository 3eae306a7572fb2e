// What the bundle measures without Unicode's tables must come out as with them.

import stringWidth from 'string-width';
import {expect, test} from 'vitest';
import {graphemes, isOneCellEach} from '../../scripts/graphemes.ts';

const everyUnit = Array.from({length: 0x1_00_00}, (_, unit) => String.fromCharCode(unit));
const alone = everyUnit.filter(isOneCellEach);

test('whatever is taken for one cell is one cell', () => {
  expect(alone.length).toBeGreaterThan(1_000);
  expect(alone.filter(character => stringWidth(character) !== 1)).toEqual([]);
});

test('characters that stand alone never join', () => {
  const unicode = new Intl.Segmenter();
  const text = `${alone.join('')}\n${alone.toReversed().join('\u001b')}${alone.map(character => `${character}${character}`).join('')}`;
  const expected = Array.from(unicode.segment(text), ({segment, index}) => ({segment, index}));
  expect([...graphemes.segment(text)]).toEqual(expected);
});

test.each(['e\u0301a', '👩‍👩‍👧x', '\r\n', '🇩🇪', '✓\ufe0f', '日本', '한국', ''])('%j is segmented as Unicode says', text => {
  const expected = Array.from(new Intl.Segmenter().segment(text), ({segment, index}) => ({segment, index}));
  expect(Array.from(graphemes.segment(text), ({segment, index}) => ({segment, index}))).toEqual(expected);
});

test.each(['too small: 39×9', 'e\u0301a', '👩‍👩‍👧x', '日本', '', 'a\u001b[1mb'])(
  '%j is looked into at each place as Unicode says',
  text => {
    const unicode = new Intl.Segmenter().segment(text);
    const places = Array.from({length: text.length + 2}, (_, index) => index - 1);
    const seen = (segments: Pick<Intl.Segments, 'containing'> | ReturnType<typeof graphemes.segment>, index: number) => {
      const found = segments.containing(index);
      return found && {segment: found.segment, index: found.index};
    };
    expect(places.map(index => seen(graphemes.segment(text), index))).toEqual(places.map(index => seen(unicode, index)));
  },
);
