// The signals that end the program, and the one that stops it. Apart, because they can come before there is anything else.

import {constants} from 'node:os';

const endSignals = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM'] as const;

/**
 * Exits with 128 + the signal's number, as a shell expects, so that what waits for the exit gives the terminal back. Listens for
 * good: a second signal would else end the process while it waits for a terminal that does not read, before that is given back.
 */
export function exitOnEndSignals(): void {
  for (const signal of endSignals) process.on(signal, () => process.exit(128 + constants.signals[signal]));
}

/** For the moment in which the terminal is ours and nobody could give it back to the shell: Ctrl-Z does nothing, and works when pressed again. */
export function ignoreStop(): void {
  process.on('SIGTSTP', tooEarly);
}

/** From now on something else takes care of it. */
export function heedStop(): void {
  process.off('SIGTSTP', tooEarly);
}

function tooEarly(): void {}
