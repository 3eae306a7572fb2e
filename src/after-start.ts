// What can wait until the first rows are on the screen.

import {channel} from 'node:diagnostics_channel';
import {startedChannel} from './bundle/names.ts';
import {keepMemorySmall} from './small-memory.ts';

/** Milliseconds. */
const startTakes = 1_000;

/** Plans it. Nothing of it keeps the program running. */
export function planAfterStart(): void {
  setTimeout(() => {
    // Now its code is kept, while V8 still has it compiled and before a flag changes, which it would not fit any more.
    channel(startedChannel).publish({});
    keepMemorySmall();
  }, startTakes).unref();
}
