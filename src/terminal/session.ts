// The time during which the terminal is ours: entered once, left again whatever happens. Small, because the first paint needs it.

import {leaveBehind} from './farewell.ts';
import type {HeldOutput} from './held-output.ts';
import {TtyDevice} from './tty-device.ts';
import {openTty} from './tty-file.ts';

// The alternate screen, the cursor hidden, no wrapping at the right edge (terminals disagree about widths), and what is pasted
// marked as such, so that no part of it is taken for a key.
const enter = '\u001b[?1049h\u001b[?25l\u001b[?7l\u001b[?2004h\u001b[m\u001b[2J\u001b[H';

// Everything that we or a child may have changed, also what a write that was cut in the middle has left open.
const leave = '\u001b[?2026l\u001b[r\u001b[m\u001b[?1000;1002;1003;1006l\u001b[?2004l\u001b[?7h\u001b[?25h\u001b[?1049l';

/** Milliseconds that leaving waits for a terminal which does not read. */
const longestFarewell = 1_000;

/** A terminal that can be ours. */
export class TerminalSession {
  readonly device: TtyDevice;
  #isOurs = false;
  /** Node's standard input once its mode is ours too. */
  keyboard: {setRawMode(isRaw: boolean): unknown} | undefined;
  #others: HeldOutput | undefined;

  constructor(device: TtyDevice) {
    this.device = device;
  }

  get isOurs(): boolean {
    return this.#isOurs;
  }

  /** Keeps others off the screen for as long as it is ours, now and later. */
  keepOff(others: HeldOutput): void {
    this.#others = others;
    if (this.#isOurs) others.hold();
  }

  /** Takes the terminal; the screen is empty then. To take it again repairs it after others have written on it. */
  enter(): void {
    this.#isOurs = true;
    this.#others?.hold();
    this.device.send(enter);
  }

  /** Gives the terminal back as it was, now. What waited to be shown is dropped, what others have printed meanwhile is told. */
  leave(): void {
    if (!this.#isOurs) return;
    this.#isOurs = false;
    const farewell = leave + (this.#others?.release() ?? '');
    if (this.device.sendAtOnce(farewell, longestFarewell) || this.device.path === undefined) return;
    // To set the mode of a terminal waits for whoever writes to it: now, and not when that process has begun to.
    this.keyboard?.setRawMode(false);
    leaveBehind(farewell, this.device.path);
  }
}

/** A session on the terminal of this process. */
export function openSession(): TerminalSession {
  return new TerminalSession(
    new TtyDevice(openTty(), (work, milliseconds) => {
      setTimeout(work, milliseconds);
    }),
  );
}
