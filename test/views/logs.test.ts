// Log lines on the screen: hostile ones act on nothing, long ones take no time, and every line fits.

import stringWidth from 'string-width';
import {expect, test} from 'vitest';
import {logRows} from '../../src/engine/logs/rows.ts';
import {parseLineFilter} from '../../src/logs/line-filter.ts';
import type {LogView} from '../../store/log-screen.ts';
import {layOutLogs, logRowLines} from '../../views/logs/row.ts';
import {createTheme} from '../../views/theme.ts';
import {lineAt} from '../logs/lines.ts';

const theme = createTheme({hasColour: true, isUnicode: true});
const view: LogView = {
  filter: 'e',
  showsOnlyMatches: true,
  isFollowing: true,
  columns: 'all',
  wraps: true,
  opensJson: true,
  masksSecrets: true,
  minutes: 5,
  liveTail: 'off',
  showsPatterns: false,
  visiting: undefined,
};

function drawn(message: string, part: Partial<LogView> = {}, width = 60): readonly string[] {
  const shown = {...view, ...part};
  const line = lineAt(0, message, {task: '0eff735f5aa1', container: 'web'});
  const options = {view: shown, filter: parseLineFilter(shown.filter), isMarked: () => false, sourceOf: () => 3};
  const rows = logRows({first: 0, lines: [{line, isContinued: false}], cursor: 0}, options);
  return rows.flatMap(row => logRowLines(theme, width, row, layOutLogs(shown, rows), shown.wraps));
}

const sgr = /\u001b\[[0-9;]*m/g;
const plain = (line: string) => line.replace(sgr, '');

test.each([
  '\u001b]52;c;cm0=\u0007 copied',
  '\u001b]8;;https://evil\u001b\\link',
  '\u001b[2J\u001b[?1049h cleared \u001bc',
  '\u001b[ \u001b[31m2J split',
  'good\rEVIL \u0008\u0008 \u009b2J',
  'user\u202etxt.exe',
  `{"message": "\\u001b[2J bad", "name\\u0007": "\\u009b"}`,
  `wide 日本語 ${'e\u0301'.repeat(50)} 👩‍👩‍👧‍👦 lone \ud83d end`,
])('%j acts on nothing and fits', message => {
  for (const wraps of [true, false]) {
    for (const line of drawn(message, {wraps})) {
      expect(plain(line)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
      expect(stringWidth(plain(line))).toBeLessThanOrEqual(60);
    }
  }
});

test('what follows a broken sequence is still there, also when it is wrapped', () => {
  expect(drawn('\u001b]0;no end, and all that follows', {filter: ''}).map(plain).join('').replace(/\s+/g, '')).toContain('allthatfollows');
});

test('a line of 10 MB says how long it is, and takes no time', () => {
  const start = performance.now();
  const lines = drawn('x'.repeat(10_000_000), {filter: 'x{3}'});
  expect(lines.map(plain).join('').replace(/\s+/g, '')).toContain('truncated,10000000bytes');
  expect(performance.now() - start).toBeLessThan(1_000);
});

test('a secret is masked before anything of it is drawn', () => {
  const shown = (masksSecrets: boolean) => drawn('login password=hunter2', {masksSecrets, filter: ''}).map(plain).join('');
  expect(shown(false)).toContain('hunter2');
  expect(shown(true)).not.toContain('hunter2');
});
