import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {takePage} from '../../../src/demo/wire/pages.ts';

const refuse = () => new Error('Invalid token');
const page = (items: readonly string[], size: number, token?: string, scope = 'things') =>
  takePage(
    () => items,
    item => item,
    {scope, size, token},
    refuse,
  );

describe('pages', () => {
  test('neither repeat nor skip what stays, whatever comes at the end or goes in between', () => {
    const name = fc.string({minLength: 1, maxLength: 4});
    fc.assert(
      fc.property(
        fc.uniqueArray(name, {maxLength: 40}),
        fc.integer({min: 1, max: 7}),
        fc.array(fc.nat(39), {maxLength: 10}),
        (all, size, removals) => {
          let items = [...all];
          const seen: string[] = [];
          let last: string | undefined;
          let token: string | undefined;
          do {
            const taken = page(items, size, token);
            seen.push(...taken.items);
            last = seen.at(-1);
            token = taken.nextToken;
            const removed = all[removals.shift() ?? -1];
            // The last item of a page marks the place; without it only the number of items before is left.
            if (removed !== last) items = items.filter(item => item !== removed);
          } while (token !== undefined);
          expect(new Set(seen).size).toBe(seen.length);
          for (const item of items) expect(seen).toContain(item);
        },
      ),
      {numRuns: 300},
    );
  });

  test('a bookmark that has gone continues at its place', () => {
    const {nextToken} = page(['a', 'b', 'c', 'd', 'e'], 2);
    expect(page(['a', 'c', 'd', 'e'], 2, nextToken).items).toEqual(['d', 'e']);
  });

  test('the last page has no token, not even when it is full', () => {
    expect(page(['a', 'b'], 2).nextToken).toBeUndefined();
    expect(page([], 2)).toEqual({items: []});
  });

  test.each(['', 'nonsense', Buffer.from('[1,2]').toString('base64url'), Buffer.from('["things",-1,"a"]').toString('base64url')])(
    'the token %j is refused',
    token => {
      expect(() => page(['a', 'b'], 1, token)).toThrow('Invalid token');
    },
  );

  test('a token of another listing is refused', () => {
    expect(() => page(['a', 'b'], 1, page(['a', 'b'], 1).nextToken, 'others')).toThrow('Invalid token');
  });
});
