// The person's clipboard, by OSC 52: the terminal that they sit at puts it there, however many hosts lie between.

type Environment = Readonly<Record<string, string | undefined>>;

/** Who stands between the program and the terminal: GNU screen does not know OSC 52 and hands on only what it is told to. */
export type ClipboardPath = 'direct' | 'through screen';

/** Characters of base64 that terminals take. */
const mostCopied = 100_000;

/** Bytes of one string that screen keeps: 768 since 4.2, 256 before. What is longer it cuts without a word. */
const screenString = 240;

/** By STY and TERM. STY stays set in whatever is started from within a screen, another terminal or tmux too. */
export function clipboardPathOf({TERM = '', STY = '', TMUX = ''}: Environment): ClipboardPath {
  return TERM.startsWith('screen') && STY !== '' && TMUX === '' ? 'through screen' : 'direct';
}

/** What puts a text on the clipboard; undefined when it is too long for terminals to take. */
export function clipboardSequence(text: string, path: ClipboardPath): string | undefined {
  const encoded = Buffer.from(text).toString('base64');
  if (encoded.length > mostCopied) return undefined;
  const sequence = `\u001b]52;c;${encoded}\u0007`;
  return path === 'direct' ? sequence : throughScreen(sequence);
}

/** In pieces that screen hands on one after the other; the terminal sees the sequence in one. Nothing in it ends a piece early. */
function throughScreen(sequence: string): string {
  const pieces: string[] = [];
  for (let at = 0; at < sequence.length; at += screenString) pieces.push(`\u001bP${sequence.slice(at, at + screenString)}\u001b\\`);
  return pieces.join('');
}
