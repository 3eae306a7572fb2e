// One end of the built program in a pseudo-terminal, with the terminal before it and after it side by side: its settings as
// stty tells them (their checksum, which fits into a narrow line), its modes, its screen and cursor, and whether it scrolls as a terminal does.

import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'vitest';
import {privateHome} from '../pty/private-home.ts';
import {type PtySession, startCommandInPty} from '../pty/pty-session.ts';
import {commandLine} from '../pty/start.ts';
import type {ExitPlace} from './exit-places.ts';

/** How it ends. */
export interface ExitCase {
  readonly place: ExitPlace;
  readonly columns: number;
  readonly rows: number;
  /** Ends it; `pid` is the program's. */
  readonly end: (session: PtySession, pid: number) => void | Promise<void>;
  readonly exitCode: number;
  /** Loaded into the program before all else. */
  readonly preload?: string;
  /** Something that must stand on the terminal afterwards. */
  readonly says?: string;
}

const rowsOfText = 8;

/** What is on the screen before: lines that are known, then the settings. */
const script = `
i=1; while [ $i -le ${rowsOfText} ]; do echo "line $i of the shell"; i=$((i + 1)); done
echo "before $(stty -g | cksum)"; printf 'ready'; read -r _
sh -c 'echo $$ >"$HOME/pid"; exec "$0" "$@"' ${commandLine} --demo ARGS
echo "exit $?"; echo "after $(stty -g | cksum)"; printf 'done'; read -r _
i=1; while [ $i -le 300 ]; do echo "scrolled $i"; i=$((i + 1)); done; printf end; read -r _`;

/** Runs it and compares. */
export async function expectRestored({place, columns, rows, end, exitCode, preload, says}: ExitCase): Promise<void> {
  const home = privateHome();
  const folder = mkdtempSync(join(tmpdir(), 'ecsdeck-exit-'));
  const env = {...home.env, ...(preload && {NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(preload)}`})};
  const session = startCommandInPty('/bin/sh', ['-c', script.replace('ARGS', place.args ?? '')], {columns, rows, env});
  try {
    await session.sees('ready');
    const before = {modes: session.modes(), lines: session.lines().slice(0, rowsOfText + 1)};
    session.type('\n');
    for (const [keys, seen] of place.way) {
      if (keys !== '') session.type(keys);
      await session.sees(seen);
    }
    await end(session, Number(readFileSync(join(home.folder, 'pid'), 'utf8')));
    await session.until('the shell', screen => /^done$/m.test(screen));
    const text = session.text();
    const said = (word: string) => new RegExp(`^${word} (.+)$`, 'm').exec(text)?.[1];
    expect(said('exit')).toBe(`${exitCode}`);
    expect(said('before')).toMatch(/^\d+ \d+$/);
    expect(said('after')).toBe(said('before'));
    expect(session.isAlternate()).toBe(false);
    expect(session.modes()).toBe(before.modes);
    expect(session.lines().slice(0, rowsOfText + 1)).toEqual(before.lines);
    for (const [mode, isUsual] of [
      ['25', true],
      ['7', true],
      ['2004', false],
      ['2026', false],
      ['1000', false],
      ['1006', false],
    ] as const) {
      expect(`${mode} ${lastState(session.output(), mode) ?? isUsual}`).toBe(`${mode} ${isUsual}`);
    }
    if (says !== undefined) expect(text).toContain(says);
    session.type('\n');
    await session.until('a screen that scrolls', screen => /^end$/m.test(screen));
    const scrolled = session.lines().filter(line => line.startsWith('scrolled'));
    expect(scrolled).toEqual(Array.from({length: rows - 1}, (_, row) => `scrolled ${300 - (rows - 1) + row + 1}`));
  } finally {
    await session.close();
    home.remove();
    rmSync(folder, {recursive: true, force: true});
  }
}

/** Whether a private mode was set (h) or reset (l) last; undefined when it was never touched. */
function lastState(output: string, mode: string): boolean | undefined {
  const all = [...output.matchAll(/\u001b\[\?([\d;]+)([hl])/g)].filter(([, modes = '']) => modes.split(';').includes(mode));
  const last = all.at(-1)?.[2];
  return last === undefined ? undefined : last === 'h';
}
