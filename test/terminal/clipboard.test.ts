// The bytes that put text on the clipboard, and what GNU screen makes of them.

import {describe, expect, test} from 'vitest';
import {clipboardPathOf, clipboardSequence} from '../../src/terminal/clipboard.ts';

/** What GNU screen's parser hands to the terminal: each device control string without its frame, of which it keeps 255 bytes (4.1 and older). */
function handedOnByScreen(sent: string): string {
  return [...sent.matchAll(/\u001bP((?:(?!\u001b\\)[\s\S])*)\u001b\\/g)].map(([, piece = '']) => piece.slice(0, 255)).join('');
}

describe('who stands between', () => {
  test.each([
    [{TERM: 'xterm-256color'}, 'direct'],
    [{TERM: 'screen', STY: '4711.pts-0.host'}, 'through screen'],
    [{TERM: 'screen.xterm-256color', STY: '4711.work'}, 'through screen'],
    // tmux calls itself screen too, and takes OSC 52 as it is.
    [{TERM: 'screen-256color', TMUX: '/tmp/tmux-1000/default,1,0'}, 'direct'],
    [{TERM: 'screen-256color', STY: '4711.work', TMUX: '/tmp/tmux-1000/default,1,0'}, 'direct'],
    [{TERM: 'screen'}, 'direct'],
    // A terminal that was started from within a screen.
    [{TERM: 'xterm', STY: '4711.work'}, 'direct'],
    [{}, 'direct'],
  ])('%j: %s', (env, path) => {
    expect(clipboardPathOf(env)).toBe(path);
  });
});

describe('through screen', () => {
  test('a short text is one string', () => {
    expect(clipboardSequence('arn', 'through screen')).toBe('\u001bP\u001b]52;c;YXJu\u0007\u001b\\');
  });

  test.each([0, 1, 170, 173, 174, 175, 176, 349, 5_000, 74_000])('%d bytes arrive whole, in strings that screen keeps whole', length => {
    const text = 'x'.repeat(length);
    const sent = clipboardSequence(text, 'through screen') ?? '';
    expect(handedOnByScreen(sent)).toBe(clipboardSequence(text, 'direct'));
    // Nothing is outside of the strings: it would be shown.
    expect(sent.replace(/\u001bP(?:(?!\u001b\\)[\s\S])*\u001b\\/g, '')).toBe('');
  });
});

test('what terminals would not take is refused on both ways', () => {
  expect(clipboardSequence('x'.repeat(75_000), 'direct')).toHaveLength(100_000 + 8);
  expect(clipboardSequence('x'.repeat(75_001), 'direct')).toBeUndefined();
  expect(clipboardSequence('x'.repeat(75_001), 'through screen')).toBeUndefined();
});
