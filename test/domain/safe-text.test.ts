import {Terminal} from '@xterm/headless';
import fc from 'fast-check';
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

describe('against a terminal emulator', () => {
  const hostile = fc.constantFrom(
    ...[
      '\x1b[',
      '\x1b]',
      '\x1bP',
      '\x1b\\',
      '\x07',
      '\x9b',
      '\x9d',
      '\x9c',
      '2J',
      '0;t',
      '52;c;eA==',
      '6n',
      '?1049h',
      'c',
      '31m',
      '\r',
      '\b',
    ],
    ...['\u202e', '\u200d', '\u0301', '\u1161', '\ufe0f', '🇯', '\ud83d', '\ude80', '服', 'é', '\u{e0041}', '\0', '\n', '\t', 'a', ' '],
  );
  const anything = fc.oneof(
    fc.array(hostile, {maxLength: 12}).map(parts => parts.join('')),
    fc.string({unit: 'binary', maxLength: 12}),
    fc.string({unit: fc.nat({max: 0xffff}).map(unit => String.fromCharCode(unit)), maxLength: 12}),
  );

  test('safe text only moves the cursor to the right, and its characters are the cells', async () => {
    const cases = fc.sample(anything, {numRuns: 2000, seed: 20_260_301});
    const terminal = new Terminal({cols: 300, rows: 2, scrollback: 0, allowProposedApi: true});
    const alarms: string[] = [];
    terminal.onData(data => alarms.push(`reply ${JSON.stringify(data)}`));
    terminal.onTitleChange(title => alarms.push(`title ${title}`));
    terminal.onBell(() => alarms.push('bell'));
    terminal.onLineFeed(() => alarms.push('line feed'));
    const modes = JSON.stringify(terminal.modes);

    for (const raw of cases) {
      const safe = safeText(raw);
      alarms.length = 0;
      await new Promise<void>(resolve => terminal.write(`|${safe}`, resolve));
      const context = JSON.stringify(raw);
      expect(alarms, context).toEqual([]);
      const buffer = terminal.buffer.active;
      expect([buffer.type, buffer.cursorY, JSON.stringify(terminal.modes)], context).toEqual(['normal', 0, modes]);
      expect(buffer.getLine(0)?.translateToString(false, 0, buffer.cursorX), context).toBe(`|${safe}`);
      terminal.reset();
    }
  });

  test('nothing is lost: every visible character of the raw text is still there, in its order', () => {
    fc.assert(
      fc.property(anything, raw => {
        const visible = raw.replace(/[^\x21-\x7e]/g, '');
        const safe = safeText(raw);
        let from = 0;
        for (const character of visible) {
          from = safe.indexOf(character, from) + 1;
          if (from === 0) return false;
        }
        return true;
      }),
      {numRuns: 2000, seed: 7},
    );
  });

  test('making safe twice changes nothing', () => {
    fc.assert(
      fc.property(anything, raw => safeText(safeText(raw)) === safeText(raw)),
      {numRuns: 2000, seed: 11},
    );
  });
});
