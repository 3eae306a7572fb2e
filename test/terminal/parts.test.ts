// The small parts of the stage: looks, moves, rows, Ink's writes, and what an environment says of its terminal.

import {describe, expect, test} from 'vitest';
import {abilitiesOf} from '../../src/terminal/abilities.ts';
import {colourAt, paletteColour, rgbColour} from '../../src/terminal/colour.ts';
import {Graphemes} from '../../src/terminal/grapheme.ts';
import {frameOf} from '../../src/terminal/ink-frame.ts';
import {moveBetween} from '../../src/terminal/moves.ts';
import {RowReader} from '../../src/terminal/row.ts';
import {plain, Styles} from '../../src/terminal/styles.ts';

describe('looks', () => {
  const styles = new Styles('truecolor');
  const look = (...parameters: readonly string[]) => parameters.reduce((id, one) => styles.after(id, one), plain);

  test.each([
    ['31', '', '\u001b[m'],
    ['', '1;31', '\u001b[0;1;31m'],
    ['1;31', '1;32', '\u001b[32m'],
    ['1;2', '2', '\u001b[0;2m'],
    ['1;31;44', '1;31', '\u001b[49m'],
    ['7;36', '36', '\u001b[27m'],
    ['', '38;5;200', '\u001b[38;5;200m'],
    ['', '48;2;1;2;3', '\u001b[48;2;1;2;3m'],
    ['', '93', '\u001b[93m'],
  ])('from "%s" to "%s"', (from, to, sequence) => {
    const change = styles.change(look(from), look(to));
    expect(change.length).toBeLessThanOrEqual(sequence.length);
    expect(look(from, ...change.slice(2, -1).split('m\u001b['))).toBe(look(to));
  });

  test('off and on again is the same look; blink, conceal and what is unknown are none', () => {
    expect(look('1', '22')).toBe(plain);
    expect(look('31', '39')).toBe(plain);
    expect(look('5')).toBe(plain);
    expect(look('8')).toBe(plain);
    expect(look('38;9;1', '777')).toBe(plain);
  });

  test('a blank cell looks like nothing unless there is something to be seen', () => {
    expect(styles.onBlank(look('1;31'))).toBe(plain);
    expect(styles.onBlank(look('31;44'))).toBe(look('44'));
    expect(styles.onBlank(look('4;31'))).toBe(look('4;31'));
  });
});

describe('colours', () => {
  const orange = rgbColour(255, 135, 0);
  test('become the nearest that the terminal has', () => {
    expect(colourAt('truecolor', orange)).toBe(orange);
    expect(colourAt('256', orange)).toBe(paletteColour(208));
    expect(colourAt('16', orange)).toBe(paletteColour(11));
    expect(colourAt('16', rgbColour(200, 0, 0))).toBe(paletteColour(1));
    expect(colourAt('16', paletteColour(244))).toBe(paletteColour(8));
    expect(colourAt('none', orange)).toBe(0);
  });
});

describe('the shortest move', () => {
  test.each([
    [3, 4, 3, 4, ''],
    [3, 4, 3, 5, '\u001b[C'],
    [3, 4, 3, 2, '\b\b'],
    [3, 14, 3, 0, '\r'],
    [3, 14, 4, 0, '\r\n'],
    [3, 14, 5, 0, '\r\n\n'],
    [3, 14, 13, 0, '\u001b[14H'],
    [9, 9, 0, 0, '\u001b[H'],
    [9, 9, 0, 5, '\u001b[;6H'],
    [3, 4, 4, 4, '\u001b[B'],
    [undefined, undefined, 2, 2, '\u001b[3;3H'],
    [2, undefined, 2, 7, '\u001b[8G'],
  ])('from %s,%s to %s,%s', (row, column, toRow, toColumn, sequence) => {
    expect(moveBetween(row, column, toRow, toColumn)).toBe(sequence);
  });
});

describe('rows', () => {
  const read = (line: string, columns = 20, isUnicode = true) => {
    const row = new RowReader(new Graphemes(isUnicode), new Styles('16'), isUnicode).read(line, columns);
    return Array.from(row.units, (unit, column) => row.odd.get(column)?.text ?? (unit < ' ' ? '' : unit));
  };

  test('wide characters take two cells, marks none, and what does not fit is cut', () => {
    expect(read('a日b')).toEqual(['a', '日', '', 'b']);
    expect(read('ae\u0301b')).toEqual(['a', 'e\u0301', 'b']);
    expect(read('abcd', 2)).toEqual(['a', 'b']);
    expect(read('a日', 2)).toEqual(['a']);
  });

  test('sequences that are no SGR are characters like others, made harmless', () => {
    expect(read('\u001b[2Jx').join('')).toBe('\ufffd[2Jx');
    expect(read('a\u001b]0;t\u0007b').join('')).toBe('a\ufffd]0;t\ufffdb');
    expect(read('a\tb\rc\u0085').join('')).toBe('a\ufffdb\ufffdc\ufffd');
    expect(read('x\u202ey').join('')).toBe('x\ufffdy');
  });

  test('without Unicode nothing but ASCII is sent, and columns stay', () => {
    expect(read('é日…', 20, false).join('')).toBe('????');
  });
});

describe('what Ink writes', () => {
  test.each([
    ['\u001b[?25l', undefined],
    ['', undefined],
    ['\u001b[2K\u001b[1A\u001b[2K\u001b[G', undefined],
    ['one\ntwo\n', ['one', 'two', '']],
    ['\u001b[2K\u001b[1A\u001b[2K\u001b[G\u001b[31mred\u001b[39m', ['\u001b[31mred\u001b[39m']],
    ['\u001b[1;1H\u001b[Jall', ['all']],
  ])('%j', (chunk, lines) => {
    expect(frameOf(chunk)).toEqual(lines);
  });
});

describe('what the environment says', () => {
  const utf8 = {LANG: 'en_US.UTF-8'};
  test.each([
    [
      {...utf8, TERM: 'xterm-256color'},
      {colours: '256', isUnicode: true, isSynchronized: true},
    ],
    [{...utf8, TERM: 'xterm-256color', COLORTERM: 'truecolor'}, {colours: 'truecolor'}],
    [
      {...utf8, TERM: 'xterm-256color', COLORTERM: 'truecolor', NO_COLOR: '1'},
      {colours: 'none', isUnicode: true},
    ],
    [{...utf8, TERM: 'xterm'}, {colours: '16'}],
    [{...utf8, TERM: 'screen-256color', COLORTERM: 'truecolor'}, {colours: '256'}],
    [{...utf8, TERM: 'screen-256color', COLORTERM: 'truecolor', TMUX: '/tmp/x'}, {colours: 'truecolor'}],
    [
      {...utf8, TERM: 'linux'},
      {colours: '16', isUnicode: false, isSynchronized: false},
    ],
    [
      {...utf8, TERM: 'vt220'},
      {colours: 'none', isUnicode: false, isSynchronized: false},
    ],
    [{LANG: 'C', TERM: 'xterm-256color'}, {isUnicode: false}],
    [
      {LC_ALL: 'C', LANG: 'en_US.UTF-8', TERM: 'tmux-256color'},
      {isUnicode: false, colours: '256'},
    ],
    [{}, {colours: '16', isUnicode: false}],
  ])('%j', (env, abilities) => {
    expect(abilitiesOf(env, 'linux')).toMatchObject(abilities);
  });
});
