// What a filter finds is never behind the buffer when a key is pressed.

import {expect, test} from 'vitest';
import {LogFinding} from '../../../src/engine/logs/finding.ts';
import {LogBuffer} from '../../../src/logs/buffer.ts';
import {lineAt} from '../../logs/lines.ts';

test('lines that have come since the last step are in the list', () => {
  const buffer = new LogBuffer(10_000_000);
  buffer.add(Array.from({length: 1_000}, (_, at) => lineAt(at, `hit ${at}`)));
  const finding = new LogFinding(buffer, 'hit');
  finding.step();
  buffer.add(Array.from({length: 600}, (_, at) => lineAt(1_000 + at, `hit ${1_000 + at}`)));
  const list = finding.list(true);
  expect(list.size).toBe(1_600);
  expect(list.slice(0, 1_600).at(-1)?.message).toBe('hit 1599');
});
