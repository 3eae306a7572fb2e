// A terminal without a terminal: fake TTY streams whose output is read by a real emulator. Stories assert on its screen,
// never on bytes.

import {EventEmitter} from 'node:events';
import {Terminal} from '@xterm/headless';
import type {Size} from '../../src/terminal/screen.ts';
import type {ByteSink} from '../../src/terminal/tty-device.ts';
import {FakeInput} from './fake-input.ts';
import {screenLines} from './screen-lines.ts';

/** What a story sees of the terminal. */
export interface EmulatedTerminal {
  readonly stdin: NodeJS.ReadStream;
  /** Where the bytes for it go. */
  readonly sink: ByteSink;
  /** Its size; emits 'resize'. */
  readonly size: EventEmitter & Size;
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

/** Makes a terminal of this size. */
export function emulateTerminal(columns: number, rows: number): EmulatedTerminal {
  const terminal = new Terminal({cols: columns, rows, allowProposedApi: true, scrollback: 0});
  const clipboard: string[] = [];
  const titles: string[] = [];
  terminal.parser.registerOscHandler(52, data => {
    clipboard.push(Buffer.from(data.split(';')[1] ?? '', 'base64').toString());
    return true;
  });
  terminal.onTitleChange(title => titles.push(title));
  const input = new FakeInput();
  let written = 0;
  const size = Object.assign(new EventEmitter(), {columns, rows});
  return {
    stdin: input.stream,
    sink: {
      write(bytes) {
        written += bytes.length;
        // A copy: what is not taken at once would be written over.
        terminal.write(Uint8Array.from(bytes));
        return bytes.length;
      },
    },
    size,
    lines: () => screenLines(terminal),
    isAlternate: () => terminal.buffer.active.type === 'alternate',
    type: bytes => input.push(bytes),
    resize(newColumns, newRows) {
      terminal.resize(newColumns, newRows);
      size.columns = newColumns;
      size.rows = newRows;
      size.emit('resize');
    },
    flush: () => new Promise(resolve => terminal.write('', resolve)),
    written: () => written,
    clipboard: () => clipboard,
    titles: () => titles,
  };
}
