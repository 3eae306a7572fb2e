// A stage on an emulated terminal that reads as slowly as a test wants, at a time that only the test moves.

import {EventEmitter} from 'node:events';
import type {Palette, Size} from '../../src/terminal/screen.ts';
import {TerminalSession} from '../../src/terminal/session.ts';
import {Stage} from '../../src/terminal/stage.ts';
import {TtyDevice} from '../../src/terminal/tty-device.ts';
import {type Emulator, emulator} from './emulator.ts';

/** A stage and both its ends. */
export interface StageRig {
  readonly stage: Stage;
  readonly session: TerminalSession;
  readonly terminal: Emulator;
  /** Everything that was sent since the last call. */
  sent(): string;
  /** Bytes that the program holds back. */
  waiting(): number;
  /** How many bytes the terminal takes from now on; undefined for all. */
  reads(bytes: number | undefined): void;
  /** A frame as Ink writes it: the one before erased, then the lines. */
  draw(lines: readonly string[]): void;
  /** What timers were to do. */
  tick(): void;
  resize(size: Size): void;
  /** Lets the emulator read what was sent, and answers what it shows. */
  shown(): Promise<readonly string[]>;
  /** What it should show. */
  wanted(lines: readonly string[], size: Size): Promise<readonly string[]>;
}

/** Sets one up. */
export async function stageRig(first: Size, palette: Palette = {colours: 'truecolor', isUnicode: true}): Promise<StageRig> {
  const terminal = await emulator(first);
  let room: number | undefined;
  let unread = '';
  let unsaid = '';
  let timers: (() => void)[] = [];
  const later = (work: () => void) => void timers.push(work);
  const sink = {
    write(bytes: Uint8Array) {
      const taken = bytes.subarray(0, Math.min(room ?? bytes.length, bytes.length));
      if (room !== undefined) room -= taken.length;
      unread += Buffer.from(taken).toString('latin1');
      unsaid += Buffer.from(taken).toString('latin1');
      return taken.length;
    },
  };
  const device = new TtyDevice(sink, later);
  const session = new TerminalSession(device);
  const size = Object.assign(new EventEmitter(), first);
  const stage = new Stage({session, size, palette, isSynchronized: true, later});
  session.enter();
  const readAll = async () => {
    const text = Buffer.from(unread, 'latin1').toString();
    unread = '';
    await terminal.write(text);
  };
  await readAll();
  unsaid = '';
  return {
    stage,
    session,
    terminal,
    sent() {
      const text = Buffer.from(unsaid, 'latin1').toString();
      unsaid = '';
      return text;
    },
    waiting: () => device.waiting,
    reads(bytes) {
      room = bytes;
    },
    draw(lines) {
      stage.output.write(`\u001b[2K\u001b[1A\u001b[2K\u001b[G${lines.join('\n')}\n`);
    },
    tick() {
      const due = timers;
      timers = [];
      for (const work of due) work();
    },
    resize(next) {
      terminal.resize(next);
      Object.assign(size, next);
      size.emit('resize');
    },
    async shown() {
      await readAll();
      return terminal.cells();
    },
    async wanted(lines, at) {
      const whole = await emulator(at);
      await whole.write(
        lines
          .slice(0, at.rows)
          .map((text, row) => `\u001b[${row + 1}H\u001b[m${text}`)
          .join(''),
      );
      return whole.cells();
    },
  };
}
