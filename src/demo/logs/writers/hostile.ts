// Texts that try to take over the terminal that shows them. What a stranger can put into a log line, one of each kind.

const esc = '\u001b';
const bell = '\u0007';
const stringEnd = `${esc}\\`;

/** Clipboard writes, links, titles, device control, screen clearing, queries, broken sequences, overwriting, hidden and endless text. */
export const hostileTexts: readonly string[] = [
  `${esc}]52;c;cm0gLXJmIC8K${bell}`,
  `${esc}]52;c;cm0gLXJmIC8K${stringEnd}`,
  '\u009d52;c;cm0gLXJmIC8K\u009c',
  `${esc}]8;;https://evil.example/${stringEnd}invoice.pdf${esc}]8;;${stringEnd}`,
  `${esc}]8;;${esc}]52;c;eA==${bell}\u0018${bell}link`,
  `${esc}]0;root@bastion${bell}title`,
  `${esc}]1337;File=name=eA==;inline=1:AAAA${bell}picture`,
  `${esc}P+q544e${stringEnd}${esc}_Gf=100;AAAA${stringEnd}${esc}^pm${stringEnd}${esc}Xsos${stringEnd}`,
  `${esc}Ptmux;${esc}${esc}]52;c;eA==${bell}${stringEnd}`,
  `${esc}[2J${esc}[H${esc}[?1049h cleared ${esc}c`,
  `${esc}[6n${esc}[21t${esc}[c who are you`,
  `${esc}[ ${esc}[31m2J split`,
  `${esc}]0;no end of this title, and all that follows must still be there`,
  `${esc}[12;99;`,
  'good\rEVIL',
  'password=\b\b\b\b\b\b\b\b\bnothing!',
  'nul\u0000 so\u000e vt\u000b ff\u000c del\u007f bel\u0007 end',
  'user\u202etxt.exe\u202c and \u2066isolated\u2069 zero\u200bwidth \u{e0041}tag',
  `marks e${'\u0301'.repeat(10_000)} end`,
  'wide 日本語 ｶﾅ 👩‍👩‍👧‍👦 🇸🇬 lone \ud83d surrogate',
  `${esc}[8mconcealed${esc}[0m ${esc}[5mblinking${esc}[0m ${esc}[30;40mblack on black${esc}[0m`,
  'invalid \ufffd\ufffd\u0001\u0002\u0003 binary \u0080\u0081\u0085',
  'one\ttab\t\ttwo',
];
