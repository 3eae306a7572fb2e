// Any frame after any other, at any size: the terminal shows exactly the frame, and was sent nothing but what may be sent.

import fc from 'fast-check';
import {expect, test} from 'vitest';
import {Screen, type Size} from '../../src/terminal/screen.ts';
import {notAllowed} from './allowed.ts';
import {emulator} from './emulator.ts';

/** Characters about whose width the emulator and string-width agree. */
const characters = fc.oneof(
  {weight: 8, arbitrary: fc.constantFrom(...'abcxyz0189-./:')},
  {weight: 6, arbitrary: fc.constant(' ')},
  {weight: 2, arbitrary: fc.constantFrom('…', '▸', '✓', '─', 'é', 'ß', 'Ж')},
  {weight: 2, arbitrary: fc.constantFrom('日', '本', '한', 'カ', 'e\u0301')},
);
const codes = fc.constantFrom(
  '0',
  '1',
  '2',
  '3',
  '4',
  '7',
  '9',
  '22',
  '27',
  '31',
  '36',
  '39',
  '41',
  '49',
  '92',
  '38;5;200',
  '48;5;17',
  '38;2;1;2;3',
  '1;31',
  '4;7;32',
);

const pieces = fc.oneof(
  {weight: 5, arbitrary: fc.string({unit: characters, maxLength: 12})},
  {weight: 2, arbitrary: codes.map(code => `\u001b[${code}m`)},
  {weight: 1, arbitrary: fc.nat(30).map(count => ' '.repeat(count))},
);
const line = fc.oneof(
  {weight: 1, arbitrary: fc.constant('')},
  {weight: 5, arbitrary: fc.array(pieces, {maxLength: 8}).map(parts => parts.join(''))},
);

/** What happens between two frames: most frames are much like the one before. */
type Step =
  | {readonly type: 'anew'; readonly lines: readonly string[]}
  | {readonly type: 'edit'; readonly at: number; readonly line: string}
  | {readonly type: 'replace'; readonly at: number; readonly from: number; readonly by: string}
  | {readonly type: 'scroll'; readonly top: number; readonly bottom: number; readonly by: number; readonly lines: readonly string[]}
  | {readonly type: 'resize'; readonly size: Size}
  | {readonly type: 'forget'};

const size = fc.record({columns: fc.integer({min: 1, max: 40}), rows: fc.integer({min: 1, max: 14})});
const step: fc.Arbitrary<Step> = fc.oneof(
  {weight: 1, arbitrary: fc.record({type: fc.constant('anew' as const), lines: fc.array(line, {maxLength: 14})})},
  {weight: 4, arbitrary: fc.record({type: fc.constant('edit' as const), at: fc.nat(13), line})},
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('replace' as const),
      at: fc.nat(13),
      from: fc.nat(30),
      by: fc.string({unit: characters, maxLength: 4}),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('scroll' as const),
      top: fc.nat(8),
      bottom: fc.integer({min: 4, max: 14}),
      by: fc.integer({min: -4, max: 4}),
      lines: fc.array(line, {minLength: 14, maxLength: 14}),
    }),
  },
  {weight: 1, arbitrary: size.map(one => ({type: 'resize' as const, size: one}))},
  {weight: 1, arbitrary: fc.constant({type: 'forget' as const})},
);

function after(lines: readonly string[], one: Step): readonly string[] {
  switch (one.type) {
    case 'anew':
      return one.lines;
    case 'edit':
      return lines.map((before, at) => (at === one.at ? one.line : before));
    case 'replace':
      return lines.map((before, at) => (at === one.at ? replaced(before, one.from, one.by) : before));
    case 'scroll':
      return lines.map((before, at) =>
        at < one.top || at >= one.bottom ? before : (lines.slice(one.top, one.bottom)[at - one.top + one.by] ?? one.lines[at] ?? ''),
      );
    case 'resize':
    case 'forget':
      return lines;
  }
}

