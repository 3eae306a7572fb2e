// What can wait until the first rows are on the screen.

import {channel} from 'node:diagnostics_channel';
import {startedChannel} from './bundle/names.ts';
import {keepMemorySmall} from './small-memory.ts';

/** Milliseconds. */
const startTakes = 1_000;

/** Plans it, and answers with what does it earlier; done once, whichever comes first. Nothing of it keeps the program running. */
export function planAfterStart(): () => void {
  const timer = setTimeout(afterStart, startTakes).unref();
  let isDone = false;
  function afterStart(): void {
    if (isDone) return;
    isDone = true;
    clearTimeout(timer);
    // Now its code is kept, while V8 still has it compiled and before a flag changes, which it would not fit any more.
    channel(startedChannel).publish({});
    keepMemorySmall();
  }
  return afterStart;
}
