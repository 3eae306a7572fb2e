// What the output stage sends and takes, beside Ink's own incremental output in the same run; and what that means on a line
// of 9,600 baud.

import {execFile} from 'node:child_process';
import {performance} from 'node:perf_hooks';
import {setTimeout as wait} from 'node:timers/promises';
import {promisify} from 'node:util';
import {privateHome} from '../pty/private-home.ts';
import {type Bench, type Figure, figureOf} from './bench.ts';
import {bundleForBench} from './bundle-for-bench.ts';
import {startOnSlowLine} from './slow-line.ts';

interface Bytes {
  readonly stage: number;
  readonly ink: number;
}

/** What drawing.tsx prints. */
interface Drawn {
  readonly changes: {readonly bytes: Readonly<Record<string, Bytes>>; readonly costs: readonly number[]};
  readonly demo: {readonly idle: Bytes; readonly keys: Readonly<Record<string, Bytes>>};
}

const targets: Readonly<Record<string, number>> = {
  'nothing changed': 0,
  'one changed cell': 60,
  'selection moved': 300,
  'scrolled one row': 600,
};

function bytesFigures(name: string, {stage, ink}: Bytes, target = targets[name]): readonly Figure[] {
  return [
    {name, value: stage, unit: 'B', ...(target !== undefined && {target})},
    {name: `${name}, Ink's own output`, value: ink, unit: 'B'},
  ];
}

async function drawn(): Promise<Drawn> {
  const {stdout} = await promisify(execFile)(process.execPath, [await bundleForBench('drawing.tsx')], {maxBuffer: 1 << 26});
  return JSON.parse(stdout.split('\n').findLast(line => line.startsWith('{')) ?? '');
}

/** Milliseconds from `j` to the cursor on another row, at the end of the slow line. */
async function keysOnSlowLine(count: number, columns: number, rows: number): Promise<readonly number[]> {
  const home = privateHome();
  const line = startOnSlowLine(columns, rows, home.env);
  const cursor = () => line.lines().findIndex(text => /^\s*▸/.test(text));
  const taken: number[] = [];
  try {
    await line.until(lines => cursor() !== -1 && lines.at(-1)?.includes('? help') === true, 30_000);
    await wait(3_000);
    for (let press = 0; press < count; press += 1) {
      const before = cursor();
      const begin = performance.now();
      line.type(press % 4 < 2 ? 'j' : 'k');
      await line.until(() => cursor() !== -1 && cursor() !== before, 10_000);
      taken.push(performance.now() - begin);
      await wait(300 + ((press * 137) % 700));
    }
  } finally {
    await line.close();
    home.remove();
  }
  return taken;
}

/** Bytes and milliseconds at 200×50. */
export const terminal: Bench = {
  name: 'terminal',
  async run({isQuick}) {
    const {changes, demo} = await drawn();
    const slow = await keysOnSlowLine(isQuick ? 8 : 24, 200, 50);
    return [
      ...Object.entries(changes.bytes).flatMap(([name, bytes]) => bytesFigures(name, bytes)),
      figureOf('the stage, p50 a frame', 'ms', changes.costs, 0.5, 2),
      figureOf('the stage, p95 a frame', 'ms', changes.costs, 0.95, 2),
      ...bytesFigures('5 idle minutes of the demo world', demo.idle, 20_000),
      ...Object.entries(demo.keys).map(([name, {stage}]): Figure => ({name: `demo world: ${name}`, value: stage, unit: 'B'})),
      figureOf('key → screen at 9,600 baud, p95', 'ms', slow, 0.95, 1_000),
    ];
  },
};
