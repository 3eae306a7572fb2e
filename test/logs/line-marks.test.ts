import {expect, test} from 'vitest';
import type {LogLine} from '../../src/domain/log-line.ts';
import {LogBuffer} from '../../src/logs/buffer.ts';
import {LineMarks} from '../../src/logs/line-marks.ts';

function lineAt(at: number, message = `line ${at}`): LogLine {
  return {at, ingestedAt: at, group: 'g', stream: 's', message, isLate: false};
}

function filled(lines: readonly LogLine[], mostBytes = 10_000_000): LogBuffer {
  const buffer = new LogBuffer(mostBytes);
  buffer.add(lines);
  return buffer;
}

test('a mark stays with what the line says, also when it was read again', () => {
  const marks = new LineMarks();
  expect(marks.toggle(lineAt(5))).toBe(true);
  expect(marks.has(lineAt(5))).toBe(true);
  expect(marks.has(lineAt(5, 'other'))).toBe(false);
  expect(marks.toggle(lineAt(5))).toBe(false);
  expect(marks.has(lineAt(5))).toBe(false);
});

test('it goes from mark to mark in both directions, within one millisecond too, and wraps', () => {
  const [first, second, third] = [lineAt(1), lineAt(2, 'b'), lineAt(2, 'c')] as const;
  const buffer = filled([first, second, third, lineAt(3)]);
  const marks = new LineMarks();
  for (const line of [third, first, second]) marks.toggle(line);
  expect(marks.next(buffer, first, 'newer')).toEqual({mark: second, line: second, isWrapped: false});
  expect(marks.next(buffer, second, 'newer')).toEqual({mark: third, line: third, isWrapped: false});
  expect(marks.next(buffer, third, 'newer')).toEqual({mark: first, line: first, isWrapped: true});
  expect(marks.next(buffer, third, 'older')).toEqual({mark: second, line: second, isWrapped: false});
  expect(marks.next(buffer, first, 'older')).toEqual({mark: third, line: third, isWrapped: true});
  expect(marks.next(buffer, undefined, 'older')).toEqual({mark: third, line: third, isWrapped: false});
});

test('a marked line that the buffer has dropped is told as one that is not there', () => {
  const marks = new LineMarks();
  const lost = lineAt(1);
  const buffer = filled([lost], 200_000);
  marks.toggle(lost);
  buffer.add(Array.from({length: 3_000}, (_, index) => lineAt(10 + index)));
  expect(buffer.dropped.lines).toBeGreaterThan(0);
  expect(marks.next(buffer, lineAt(2_500), 'older')).toEqual({mark: lost, line: undefined, isWrapped: false});
});

test('without a mark there is none to go to', () => {
  expect(new LineMarks().next(filled([lineAt(1)]), lineAt(1), 'newer')).toBeUndefined();
});
