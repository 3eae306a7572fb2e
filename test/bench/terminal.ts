// What the output stage sends and takes, beside Ink's own incremental output in the same run; and what that means on a line
// of 9,600 baud.

import {execFile} from 'node:child_process';
import {performance} from 'node:perf_hooks';
import {setTimeout as wait} from 'node:timers/promises';
import {promisify} from 'node:util';
import {privateHome} from '../pty/private-home.ts';
import {type Bench, type Figure, figureOf, type Thoroughness} from './bench.ts';
import {bundleForBench} from './bundle-for-bench.ts';
import {type SlowLine, startOnSlowLine} from './slow-line.ts';

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

/** Keys that open another screen, with what shows that they had an effect. */
const toScreens: readonly (readonly [key: string, hasCome: (screen: string) => boolean])[] = [
  ['\r', screen => /› services/.test(screen)],
  ['d', screen => /› details/.test(screen)],
  ['\u001b', screen => !/› details/.test(screen)],
  ['?', screen => /› help/.test(screen)],
  ['\u001b', screen => !/› help/.test(screen)],
  [':', screen => /Go to/.test(screen)],
  ['\u001b', screen => !/Go to/.test(screen)],
  ['\u001b', screen => !/› services/.test(screen)],
];

interface SlowKeys {
  /** Milliseconds from `j` to the cursor on another row. */
  readonly cursor: readonly number[];
  /** Milliseconds from a key that opens a screen to the first that is seen of it, and to the whole of it. */
  readonly first: readonly number[];
  readonly whole: readonly number[];
}

async function moveCursor(line: SlowLine, count: number): Promise<readonly number[]> {
  const cursor = () => line.lines().findIndex(text => /^\s*▸/.test(text));
  const taken: number[] = [];
  for (let press = 0; press < count; press += 1) {
    const before = cursor();
    const begin = performance.now();
    line.type(press % 4 < 2 ? 'j' : 'k');
    await line.until(() => cursor() !== -1 && cursor() !== before, 10_000);
    taken.push(performance.now() - begin);
    await wait(300 + ((press * 137) % 700));
  }
  return taken;
}

async function openScreens(line: SlowLine, trips: number): Promise<Pick<SlowKeys, 'first' | 'whole'>> {
  const first: number[] = [];
  const whole: number[] = [];
  for (let trip = 0; trip < trips; trip += 1) {
    for (const [key, hasCome] of toScreens) {
      const begin = performance.now();
      line.type(key);
      await line.until(lines => hasCome(lines.join('\n')), 10_000);
      first.push(performance.now() - begin);
      whole.push((await line.quiet()) - begin);
    }
  }
  return {first, whole};
}

/** Everything at the end of the slow line. */
async function keysOnSlowLine({isQuick}: Thoroughness, columns: number, rows: number): Promise<SlowKeys> {
  const home = privateHome();
  const line = startOnSlowLine(columns, rows, home.env);
  try {
    await line.until(lines => lines.some(text => /^\s*▸/.test(text)) && lines.at(-1)?.includes('? help') === true, 30_000);
    await wait(3_000);
    const cursor = await moveCursor(line, isQuick ? 8 : 24);
    return {cursor, ...(await openScreens(line, isQuick ? 1 : 4))};
  } finally {
    await line.close();
    home.remove();
  }
}

/** Bytes and milliseconds at 200×50. */
export const terminal: Bench = {
  name: 'terminal',
  async run(thoroughness) {
    const {changes, demo} = await drawn();
    const {cursor, first, whole} = await keysOnSlowLine(thoroughness, 200, 50);
    return [
      ...Object.entries(changes.bytes).flatMap(([name, bytes]) => bytesFigures(name, bytes)),
      figureOf('the stage, p50 a frame', 'ms', changes.costs, 0.5, 2),
      figureOf('the stage, p95 a frame', 'ms', changes.costs, 0.95, 2),
      ...bytesFigures('5 idle minutes of the demo world', demo.idle, 20_000),
      ...Object.entries(demo.keys).map(([name, {stage}]): Figure => ({name: `demo world: ${name}`, value: stage, unit: 'B'})),
      figureOf('key → screen at 9,600 baud, p95', 'ms', cursor, 0.95, 1_000),
      figureOf('key → first of a new screen at 9,600 baud, p95', 'ms', first, 0.95, 1_000),
      figureOf('key → whole new screen at 9,600 baud, p50', 'ms', whole),
      figureOf('key → whole new screen at 9,600 baud, p95', 'ms', whole, 0.95),
    ];
  },
};