/** Somewhere in a line, but never within a sequence. */
function replaced(before: string, from: number, by: string): string {
  const parts = before.split(/(\u001b\[[0-9;]*m)/);
  return parts
    .map(part => (part.startsWith('\u001b') || part.length <= from ? part : part.slice(0, from) + by + part.slice(from + by.length)))
    .join('');
}

/** What a terminal shows that is sent each line whole on an empty screen. */
async function drawnWhole(lines: readonly string[], at: Size) {
  const plain = await emulator(at);
  const shown = lines.slice(0, at.rows).map((text, row) => `\u001b[${row + 1}H\u001b[m${cutTo(text, at.columns)}`);
  await plain.write(shown.join(''));
  return plain.cells();
}

/** Without wrapping a terminal writes what is too long into its last cell: here it is cut, a character with SGR at a time. */
function cutTo(text: string, columns: number): string {
  let cut = '';
  let cells = 0;
  for (const [token] of text.matchAll(/\u001b\[[0-9;]*m|[^\u001b]\p{M}*/gu)) {
    if (token.startsWith('\u001b')) {
      cut += token;
      continue;
    }
    const width = /^[\u1100-\u115f\u2e80-\uffef]/u.test(token) ? 2 : 1;
    if (cells >= columns) break;
    // Half a wide character is a blank in its look.
    cut += cells + width > columns ? ' ' : token;
    cells += width;
  }
  return cut;
}

test('the terminal shows the frame, and was sent nothing that could act on it', {timeout: 120_000}, async () => {
  await fc.assert(
    fc.asyncProperty(
      size,
      fc.array(line, {minLength: 14, maxLength: 14}),
      fc.array(step, {minLength: 1, maxLength: 12}),
      async (first, begin, steps) => {
        const screen = new Screen({colours: 'truecolor', isUnicode: true});
        const terminal = await emulator(first);
        let at = first;
        let lines: readonly string[] = begin;
        for (const one of [{type: 'forget'} as const, ...steps]) {
          if (one.type === 'resize') {
            at = one.size;
            terminal.resize(at);
          }
          if (one.type === 'forget') {
            screen.forget();
            await terminal.write('\u001b[m\u001b[5;5Hrubbish of another program');
            await terminal.write('\u001b[m');
          }
          lines = after(lines, one);
          for (let isComplete = false; !isComplete; ) {
            const update = screen.update(lines, at);
            expect(update.parts.filter(part => notAllowed(part) !== '' || part === '')).toEqual([]);
            for (const part of update.parts) await terminal.write(part);
            isComplete = update.isComplete;
          }
          expect(screen.update(lines, at)).toEqual({parts: [], isComplete: true});
          expect(terminal.cells()).toEqual(await drawnWhole(lines, at));
        }
      },
    ),
    {numRuns: Number(process.env.ECSDECK_FUZZ_RUNS ?? 100)},
  );
});

test.each([true, false])('whatever a frame holds, nothing leaves that a terminal acts on (Unicode: %s)', {timeout: 60_000}, isUnicode => {
  const hostile = fc.oneof(
    {weight: 3, arbitrary: fc.string({unit: 'binary', maxLength: 30})},
    {
      weight: 2,
      arbitrary: fc.string({
        unit: fc.constantFrom(
          '\u001b',
          '[',
          ']',
          '5',
          '2',
          ';',
          'm',
          'J',
          'c',
          '\u0007',
          '\u009b',
          '\u009d',
          '\u0018',
          '\r',
          '\b',
          '\t',
          '\u200b',
          '\u202e',
          '\ud83d',
          'x',
        ),
        maxLength: 20,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '\u001b]52;c;AAAA\u0007',
        '\u001b[2J',
        '\u001b[?1049l',
        '\u001bc',
        '\u001bP1$r\u001b\\',
        '\u001b[6n',
        '\u009b2J',
        'e\u0301\u0302',
        '👩\u200d💻',
        '🇩🇪',
      ),
    },
  );
  fc.assert(
    fc.property(size, fc.array(hostile, {maxLength: 6}), fc.array(hostile, {maxLength: 6}), (at, first, then) => {
      const screen = new Screen({colours: '256', isUnicode});
      for (const lines of [first, then]) {
        const text = screen.update(lines, at).parts.join('');
        expect(notAllowed(text)).toBe('');
        if (!isUnicode) expect(text).toMatch(/^[\x07-\x7e]*$/);
      }
    }),
    {numRuns: 500},
  );
});
