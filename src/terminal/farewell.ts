// The last bytes for a terminal that does not read while the program has to end. Apart, because another process outlives us for it.

import {sleep} from './tty-device.ts';

/** Milliseconds in which a shell starts and begins to write. */
const startTakes = 80;

/**
 * Has a process wait in our place until the terminal reads again, and give it back then. It begins to write before we are gone: the
 * kernel lets one write at a time, so that these bytes come before the prompt of the shell that follows us. A terminal that is closed
 * ends it.
 */
export function leaveBehind(bytes: string, terminal: string): void {
  // Loaded when it is needed, and at once: this runs while the program exits.
  const {spawn} = process.getBuiltinModule('node:child_process');
  const waiting = spawn('/bin/sh', ['-c', 'printf %s "$1" >"$0"', terminal, bytes], {detached: true, stdio: 'ignore'});
  waiting.on('error', () => {}); // Where no process can be started, the terminal stays as it is: there is no one left to tell.
  waiting.unref();
  sleep(startTakes);
}
