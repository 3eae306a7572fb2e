import {expect, test} from 'vitest';
import {parseLineFilter} from '../../src/logs/line-filter.ts';
import {lineAt} from './lines.ts';

test.each([
  ['error', 'An ERROR came', true],
  ['ERROR', 'an error came', false],
  ['error !health', 'error in health check', false],
  ['error !health', 'error in checkout', true],
  ['5\\d\\d', 'status 503', true],
  ['"timed out" pool', 'pool: connect timed out', true],
  ['"timed out"', 'timed before out', false],
  ['(', 'an open (', true],
  ['!', 'anything', true],
  ['http://x', 'GET http://x/y', true],
])('%s on %s: %s', (filter, message, isMatch) => {
  expect(parseLineFilter(filter).matches(lineAt(1, message))).toBe(isMatch);
});

test('a term can look at where a line comes from', () => {
  const line = lineAt(1, 'x', {task: 'abc123', container: 'web'});
  expect(parseLineFilter('task:abc container:web').matches(line)).toBe(true);
  expect(parseLineFilter('!container:web').matches(line)).toBe(false);
});

test('what may never end is searched as plain text, and the person is told', () => {
  const filter = parseLineFilter('(a+)+b');
  expect(filter.problem).toMatch(/plain text/);
  expect(filter.matches(lineAt(1, 'a'.repeat(60)))).toBe(false);
  expect(filter.matches(lineAt(1, 'x (a+)+b y'))).toBe(true);
});

test('matches are highlighted where they stand, without overlapping', () => {
  expect(parseLineFilter('ab bc !x').ranges('zabcz ab')).toEqual([
    [1, 4],
    [6, 8],
  ]);
});
