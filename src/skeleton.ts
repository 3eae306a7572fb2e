// The first paint, before anything is loaded: proof within a blink that the program runs. The stage takes the screen over from it.

import {exitOnEndSignals, ignoreStop} from './end-signals.ts';
import {openSession, type TerminalSession} from './terminal/session.ts';

/** Takes the terminal, which is given back however the program ends, and says what is starting. */
export function paintSkeleton(): TerminalSession {
  const session = openSession();
  session.device.onGone = () => process.exit(128 + hangUp);
  exitOnEndSignals();
  ignoreStop();
  process.once('exit', () => session.leave());
  session.enter();
  session.device.send(' ecsdeck\r\n starting');
  return session;
}

/** The number of the signal that tells of a terminal which is gone. */
const hangUp = 1;
