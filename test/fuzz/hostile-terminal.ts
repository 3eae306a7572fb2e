// A terminal emulator that tells of everything a text did to it besides filling cells of one line.

import xterm from '@xterm/headless';

// CommonJS whose names Node cannot see: `npm run fuzz` loads this without a bundler.
const {Terminal} = xterm;

/** More than the longest of the texts takes. */
const columns = 420;

/** A terminal that texts are written to, one after the other. */
export interface HostileTerminal {
  /**
   * Writes the text and tells `report` what it did besides standing in its line; empty when it did nothing else.
   * Nothing is reset in between, so what a text leaves behind shows at the next one at the latest.
   */
  write(text: string, report: (alarms: readonly string[]) => void): void;
  dispose(): void;
}

/** Opens one. */
export function openHostileTerminal(): HostileTerminal {
  const terminal = new Terminal({cols: columns, rows: 4, scrollback: 10, allowProposedApi: true});
  let alarms: string[] = [];
  terminal.onData(data => alarms.push(`a reply: ${JSON.stringify(data)}`));
  terminal.onTitleChange(title => alarms.push(`a title: ${title}`));
  terminal.onBell(() => alarms.push('a bell'));
  terminal.onScroll(() => alarms.push('scrolled'));
  for (const number of [4, 8, 9, 10, 11, 12, 52, 104, 133, 1337]) {
    terminal.parser.registerOscHandler(number, data => {
      alarms.push(`OSC ${number}: ${data}`);
      return true;
    });
  }
  const state = () => JSON.stringify([terminal.modes, terminal.buffer.active.type, terminal.buffer.active.length]);
  const untouched = state();

  /** `q` and `|` behind the text: a changed character set or an open sequence would swallow or change them. */
  function strayFrom(text: string): readonly string[] {
    const {active} = terminal.buffer;
    const line = active.getLine(active.baseY + 1);
    const shown = line?.translateToString(false, 0, active.cursorX);
    const strays = [
      ...(shown === `|${text}q|` ? [] : [`it reads ${JSON.stringify(shown)}`]),
      ...(active.cursorY === 1 ? [] : [`the cursor is in line ${active.cursorY}`]),
      ...(state() === untouched ? [] : [`the modes are ${state()}`]),
      ...[0, 2, 3].filter(row => active.getLine(row)?.translateToString(true) !== '').map(row => `line ${row} has changed`),
    ];
    const cell = line?.getCell(Math.max(0, active.cursorX - 1));
    return cell === undefined || cell.isAttributeDefault() ? strays : [...strays, 'its colours stay'];
  }

  return {
    write(text, report) {
      terminal.write(`\u001b[2;1H\u001b[2K|${text}q|`, () => {
        const seen = alarms;
        alarms = [];
        report([...seen, ...strayFrom(text)]);
      });
    },
    dispose: () => terminal.dispose(),
  };
}
