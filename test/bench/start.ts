// From the start of the process to the first paint and to the first real rows, of the program on Node and of the executable,
// beside what Node itself takes.

import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {performance} from 'node:perf_hooks';
import {setTimeout as wait} from 'node:timers/promises';
import {executableName} from '../../scripts/binary/node-package.ts';
import {root} from '../../scripts/bundle.ts';
import {type PrivateHome, privateHome} from '../pty/private-home.ts';
import {program, startCommandInPty} from '../pty/pty-session.ts';
import {type Bench, type Figure, figureOf, median} from './bench.ts';

const size = {columns: 160, rows: 45};

type Command = readonly [string, ...string[]];

/** Milliseconds of `node -e 0`, to its exit. */
async function bareNode(): Promise<number> {
  const begin = performance.now();
  const session = startCommandInPty(process.execPath, ['-e', '0'], size);
  await session.exit;
  return performance.now() - begin;
}

interface Started {
  readonly skeleton: number;
  readonly rows: number;
}

/** A start is followed by this long a use, milliseconds: what V8 compiled is kept a second after the first rows. */
const used = 1_500;

async function dashboard([command, ...args]: Command, {env}: PrivateHome, isFirst: boolean): Promise<Started> {
  const begin = performance.now();
  const session = startCommandInPty(command, [...args, '--demo'], {...size, env});
  try {
    await session.until('the skeleton', screen => screen.includes('ecsdeck'));
    const skeleton = performance.now() - begin;
    await session.until('rows', screen => /\berp\b/.test(screen));
    const rows = performance.now() - begin;
    if (isFirst) await wait(used);
    return {skeleton, rows};
  } finally {
    session.type('q');
    await Promise.race([session.exit, new Promise(resolve => setTimeout(resolve, 2_000).unref())]);
    await session.close();
  }
}

/** The starts of one form of the program. */
class Measured {
  readonly #prefix: string;
  readonly #command: Command;
  readonly #starts: Started[] = [];

  constructor(prefix: string, command: Command) {
    this.#prefix = prefix;
    this.#command = command;
  }

  async start(home: PrivateHome): Promise<void> {
    this.#starts.push(await dashboard(this.#command, home, this.#starts.length === 0));
  }

  /** All but the first, which fills the disk's cache and ours of compiled code. */
  figures(bare: number): readonly Figure[] {
    const starts = this.#starts.slice(1);
    const skeleton = starts.map(started => started.skeleton);
    const rows = starts.map(started => started.rows);
    return [
      figureOf(`${this.#prefix}skeleton on the screen`, 'ms', skeleton),
      figureOf(`${this.#prefix}first rows of the demo region`, 'ms', rows),
      {name: `${this.#prefix}skeleton / node`, value: median(skeleton) / bare, unit: '×', target: 1.5},
      {name: `${this.#prefix}first rows / node`, value: median(rows) / bare, unit: '×', target: 5},
    ];
  }
}

/** The executable of this machine's kind, made in a folder of its own; undefined where there is none of that kind. */
function makeExecutable(folder: string): string | undefined {
  if (process.platform !== 'linux' || (process.arch !== 'x64' && process.arch !== 'arm64')) return undefined;
  const output = join(folder, 'binary');
  execFileSync(process.execPath, ['scripts/build-binary.ts', '--architecture', process.arch, '--output', output], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return join(output, executableName(process.arch));
}

function sizesOf(executable: string): readonly Figure[] {
  const packed = Number(execFileSync('sh', ['-c', 'gzip -c "$1" | wc -c', 'sh', executable], {encoding: 'utf8'}));
  return [
    {name: 'executable: size', value: statSync(executable).size / 1e6, unit: 'MB'},
    {name: 'executable: size as .gz', value: packed / 1e6, unit: 'MB'},
  ];
}

/** Start-up, interleaved with `node -e 0` so that a busy machine slows all of them. */
export const start: Bench = {
  name: 'start',
  async run({isQuick}) {
    const runs = isQuick ? 3 : 15;
    const home = privateHome();
    const folder = mkdtempSync(join(tmpdir(), 'ecsdeck-executable-'));
    try {
      const executable = makeExecutable(folder);
      const measured = [
        new Measured('', [process.execPath, program]),
        ...(executable === undefined ? [] : [new Measured('executable: ', [executable])]),
      ];
      const bare: number[] = [];
      for (let run = 0; run <= runs; run += 1) {
        bare.push(await bareNode());
        for (const form of measured) await form.start(home);
      }
      const node = bare.slice(1);
      return [
        figureOf('node -e 0', 'ms', node),
        ...measured.flatMap(form => form.figures(median(node))),
        ...(executable === undefined ? [] : sizesOf(executable)),
      ];
    } finally {
      home.remove();
      rmSync(folder, {recursive: true, force: true});
    }
  },
};
