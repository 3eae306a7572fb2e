// Hostile and difficult texts, and what must stand on the screen for each.

/** A name, the raw text, and the safe text. */
export type Vector = readonly [name: string, raw: string, safe: string];

const controls: readonly Vector[] = Array.from({length: 0x20}, (_, code) => code)
  .filter(code => code !== 0x09)
  .map(code => [`C0 ${code.toString(16)}`, `a${String.fromCharCode(code)}b`, `a${String.fromCodePoint(0x2400 + code)}b`]);

const c1: readonly Vector[] = Array.from({length: 0x20}, (_, offset) => 0x80 + offset).map(code => [
  `C1 ${code.toString(16)}`,
  `a${String.fromCharCode(code)}b`,
  `a<U+00${code.toString(16).toUpperCase()}>b`,
]);

const unseenCharacters =
  'AD 34F 61C 115F 1160 17B4 17B5 180B 180E 200B 200C 200D 200E 200F 2028 2029 202A 202B 202C 202D 202E 2060 2061 2062 2063 2064 2066 2067 2068 2069 206A 206F 3164 FE00 FE0E FE0F FEFF FFA0 FFF9 FFFA FFFB FFFE FFFF 1D173 1F1E6 1F3FB 1F3FD E0001 E0020 E0041 E007F E0100 10FFFF'.split(
    ' ',
  );
const unseen: readonly Vector[] = unseenCharacters.map(hex => [
  `unseen ${hex}`,
  `a${String.fromCodePoint(Number.parseInt(hex, 16))}b`,
  `a<U+${hex.padStart(4, '0')}>b`,
]);

const escapes: readonly Vector[] = [
  ['OSC 52 ended by BEL', '\x1b]52;c;ZXZpbA==\x07x', '␛]52;c;ZXZpbA==␇x'],
  ['OSC 52 ended by ST', '\x1b]52;c;ZXZpbA==\x1b\\x', '␛]52;c;ZXZpbA==␛\\x'],
  ['OSC 52 in C1', '\x9d52;c;ZXZpbA==\x9cx', '<U+009D>52;c;ZXZpbA==<U+009C>x'],
  ['OSC 8 link', '\x1b]8;;https://evil\x1b\\click\x1b]8;;\x1b\\', '␛]8;;https://evil␛\\click␛]8;;␛\\'],
  ['OSC 8 carrying OSC 52', '\x1b]8;;\x1b]52;c;eA==\x07\x07x', '␛]8;;␛]52;c;eA==␇␇x'],
  ['OSC 8 with CAN', '\x1b]8;;http://a\x18\x1b]0;t\x07', '␛]8;;http://a␘␛]0;t␇'],
  ['OSC 0 title', '\x1b]0;pwned\x07', '␛]0;pwned␇'],
  ['OSC 2 title', '\x1b]2;pwned\x1b\\', '␛]2;pwned␛\\'],
  ['OSC 4 palette', '\x1b]4;1;rgb:ff/ff/ff\x07', '␛]4;1;rgb:ff/ff/ff␇'],
  ['OSC 9 notification', '\x1b]9;hello\x07', '␛]9;hello␇'],
  ['OSC 10 query', '\x1b]10;?\x07', '␛]10;?␇'],
  ['OSC 1337', '\x1b]1337;File=inline=1:AAAA\x07', '␛]1337;File=inline=1:AAAA␇'],
  ['DCS', '\x1bPq#0;2;0;0;0\x1b\\', '␛Pq#0;2;0;0;0␛\\'],
  ['DCS in C1', '\x90q\x9c', '<U+0090>q<U+009C>'],
  ['APC', '\x1b_Gf=24;AAAA\x1b\\', '␛_Gf=24;AAAA␛\\'],
  ['PM', '\x1b^x\x1b\\', '␛^x␛\\'],
  ['SOS', '\x1bXx\x1b\\', '␛Xx␛\\'],
  ['tmux passthrough', '\x1bPtmux;\x1b\x1b]52;c;eA==\x07\x1b\\', '␛Ptmux;␛␛]52;c;eA==␇␛\\'],
  ['clear screen', '\x1b[2Jx', '␛[2Jx'],
  ['alternate screen', '\x1b[?1049hx', '␛[?1049hx'],
  ['cursor report', '\x1b[6nx', '␛[6nx'],
  ['title report', '\x1b[21tx', '␛[21tx'],
  ['device attributes', '\x1b[cx', '␛[cx'],
  ['reset', '\x1bcx', '␛cx'],
  ['CSI in C1', '\x9b2Jx', '<U+009B>2Jx'],
  ['a split sequence', '\x1b[ \x1b[31m2Jx', '␛[ ␛[31m2Jx'],
  ['unterminated CSI', '\x1b[31', '␛[31'],
  ['unterminated OSC', '\x1b]0;all this stays visible', '␛]0;all this stays visible'],
  ['unterminated DCS', '\x1bPall this stays visible', '␛Pall this stays visible'],
  ['a lone ESC at the end', 'text\x1b', 'text␛'],
  ['malformed CSI', '\x1b[1;2;;;<>?m after', '␛[1;2;;;<>?m after'],
  ['charset switch', '\x1b(0lqk', '␛(0lqk'],
  ['conceal', '\x1b[8mhidden\x1b[0m', '␛[8mhidden␛[0m'],
  ['blink', '\x1b[5mblink', '␛[5mblink'],
  ['same colour', '\x1b[30;40mblack on black', '␛[30;40mblack on black'],
  ['mouse mode', '\x1b[?1003h', '␛[?1003h'],
  ['bracketed paste', '\x1b[201~rm -rf', '␛[201~rm -rf'],
  ['DECSTBM', '\x1b[5;10r', '␛[5;10r'],
  ['carriage return overwrite', 'good\rEVIL', 'good␍EVIL'],
  ['backspace overwrite', 'good\b\b\b\bEVIL', 'good␈␈␈␈EVIL'],
  ['newline', 'one\ntwo', 'one␊two'],
  ['shift out', 'a\x0eb\x0fc', 'a␎b␏c'],
  ['DEL', 'a\x7fb', 'a␡b'],
];

