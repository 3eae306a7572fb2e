// A terminal for the tests of the stage: what it shows, cell by cell with its looks, and the sequences that it was sent.

import xterm from '@xterm/headless';
import type {Size} from '../../src/terminal/screen.ts';

/** An emulated terminal. */
export interface Emulator {
  write(text: string): Promise<void>;
  resize(size: Size): void;
  /** A line a row, each cell with its character and a word for its look. */
  cells(): readonly string[];
}

const {Terminal} = xterm;

/** Makes one of this size, with wrapping switched off as the session does it. */
export async function emulator({columns, rows}: Size): Promise<Emulator> {
  const terminal = new Terminal({cols: columns, rows, allowProposedApi: true, scrollback: 0});
  const write = (text: string) => new Promise<void>(resolve => terminal.write(text, resolve));
  await write('\u001b[?1049h\u001b[?7l');
  return {
    write,
    resize: size => terminal.resize(size.columns, size.rows),
    cells() {
      const buffer = terminal.buffer.active;
      return Array.from({length: terminal.rows}, (_, row) => {
        const line = buffer.getLine(buffer.baseY + row);
        return Array.from({length: terminal.cols}, (_, column) => {
          const cell = line?.getCell(column);
          if (!cell) return ' ';
          const shown = cell.getWidth() === 0 ? '' : cell.getChars() || ' ';
          return `${shown} ${lookOf(cell, shown)}`;
        }).join('|');
      });
    },
  };
}

type Cell = NonNullable<ReturnType<NonNullable<ReturnType<InstanceType<typeof Terminal>['buffer']['active']['getLine']>>['getCell']>>;

/** Blank cells look by what can be seen on them. */
function lookOf(cell: Cell, shown: string): string {
  const inverse = cell.isInverse() !== 0;
  const underline = cell.isUnderline() !== 0;
  const strike = cell.isStrikethrough() !== 0;
  const background = `${cell.getBgColorMode()}.${cell.getBgColor()}`;
  const words = [inverse && 'inverse', underline && 'underline', strike && 'strike', cell.isBgDefault() || `on ${background}`];
  const isBlank = shown === ' ' && !inverse && !underline && !strike;
  if (!isBlank) {
    const foreground = `${cell.getFgColorMode()}.${cell.getFgColor()}`;
    words.push(
      cell.isBold() !== 0 && 'bold',
      cell.isDim() !== 0 && 'dim',
      cell.isItalic() !== 0 && 'italic',
      cell.isFgDefault() || foreground,
    );
  }
  return words.filter(word => typeof word === 'string').join(' ');
}
