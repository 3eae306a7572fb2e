// Keys as a person reads them: `⏎`, `Esc`, `^f`. Apart, because the footer, the help and the dialogs all say them.

import {type SafeText, safeText, text} from '../src/domain/safe-text.ts';
import type {Theme} from './theme.ts';

const names: Readonly<Record<string, {readonly unicode: SafeText; readonly ascii: SafeText}>> = {
  up: {unicode: text`↑`, ascii: text`Up`},
  down: {unicode: text`↓`, ascii: text`Down`},
  left: {unicode: text`←`, ascii: text`Left`},
  right: {unicode: text`→`, ascii: text`Right`},
  enter: {unicode: text`⏎`, ascii: text`Enter`},
  escape: {unicode: text`Esc`, ascii: text`Esc`},
  space: {unicode: text`Space`, ascii: text`Space`},
  tab: {unicode: text`Tab`, ascii: text`Tab`},
  home: {unicode: text`Home`, ascii: text`Home`},
  end: {unicode: text`End`, ascii: text`End`},
  pageup: {unicode: text`PgUp`, ascii: text`PgUp`},
  pagedown: {unicode: text`PgDn`, ascii: text`PgDn`},
};

/** The name of a key, short. */
export function keyName(theme: Theme, key: string): SafeText {
  const known = names[key];
  if (known) return theme.isUnicode ? known.unicode : known.ascii;
  return safeText(key.replace(/^ctrl\+/, '^'));
}
