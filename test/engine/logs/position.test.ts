// The cursor among log lines stands on its line, whatever comes before, after, or goes.

import {expect, test} from 'vitest';
import {LogPosition} from '../../../src/engine/logs/position.ts';
import {LogBuffer} from '../../../src/logs/buffer.ts';
import {parseLineFilter} from '../../../src/logs/line-filter.ts';
import {allLines, foundLines} from '../../../src/logs/line-list.ts';
import {LineSearch} from '../../../src/logs/search.ts';
import {lineAt} from '../../logs/lines.ts';

function bufferOf(count: number, mostBytes = 10_000_000): LogBuffer {
  const buffer = new LogBuffer(mostBytes);
  buffer.add(Array.from({length: count}, (_, at) => lineAt(at * 10, `line ${at}`)));
  return buffer;
}

const cursorOf = (position: LogPosition) => position.cursor?.message;

test('following shows the newest lines, with the cursor on the last', () => {
  const window = new LogPosition().window(allLines(bufferOf(100)), 10, true);
  expect(window).toMatchObject({first: 90, cursor: 9});
  expect(window.lines.at(-1)?.line.message).toBe('line 99');
});

test('late lines, new lines and older pages leave the cursor on its line', () => {
  const buffer = bufferOf(100);
  const position = new LogPosition();
  position.move(allLines(buffer), 10, 'pageUp', true, 9);
  const line = cursorOf(position);
  buffer.add([lineAt(105, 'late'), lineAt(2_000, 'new'), lineAt(-5, 'older')]);
  const {lines, cursor} = position.window(allLines(buffer), 10, false);
  expect(lines[cursor]?.line.message).toBe(line);
});

test('when its line was dropped the cursor is on the nearest that is kept', () => {
  const buffer = bufferOf(5_000, 700_000);
  const position = new LogPosition();
  position.move(allLines(buffer), 10, 'moveTop', true, 9);
  buffer.add(Array.from({length: 4_000}, (_, at) => lineAt(100_000 + at, `newer ${at}`)));
  const {lines, cursor} = position.window(allLines(buffer), 10, false);
  expect(lines).toHaveLength(10);
  expect(lines[cursor]?.line).toBe(buffer.at(0));
});

test('moving to either end tells that there is no more', () => {
  const list = allLines(bufferOf(30));
  const position = new LogPosition();
  expect(position.move(list, 10, 'moveDown', true, 9)).toBe('atEnd');
  expect(position.move(list, 10, 'pageUp', false, 9)).toBe('moved');
  expect(position.move(list, 10, 'moveTop', false, 9)).toBe('atStart');
  expect(cursorOf(position)).toBe('line 0');
  expect(position.move(list, 10, 'moveUp', false, 9)).toBe('atStart');
});

test('a filter keeps the cursor near its line', () => {
  const buffer = bufferOf(100);
  const position = new LogPosition();
  position.move(allLines(buffer), 10, 'pageUp', true, 9);
  expect(cursorOf(position)).toBe('line 90');
  const search = new LineSearch(buffer, parseLineFilter('5$'));
  const {matches} = search.step();
  const {lines, cursor} = position.window(foundLines(search, matches), 4, false);
  expect(lines[cursor]?.line.message).toBe('line 95');
});

test('an empty buffer has no cursor and takes every key', () => {
  const list = allLines(bufferOf(0));
  const position = new LogPosition();
  for (const by of ['moveUp', 'moveDown', 'pageUp', 'pageDown', 'moveTop', 'moveBottom'] as const) position.move(list, 10, by, true, 9);
  expect(position.window(list, 10, false)).toEqual({first: 0, lines: [], cursor: -1});
});
