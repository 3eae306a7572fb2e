// The first paint, before anything is loaded: proof within a blink that the program runs. Ink takes the screen over from it.

const enterAlternateScreen = '\u001b[?1049h\u001b[?25l';
const clear = '\u001b[2J\u001b[H';
const leave = '\u001b[?25h\u001b[?1049l';

/** A painted skeleton. */
export interface Skeleton {
  /** Clears it, right before the first real frame. */
  clear(): void;
  /** Gives the terminal back, when the start failed. */
  remove(): void;
}

/** Enters the alternate screen and says what is starting. */
export function paintSkeleton(stdout: NodeJS.WriteStream): Skeleton {
  stdout.write(`${enterAlternateScreen}${clear} ecsdeck\r\n starting\u001b[H`);
  return {
    clear: () => {
      stdout.write(clear);
    },
    remove: () => {
      stdout.write(leave);
    },
  };
}
