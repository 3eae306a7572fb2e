// The output stage: takes each frame that Ink draws and sends what differs from what the terminal shows. While the terminal
// does not read, frames are dropped; the newest one is drawn when it does.

import {type ClipboardPath, clipboardSequence} from './clipboard.ts';
import {createInkOutput, type InkOutput} from './ink-output.ts';
import {type Palette, Screen, type Size} from './screen.ts';
import type {TerminalSession} from './session.ts';
import {synchronized} from './synchronized.ts';

/** What the stage stands on. */
export interface StagePorts {
  readonly session: TerminalSession;
  /** The real terminal's size, and when it changes. */
  readonly size: Size & {on(event: 'resize', listener: () => void): unknown; off(event: 'resize', listener: () => void): unknown};
  readonly palette: Palette;
  /** Whether it understands synchronized output (mode 2026), or at least ignores it. */
  readonly isSynchronized: boolean;
  /** How the clipboard is reached; direct when absent. */
  readonly clipboardPath?: ClipboardPath;
  readonly later: (work: () => void, milliseconds: number) => void;
}

/** Milliseconds in which the sizes of a window that is being dragged become one. */
const resizePause = 25;

/** The terminal, for everything that draws on it. */
export class Stage {
  /** What Ink draws to. */
  readonly output: NodeJS.WriteStream;
  readonly #ink: InkOutput;
  readonly #ports: StagePorts;
  readonly #screen: Screen;
  #frame: readonly string[] = [];
  /** True when the frame is not, or not wholly, on its way to the terminal. */
  #isDue = false;
  #isResizing = false;
  #isAway = false;
  #copied: string | undefined;
  #waiters: (() => void)[] = [];

  constructor(ports: StagePorts) {
    this.#ports = ports;
    this.#screen = new Screen(ports.palette);
    this.#ink = createInkOutput(sizeNow(ports.size), lines => this.#show(lines));
    this.output = this.#ink.stream;
    ports.size.on('resize', this.#resized);
    ports.session.device.onFree = () => this.#draw();
  }

  /** Puts text on the person's clipboard (OSC 52). False when it is too long for terminals to take. */
  copy(text: string): boolean {
    const sequence = clipboardSequence(text, this.#ports.clipboardPath ?? 'direct');
    if (sequence === undefined) return false;
    this.#copied = sequence;
    this.#draw();
    return true;
  }

  /** True while the terminal is given away. */
  get isAway(): boolean {
    return this.#isAway;
  }

  /** Gives the terminal away for the time of the work, and takes it back and draws everything anew after it. */
  async suspend(work: () => Promise<void>): Promise<void> {
    this.#isAway = true;
    this.#ports.session.leave();
    try {
      await work();
    } finally {
      this.#isAway = false;
      this.takeBack();
    }
  }

  /** Repairs the screen after others have written on it: enters it and draws everything anew. Nothing while it is given away. */
  takeBack(): void {
    if (this.#isAway) return;
    this.#ports.session.enter();
    this.#screen.forget();
    this.#isDue = true;
    this.#draw();
  }

  /** Resolves when the terminal has taken all that was drawn; never while nobody reads it. */
  drawn(): Promise<void> {
    return new Promise(resolve => {
      this.#waiters.push(resolve);
      this.#settle();
    });
  }

  /** Gives the terminal back for good. */
  close(): void {
    this.#ports.size.off('resize', this.#resized);
    this.#ports.session.leave();
    this.#settle();
  }

  #show(lines: readonly string[]): void {
    this.#frame = lines;
    this.#isDue = true;
    this.#draw();
  }

  /** Sends what is due, as long as the terminal takes it. */
  #draw(): void {
    const {session, size, isSynchronized} = this.#ports;
    const {device} = session;
    while (session.isOurs && !device.isBusy && (this.#isDue || this.#copied !== undefined)) {
      if (this.#copied !== undefined) device.send(this.#copied);
      this.#copied = undefined;
      if (!this.#isDue || device.isBusy) continue;
      const {parts, isComplete} = this.#screen.update(this.#frame, sizeNow(size));
      this.#isDue = !isComplete;
      if (parts.length > 0) device.send(isSynchronized ? synchronized(parts) : parts.join(''));
    }
    this.#settle();
  }

  #settle(): void {
    const {session} = this.#ports;
    if (session.isOurs && (this.#isDue || session.device.isBusy)) return;
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const waiter of waiters) waiter();
  }

  readonly #resized = (): void => {
    if (this.#isResizing) return;
    this.#isResizing = true;
    this.#ports.later(() => {
      this.#isResizing = false;
      this.#screen.forget();
      this.#isDue = true;
      this.#ink.resize(sizeNow(this.#ports.size));
      // What Ink draws may be the same as before, but what the terminal shows is not.
      this.#draw();
    }, resizePause);
  };
}

function sizeNow({columns, rows}: Size): Size {
  return {columns: columns || 80, rows: rows || 24};
}
