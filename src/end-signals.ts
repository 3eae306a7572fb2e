// The signals that end the program. Apart, because they can come before there is anything else.

import {constants} from 'node:os';

const endSignals = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM'] as const;

/** Exits with 128 + the signal's number, as a shell expects, so that what waits for the exit gives the terminal back. */
export function exitOnEndSignals(): void {
  for (const signal of endSignals) process.once(signal, () => process.exit(128 + constants.signals[signal]));
}
