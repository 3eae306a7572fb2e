// What stands on the screen for each known kind of hostile text. Random ones are in test/fuzz.

import {describe, expect, test} from 'vitest';
import {safeLines, safeText, text} from '../../src/domain/safe-text.ts';
import {vectors} from './safe-text-vectors.ts';

describe('what stands on the screen', () => {
  test.each(vectors)('%s', (_, raw, safe) => {
    expect(safeText(raw)).toBe(safe);
    expect(safeText(safe)).toBe(safe);
  });

  test('there are at least 150 vectors', () => expect(vectors.length).toBeGreaterThanOrEqual(150));
});

describe('long text', () => {
  test('is cut and says how many bytes it had', () => {
    expect(safeText('é'.repeat(100), {limit: 3})).toBe('ééé… truncated, 200 bytes');
  });

  test('is not cut in the middle of a character', () => {
    expect(safeText('a🚀b', {limit: 2})).toBe('a… truncated, 6 bytes');
  });

  test('that fits is left alone', () => expect(safeText('abc', {limit: 3})).toBe('abc'));
});

describe('lines', () => {
  test('are split at both kinds of line breaks', () => expect(safeLines('a\r\nb\nc')).toEqual(['a', 'b', 'c']));
  test('a final break starts no line, empty lines stay', () => expect(safeLines('a\n\nb\n')).toEqual(['a', '', 'b']));
  test('a return inside a line is shown', () => expect(safeLines('good\rEVIL\n')).toEqual(['good␍EVIL']));
});

test('the template makes values safe and leaves numbers', () => {
  expect(text`${'a\x1b[2J'}: ${3} tasks`).toBe('a␛[2J: 3 tasks');
});
