// The built program in a real pseudo-terminal, read through a terminal emulator. For what only a real terminal shows:
// start, size, signals, exit and what is left behind.

import {join} from 'node:path';
import {type IPty, spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';
import {screenLines} from '../harness/screen-lines.ts';

// CommonJS whose names Node cannot see: the benches load this without a bundler.
const {Terminal} = xterm;

/** The command that the tests start: what `npm run build` made. */
export const program = join(import.meta.dirname, '../../bin/ecsdeck.js');

/** A program in a pseudo-terminal. */
export interface PtySession {
  readonly pid: number;
  lines(): string[];
  text(): string;
  isAlternate(): boolean;
  /** Everything that was written, as it was. */
  output(): string;
  type(keys: string): void;
  /** The modes of the terminal, as one text that can be compared. */
  modes(): string;
  /** Stops reading, as a terminal does whose connection hangs; and reads on. */
  pause(): void;
  resume(): void;
  resize(columns: number, rows: number): void;
  /** Leaves what is written unread, as a terminal does that has lost its connection, until it reads again. */
  stopReading(): void;
  readAgain(): void;
  /** Resolves once the screen fulfils it; rejects with the screen when it does not within the time. */
  until(what: string, holds: (screen: string) => boolean, milliseconds?: number): Promise<void>;
  sees(text: string, milliseconds?: number): Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** Resolves with the exit when the program ended. */
  readonly exit: Promise<{readonly exitCode: number; readonly signal: number | undefined}>;
  /** Ends it if it runs still. */
  close(): Promise<void>;
}

/** Settings of a session. */
export interface PtyOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The Node that runs it; the one of this process when absent. */
  readonly node?: string;
}

/** The environment without what would change what the program draws, unless the test sets it. */
function cleanEnvironment(extra: PtyOptions['env']): Record<string, string> {
  const wanted = {...process.env, CI: undefined, NO_COLOR: undefined, TERM: 'xterm-256color', LANG: 'C.UTF-8', ...extra};
  return Object.fromEntries(Object.entries(wanted).filter((pair): pair is [string, string] => pair[1] !== undefined));
}

/** Starts `ecsdeck ARGS` in a pseudo-terminal. */
export function startInPty(args: readonly string[], options: PtyOptions = {}): PtySession {
  const columns = options.columns ?? 80;
  const rows = options.rows ?? 24;
  return startCommandInPty(options.node ?? process.execPath, [program, ...args], {...options, columns, rows});
}

/** Starts any command in a pseudo-terminal. */
export function startCommandInPty(command: string, args: readonly string[], options: PtyOptions): PtySession {
  const columns = options.columns ?? 80;
  const rows = options.rows ?? 24;
  const terminal = new Terminal({cols: columns, rows, allowProposedApi: true, scrollback: 0});
  const pty: IPty = spawn(command, [...args], {name: 'xterm-256color', cols: columns, rows, env: cleanEnvironment(options.env)});
  let output = '';
  const watchers = new Set<() => void>();
  pty.onData(data => {
    output += data;
    terminal.write(data, () => {
      for (const watcher of watchers) watcher();
    });
  });
  terminal.onData(reply => pty.write(reply));
  let hasEnded = false;
  const exit = new Promise<{exitCode: number; signal: number | undefined}>(resolve => {
    pty.onExit(end => {
      hasEnded = true;
      terminal.write('', () => resolve({exitCode: end.exitCode, signal: end.signal}));
    });
  });
  const lines = () => screenLines(terminal);
  const text = () => lines().join('\n');
  const until: PtySession['until'] = (what, holds, milliseconds = 15_000) => {
    const {promise, resolve, reject} = Promise.withResolvers<void>();
    const look = () => {
      if (holds(text())) resolve();
    };
    const limit = setTimeout(() => reject(new Error(`waited ${milliseconds} ms for ${what}; the screen was:\n${text()}`)), milliseconds);
    watchers.add(look);
    void exit.then(end => {
      look();
      reject(new Error(`the program ended (${end.exitCode}) before ${what}; the screen was:\n${text()}\noutput:\n${output.slice(-2000)}`));
    });
    look();
    return promise.finally(() => {
      clearTimeout(limit);
      watchers.delete(look);
    });
  };
  return {
    pid: pty.pid,
    lines,
    text,
    isAlternate: () => terminal.buffer.active.type === 'alternate',
    output: () => output,
    type: keys => pty.write(keys),
    modes: () => JSON.stringify({...terminal.modes}),
    pause: () => pty.pause(),
    resume: () => pty.resume(),
    resize(newColumns, newRows) {
      terminal.resize(newColumns, newRows);
      pty.resize(newColumns, newRows);
    },
    stopReading: () => pty.pause(),
    readAgain: () => pty.resume(),
    until,
    sees: (wanted, milliseconds) => until(`"${wanted}"`, screen => screen.includes(wanted), milliseconds),
    signal: name => process.kill(pty.pid, name),
    exit,
    async close() {
      if (!hasEnded) pty.kill('SIGKILL');
      await exit;
    },
  };
}
