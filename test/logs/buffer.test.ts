import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {LogLine} from '../../src/domain/log-line.ts';
import {LogBuffer} from '../../src/logs/buffer.ts';
import {parseLineFilter} from '../../src/logs/line-filter.ts';
import {LineSearch} from '../../src/logs/search.ts';
import {lineAt} from './lines.ts';

const large = 1024 ** 3;

test('whatever order lines come in, they stand in the order of time, equal times in the order of coming', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({min: 0, max: 500}), {maxLength: 3_000}), times => {
      const buffer = new LogBuffer(large);
      const lines = times.map((at, index) => lineAt(at, `line ${index}`));
      for (let start = 0; start < lines.length; start += 100) buffer.add(lines.slice(start, start + 100));
      const sorted = lines.toSorted((one, other) => one.at - other.at);
      expect(buffer.slice(0, buffer.size).map(({message}) => message)).toEqual(sorted.map(({message}) => message));
      const some = lines[Math.floor(lines.length / 2)];
      if (some !== undefined) expect(buffer.at(buffer.indexOf(some))).toBe(some);
    }),
    {numRuns: 30},
  );
});

test('the bound in bytes drops the oldest, and says so', () => {
  const buffer = new LogBuffer(2_000_000);
  for (let at = 0; at < 20_000; at += 1) buffer.add([lineAt(at, 'x'.repeat(100))]);
  expect(buffer.bytes).toBeLessThanOrEqual(2_000_000);
  expect(buffer.dropped.lines + buffer.size).toBe(20_000);
  expect(buffer.dropped.before).toBe(buffer.at(0)?.at);
  expect(buffer.at(buffer.size - 1)?.at).toBe(19_999);
});

test('older pages push out the newest, and a place is found by time', () => {
  const buffer = new LogBuffer(1_000_000);
  buffer.add(Array.from({length: 2_000}, (_, index) => lineAt(100_000 + index)));
  buffer.add(
    Array.from({length: 2_000}, (_, index) => lineAt(index)),
    'newest',
  );
  expect(buffer.at(0)?.at).toBe(0);
  expect(buffer.dropped.lines).toBe(0);
  expect(buffer.at(buffer.indexAt(1_234))?.at).toBe(1_234);
});

test('a search answers step by step, newest first, and looks only at what changed', () => {
  const buffer = new LogBuffer(large);
  buffer.add(Array.from({length: 10_000}, (_, at) => lineAt(at, at % 10 === 0 ? `ERROR ${at}` : `fine ${at}`)));
  const filter = parseLineFilter('error');
  let asked = 0;
  const counting = {
    ...filter,
    matches(line: LogLine) {
      asked += 1;
      return filter.matches(line);
    },
  };
  const search = new LineSearch(buffer, counting);
  const first = search.step(1_000);
  expect(first.isDone).toBe(false);
  expect(search.slice(0, first.matches).at(-1)?.at).toBe(9_990);
  expect(search.step(100_000)).toEqual({isDone: true, matches: 1_000, searched: 10_000});
  asked = 0;
  buffer.add([lineAt(10_001, 'ERROR again'), lineAt(5, 'late ERROR')]);
  expect(search.step()).toMatchObject({isDone: true, matches: 1_002});
  expect(asked).toBeLessThan(3_000);
});

test('n and N go from match to match', () => {
  const buffer = new LogBuffer(large);
  buffer.add(Array.from({length: 3_000}, (_, at) => lineAt(at, at % 1_000 === 500 ? 'hit' : 'miss')));
  const search = new LineSearch(buffer, parseLineFilter('hit'));
  search.step();
  const middle = buffer.at(1_500);
  if (middle === undefined) throw new Error('no line');
  expect(search.next(middle, 'newer')?.at).toBe(2_500);
  expect(search.next(middle, 'older')?.at).toBe(500);
  const last = buffer.at(2_999);
  expect(last && search.next(last, 'newer')).toBeUndefined();
});

test('n and N also find what was not searched yet, or has changed since', () => {
  const buffer = new LogBuffer(large);
  buffer.add(Array.from({length: 30_000}, (_, at) => lineAt(at, at % 1_000 === 500 ? 'hit' : 'miss')));
  const search = new LineSearch(buffer, parseLineFilter('hit'));
  search.step(1_000);
  const early = buffer.at(1_000);
  if (early === undefined) throw new Error('no line');
  expect(search.next(early, 'older')?.at).toBe(500);
  search.step(100_000);
  buffer.add([lineAt(30_000, 'miss'), lineAt(29_600, 'hit')]);
  const last = buffer.at(buffer.size - 1);
  expect(last && search.next(last, 'older')?.at).toBe(29_600);
});
