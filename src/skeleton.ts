// The first paint, before anything is loaded: proof within a blink that the program runs. Ink takes the screen over from it.

import {exitOnEndSignals} from './end-signals.ts';

const enterAlternateScreen = '\u001b[?1049h\u001b[?25l';
const clear = '\u001b[2J\u001b[H';
const leave = '\u001b[?25h\u001b[?1049l';

/** A painted skeleton. */
export interface Skeleton {
  /** Clears it, right before the first real frame. */
  clear(): void;
  /** Gives the terminal back when the start fails; does nothing once the first frame has taken it over. */
  remove(): void;
}

/** Enters the alternate screen, which is left again however the program ends, and says what is starting. */
export function paintSkeleton(stdout: NodeJS.WriteStream): Skeleton {
  let isShown = true;
  const remove = () => {
    if (isShown) stdout.write(leave);
    isShown = false;
  };
  exitOnEndSignals();
  process.once('exit', remove);
  stdout.write(`${enterAlternateScreen}${clear} ecsdeck\r\n starting\u001b[H`);
  return {
    clear: () => {
      isShown = false;
      stdout.write(clear);
    },
    remove,
  };
}
