// The real terminal as a file that takes what it can. Node's own stdout would stop every timer and signal for as long as nobody
// reads the terminal.

import {closeSync, constants, openSync, readlinkSync, writeSync} from 'node:fs';
import {isatty} from 'node:tty';
import type {ByteSink} from './tty-device.ts';

/** The terminal of this process's output. Where it cannot be opened a second time, writing may wait, as Node's own does. */
export function openTty(): ByteSink {
  const path = pathOfOutput();
  const file = openWithoutWaiting([path, '/dev/tty']) ?? 1;
  return {
    ...(path?.startsWith('/dev/') && {path}),
    write(bytes) {
      try {
        return writeSync(file, bytes);
      } catch (error) {
        if (isFull(error)) return 0;
        throw error;
      }
    },
  };
}

/** Opened anew, so that only our writing does not wait and not that of the shell, which shares the file that we were given. */
function openWithoutWaiting(paths: readonly (string | undefined)[]): number | undefined {
  for (const path of paths) {
    if (path === undefined) continue;
    try {
      const file = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
      if (isatty(file)) return file;
      closeSync(file);
    } catch {
      // After `su` the terminal belongs to someone else: /dev/tty is open to all.
    }
  }
  return undefined;
}

function pathOfOutput(): string | undefined {
  try {
    return readlinkSync('/proc/self/fd/1');
  } catch {
    return undefined; // Not Linux.
  }
}

function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EAGAIN' || error.code === 'EINTR');
}
