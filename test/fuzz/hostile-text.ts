// Texts as an attacker, a broken program or a binary file writes them.

import fc from 'fast-check';

const pieces = [
  // Introducers, in seven and in eight bits, and what ends them.
  ...['\x1b', '\x1b[', '\x1b]', '\x1bP', '\x1b_', '\x1b^', '\x1bX', '\x1bk', '\x1b(', '\x1b#', '\x1b%', '\x1b\\', '\x07', '\x18', '\x1a'],
  ...['\x90', '\x98', '\x9a', '\x9b', '\x9c', '\x9d', '\x9e', '\x9f', '\x84', '\x85', '\x8d'],
  // What follows them.
  ...[
    '2J',
    '3J',
    '0;t',
    '2;t',
    '52;c;eA==',
    '8;;http://evil',
    '6n',
    '21t',
    '?1049h',
    '?2004h',
    '?1003h',
    '?25l',
    'c',
    '!p',
    '31m',
    '8m',
    '7m',
  ],
  ...['5;10r', '10;10H', '1S', '1T', 'tmux;', 'q', '0', 'N', 'D', 'M', '7', '8', '=', '>', '<', ';', ':', '?', '$', '"', '999999999'],
  // Single controls and everything that is not seen.
  ...['\0', '\b', '\t', '\n', '\v', '\f', '\r', '\x0e', '\x0f', '\x7f', '\xad', '\u200b', '\u200d', '\u200e', '\u202e', '\u2066', '\u2028'],
  ...['\ufe0f', '\u{e0041}', '\u{e0100}', '\u3164', '\ufeff', '\uffff'],
  // Letters that take more or less than a cell, and halves of them.
  ...['\u0301', '\u1161', '\u20dd', '🇯', '🏽', '👨', '服', 'é', '\u1100', '\ud83d', '\ude80', 'ｱ', 'a', ' ', 'Z~'],
];

/** Any text: pieces put together, code points, code units (with halves of pairs), or bytes as Latin letters. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  {weight: 5, arbitrary: fc.array(fc.constantFrom(...pieces), {maxLength: 16}).map(parts => parts.join(''))},
  {weight: 1, arbitrary: fc.string({unit: 'binary', maxLength: 20})},
  {weight: 1, arbitrary: fc.string({unit: fc.nat({max: 0xffff}).map(unit => String.fromCharCode(unit)), maxLength: 20})},
  {weight: 1, arbitrary: fc.string({unit: fc.nat({max: 0xff}).map(unit => String.fromCharCode(unit)), maxLength: 40})},
);
