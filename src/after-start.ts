// What can wait until the first rows are on the screen.

import {flushCompileCache} from 'node:module';
import {keepMemorySmall} from './small-memory.ts';

/** Milliseconds. */
const startTakes = 1_000;

/** Plans it. Nothing of it keeps the program running. */
export function planAfterStart(): void {
  setTimeout(() => {
    // Now, while V8 still has the code of the start compiled: later it drops what was not used again.
    flushCompileCache();
    keepMemorySmall();
  }, startTakes).unref();
}
