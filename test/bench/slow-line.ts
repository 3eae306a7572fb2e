// A terminal at the end of a slow line: it gets so many bytes a second and no more, and what the program writes beyond that
// waits in the line, as it does behind a serial console.

import {setTimeout as wait} from 'node:timers/promises';
import {type IPty, spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';
import {program} from '../pty/pty-session.ts';

const {Terminal} = xterm;

/** Ten bits a byte. */
const bytesPerSecond = 960;

/** Milliseconds between two portions. */
const portionEvery = 10;

/** Bytes that are taken from the program ahead of their time. */
const mostAhead = 256;

/** Milliseconds without a byte after which a screen is whole. */
const quietFor = 200;

/** The dashboard at the end of a line of 9,600 baud. */
export interface SlowLine {
  type(keys: string): void;
  /** Resolves once the screen fulfils it; rejects when it does not within the time. */
  until(holds: (lines: readonly string[]) => boolean, milliseconds: number): Promise<void>;
  /** Resolves once the line has been quiet for a moment, with the time (of `performance.now`) of its last byte. */
  quiet(): Promise<number>;
  /** What a person sees: during synchronized output, what was there before it. */
  lines(): readonly string[];
  close(): Promise<void>;
}

/** Starts the built dashboard on the demo region. */
export function startOnSlowLine(columns: number, rows: number, env: Readonly<Record<string, string | undefined>>): SlowLine {
  const wanted = {...process.env, CI: undefined, NO_COLOR: undefined, TERM: 'xterm-256color', LANG: 'C.UTF-8', ...env};
  const clean = Object.fromEntries(Object.entries(wanted).filter((pair): pair is [string, string] => pair[1] !== undefined));
  const pty: IPty = spawn(process.execPath, [program, '--demo'], {name: 'xterm-256color', cols: columns, rows, env: clean, encoding: null});
  const terminal = new Terminal({cols: columns, rows, allowProposedApi: true, scrollback: 0});
  let ahead: Buffer = Buffer.alloc(0);
  pty.onData(data => {
    ahead = Buffer.concat([ahead, Buffer.from(data)]);
    if (ahead.length > mostAhead) pty.pause();
  });
  const exit = new Promise<void>(resolve => pty.onExit(() => resolve()));
  let owed = 0;
  let lastByte = performance.now();
  const portions = setInterval(() => {
    owed = Math.min(owed + (bytesPerSecond * portionEvery) / 1_000, bytesPerSecond);
    const portion = ahead.subarray(0, Math.floor(owed));
    if (portion.length === 0) {
      owed = Math.min(owed, 1);
      return;
    }
    owed -= portion.length;
    lastByte = performance.now();
    terminal.write(Uint8Array.from(portion));
    ahead = ahead.subarray(portion.length);
    if (ahead.length <= mostAhead) pty.resume();
  }, portionEvery);
  const drawn = () => {
    const buffer = terminal.buffer.active;
    return Array.from({length: rows}, (_, row) => buffer.getLine(buffer.baseY + row)?.translateToString(true) ?? '');
  };
  let seen: readonly string[] = drawn();
  terminal.parser.registerCsiHandler({prefix: '?', final: 'h'}, parameters => {
    if (parameters.includes(2026)) seen = drawn();
    return false;
  });
  const lines = () => (terminal.modes.synchronizedOutputMode ? seen : drawn());
  return {
    type: keys => pty.write(keys),
    lines,
    async until(holds, milliseconds) {
      for (const end = performance.now() + milliseconds; !holds(lines()); await wait(portionEvery)) {
        if (performance.now() > end) throw new Error(`waited ${milliseconds} ms; the screen was:\n${lines().join('\n')}`);
      }
    },
    async quiet() {
      while (performance.now() - lastByte < quietFor) await wait(portionEvery);
      return lastByte;
    },
    async close() {
      clearInterval(portions);
      pty.resume();
      pty.kill('SIGKILL');
      await exit;
    },
  };
}
