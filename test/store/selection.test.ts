import fc from 'fast-check';
import {expect, test} from 'vitest';
import {keptSelection, topShowing} from '../../store/selection.ts';

const rows = (...ids: readonly string[]) => ids;

test('a refresh that reorders leaves the cursor on its row', () => {
  const kept = keptSelection({cursor: 'b', top: 0, before: rows('a', 'b', 'c'), after: rows('c', 'a', 'b'), body: 10, staysFirst: false});
  expect(kept).toEqual({cursor: 'b', top: 0});
});

test('rows that come above keep the cursor on its line', () => {
  const before = Array.from({length: 30}, (_, index) => `r${index}`);
  const after = ['new1', 'new2', ...before];
  expect(keptSelection({cursor: 'r15', top: 10, before, after, body: 10, staysFirst: false})).toEqual({cursor: 'r15', top: 12});
});

test('a vanished row hands the cursor to its nearest neighbour in the order that was on the screen', () => {
  const before = rows('a', 'b', 'c', 'd', 'e');
  const next = (after: readonly string[]) => keptSelection({cursor: 'c', top: 0, before, after, body: 10, staysFirst: false}).cursor;
  expect(next(rows('e', 'd', 'b', 'a'))).toBe('d');
  expect(next(rows('e', 'b', 'a'))).toBe('b');
  expect(next(rows('e'))).toBe('e');
  expect(next(rows())).toBeUndefined();
});

test('until somebody moves, a table that is still being listed keeps the cursor at its head', () => {
  const change = {cursor: 'm', top: 0, before: rows('m', 'z'), after: rows('a', 'm', 'z'), body: 10};
  expect(keptSelection({...change, staysFirst: true}).cursor).toBe('a');
  expect(keptSelection({...change, staysFirst: false}).cursor).toBe('m');
});

test('whatever happens, the cursor is on a row that is there, and on the screen', () => {
  const ids = fc.uniqueArray(fc.nat({max: 40}).map(String), {maxLength: 40});
  fc.assert(
    fc.property(ids, ids, fc.nat(), fc.nat({max: 40}), fc.integer({min: 1, max: 12}), (before, after, pick, top, body) => {
      const cursor = before.length === 0 ? undefined : before[pick % before.length];
      const kept = keptSelection({cursor, top, before, after, body, staysFirst: false});
      if (after.length === 0) return kept.cursor === undefined && kept.top === 0;
      const index = after.indexOf(kept.cursor ?? '');
      const staysPut = cursor === undefined || !after.includes(cursor) || kept.cursor === cursor;
      return staysPut && index >= kept.top && index < kept.top + body && kept.top >= 0;
    }),
  );
});

test('the top moves no further than the cursor needs', () => {
  expect(topShowing(5, 0, 100, 10)).toBe(0);
  expect(topShowing(12, 0, 100, 10)).toBe(3);
  expect(topShowing(2, 8, 100, 10)).toBe(2);
  expect(topShowing(99, 99, 100, 10)).toBe(90);
});
