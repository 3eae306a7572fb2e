// What the terminal can show, as its environment says.

import type {ColourDepth} from './colour.ts';

/** A terminal's abilities. */
export interface Abilities {
  readonly colours: ColourDepth;
  readonly isUnicode: boolean;
  /** Synchronized output is understood, or ignored. */
  readonly isSynchronized: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Terminals of the seventies and their descendants, which may print what they do not know. */
const old = /^(?:vt\d|ansi|cons25|sun|wy|tvi|pcansi)/;
const monochrome = /^(?:vt\d|wy|tvi|.*-m(?:ono)?$)/;

/** By NO_COLOR, TERM, COLORTERM and the locale; `platform` as Node names it. */
export function abilitiesOf(env: Environment, platform: string): Abilities {
  const term = env.TERM ?? '';
  return {
    colours: colourDepth(env, term),
    // The console of Linux and old terminals have no glyphs for most signs.
    isUnicode: speaksUnicode(env, platform) && term !== 'linux' && !old.test(term),
    isSynchronized: term !== 'linux' && !old.test(term),
  };
}

function colourDepth(env: Environment, term: string): ColourDepth {
  if (env.NO_COLOR || monochrome.test(term)) return 'none';
  if (term === 'linux' || old.test(term)) return '16';
  // GNU screen hands COLORTERM on from the terminal around it, and does not know 24 bits itself; tmux sets its own.
  const isScreen = term.startsWith('screen') && !env.TMUX;
  if (!isScreen && /^(?:truecolor|24bit)$/i.test(env.COLORTERM ?? '')) return 'truecolor';
  if (/-direct\d*$|^(?:xterm-)?(?:kitty|ghostty)$|^alacritty/.test(term)) return 'truecolor';
  return term.includes('256color') ? '256' : '16';
}

/** True when the locale's character set is UTF-8: LC_ALL rules over LC_CTYPE, and that over LANG. */
function speaksUnicode(env: Environment, platform: string): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  return platform === 'darwin' || /utf-?8/i.test(locale);
}
