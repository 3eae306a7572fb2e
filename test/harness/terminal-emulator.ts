// A terminal without a terminal: fake TTY streams whose output is read by a real emulator. Stories assert on its screen,
// never on bytes.

import {EventEmitter} from 'node:events';
import {Terminal} from '@xterm/headless';

/** What a story sees of the terminal. */
export interface EmulatedTerminal {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  /** The text of the screen, one string a row, trailing blanks cut. */
  lines(): string[];
  /** Whether the alternate screen is shown. */
  isAlternate(): boolean;
  /** Sends bytes as if typed. */
  type(bytes: string): void;
  resize(columns: number, rows: number): void;
  /** Resolves when all that was written so far has been read by the emulator. */
  flush(): Promise<void>;
  /** Bytes written so far. */
  written(): number;
  /** What was put on the clipboard (OSC 52) and into the window's title (OSC 0, 1, 2), oldest first. */
  clipboard(): readonly string[];
  titles(): readonly string[];
}

class FakeInput extends EventEmitter {
  readonly isTTY = true;
  isRaw = false;
  readonly #pending: string[] = [];

  push(bytes: string): void {
    this.#pending.push(bytes);
    this.emit('readable');
  }

  read(): string | null {
    return this.#pending.shift() ?? null;
  }

  setRawMode(isRaw: boolean): this {
    this.isRaw = isRaw;
    return this;
  }

  setEncoding(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  resume(): this {
    return this;
  }

  pause(): this {
    return this;
  }
}

class FakeOutput extends EventEmitter {
  readonly isTTY = true;
  readonly writable = true;
  bytes = 0;
  columns: number;
  rows: number;
  readonly #terminal: Terminal;

  constructor(terminal: Terminal) {
    super();
    this.#terminal = terminal;
    this.columns = terminal.cols;
    this.rows = terminal.rows;
  }

  write(chunk: string | Uint8Array, encodingOrDone?: unknown, done?: unknown): boolean {
    this.bytes += chunk.length;
    const callback = typeof encodingOrDone === 'function' ? encodingOrDone : done;
    this.#terminal.write(chunk, () => {
      if (typeof callback === 'function') callback();
    });
    return true;
  }

  getColorDepth(): number {
    return 4;
  }

  hasColors(): boolean {
    return true;
  }
}

/** Makes a terminal of this size. */
export function emulateTerminal(columns: number, rows: number): EmulatedTerminal {
  const terminal = new Terminal({cols: columns, rows, allowProposedApi: true, convertEol: true, scrollback: 0});
  const clipboard: string[] = [];
  const titles: string[] = [];
  terminal.parser.registerOscHandler(52, data => {
    clipboard.push(Buffer.from(data.split(';')[1] ?? '', 'base64').toString());
    return true;
  });
  terminal.onTitleChange(title => titles.push(title));
  const input = new FakeInput();
  const output = new FakeOutput(terminal);
  return {
    // The fakes have what Ink uses of a TTY; the casts say so once, here.
    stdin: input as unknown as NodeJS.ReadStream,
    stdout: output as unknown as NodeJS.WriteStream,
    lines() {
      const buffer = terminal.buffer.active;
      return Array.from({length: terminal.rows}, (_, row) => buffer.getLine(buffer.baseY + row)?.translateToString(true) ?? '');
    },
    isAlternate: () => terminal.buffer.active.type === 'alternate',
    type: bytes => input.push(bytes),
    resize(newColumns, newRows) {
      terminal.resize(newColumns, newRows);
      output.columns = newColumns;
      output.rows = newRows;
      output.emit('resize');
    },
    flush: () => new Promise(resolve => terminal.write('', resolve)),
    written: () => output.bytes,
    clipboard: () => clipboard,
    titles: () => titles,
  };
}
