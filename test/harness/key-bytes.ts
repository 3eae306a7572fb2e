// What a terminal sends for a key, by the names of domain/keys.ts.

const named: Readonly<Record<string, string>> = {
  enter: '\r',
  // As terminals with the newer protocol send it: unlike a lone ESC it needs no pause to be told from the head of a sequence.
  escape: '\u001b[27u',
  tab: '\t',
  'shift+tab': '\u001b[Z',
  space: ' ',
  backspace: '\u007f',
  up: '\u001b[A',
  down: '\u001b[B',
  pageup: '\u001b[5~',
  pagedown: '\u001b[6~',
  home: '\u001b[H',
  end: '\u001b[F',
};

/** The bytes of a key: `j`, `enter`, `ctrl+r`. */
export function keyBytes(key: string): string {
  const control = /^ctrl\+([a-z])$/.exec(key)?.[1];
  if (control !== undefined) return String.fromCharCode(control.charCodeAt(0) - 96);
  return named[key] ?? key;
}