const marks = '\u0301';
const letters: readonly Vector[] = [
  ['empty', '', ''],
  ['ASCII', 'srvweb:8 ~{}', 'srvweb:8 ~{}'],
  ['accents composed', 'Zürich', 'Zürich'],
  ['accents decomposed', 'Zu\u0308rich', 'Zu\u0308rich'],
  ['Chinese', '服务', '服务'],
  ['Korean', '서비스', '서비스'],
  ['Thai', 'บริการ', 'บริการ'],
  ['Hebrew', 'שירות', 'שירות'],
  ['Arabic', 'خدمة', 'خدمة'],
  ['an emoji', 'ok 🚀', 'ok 🚀'],
  ['the program’s own glyphs', '✓ 2/2 … → ›', '✓ 2/2 … → ›'],
  ['a family joined by ZWJ', '👨\u200d👩', '👨<U+200D>👩'],
  ['a skin tone', '👍🏽', '👍<U+1F3FD>'],
  ['a flag', '🇯🇵', '<U+1F1EF><U+1F1F5>'],
  ['an emoji style', '✔\ufe0f', '✔<U+FE0F>'],
  ['no-break space', 'a\u00a0b', 'a\u00a0b'],
  ['four marks', `e${marks.repeat(4)}x`, `e${marks.repeat(4)}x`],
  ['five marks', `e${marks.repeat(5)}x`, `e${marks.repeat(4)}<+1 marks>x`],
  ['10,000 marks', `e${marks.repeat(10_000)}x`, `e${marks.repeat(4)}<+9996 marks>x`],
  ['marks at the end', `e${marks.repeat(7)}`, `e${marks.repeat(4)}<+3 marks>`],
  ['a mark without a base', `${marks}x`, `◌${marks}x`],
  ['an enclosing mark', 'a\u20dd', 'a\u20dd'],
  ['a Hangul vowel without a base', '\u1161x', '◌\u1161x'],
  ['a pile of Hangul vowels', `\u1100${'\u1161'.repeat(9)}`, `\u1100${'\u1161'.repeat(4)}<+5 marks>`],
  ['a high surrogate alone', 'a\ud83db', 'a\ufffdb'],
  ['a low surrogate alone', 'a\ude80b', 'a\ufffdb'],
  ['surrogates in the wrong order', '\ude80\ud83d', '\ufffd\ufffd'],
  ['bidi override in a name', 'web\u202egnp.exe', 'web<U+202E>gnp.exe'],
  ['hidden tags', 'api\u{e0061}\u{e0062}', 'api<U+E0061><U+E0062>'],
  ['a tab at the start', '\tx', '        x'],
  ['a tab after three', 'abc\tx', 'abc     x'],
  ['a tab at a stop', 'abcdefgh\tx', 'abcdefgh        x'],
  ['a tab after wide characters', '服务\tx', '服务    x'],
  ['a tab after a mark', `e${marks}\tx`, `e${marks}       x`],
  ['a tab after a control', '\x1b\tx', '␛       x'],
  ['a tab after counted marks', `e${marks.repeat(5)}\tx`, `e${marks.repeat(4)}<+1 marks>     x`],
];

/** All vectors. */
export const vectors: readonly Vector[] = [...controls, ...c1, ...unseen, ...escapes, ...letters];
