// From the start of the process to the first paint and to the first real rows, beside what Node itself takes.

import {performance} from 'node:perf_hooks';
import {privateHome} from '../pty/private-home.ts';
import {startCommandInPty, startInPty} from '../pty/pty-session.ts';
import {type Bench, figureOf, median} from './bench.ts';

const size = {columns: 160, rows: 45};

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

async function dashboard(env: Readonly<Record<string, string | undefined>>): Promise<Started> {
  const begin = performance.now();
  const session = startInPty(['--demo'], {...size, env});
  try {
    await session.until('the skeleton', screen => screen.includes('ecsdeck'));
    const skeleton = performance.now() - begin;
    await session.until('rows', screen => /\berp\b/.test(screen));
    return {skeleton, rows: performance.now() - begin};
  } finally {
    session.type('q');
    await Promise.race([session.exit, new Promise(resolve => setTimeout(resolve, 2_000).unref())]);
    await session.close();
  }
}

/** Start-up, interleaved with `node -e 0` so that a busy machine slows both. */
export const start: Bench = {
  name: 'start',
  async run({isQuick}) {
    const runs = isQuick ? 3 : 15;
    const home = privateHome();
    const bare: number[] = [];
    const skeleton: number[] = [];
    const rows: number[] = [];
    try {
      // The first start fills Node's compile cache and the disk's.
      await bareNode();
      await dashboard(home.env);
      for (let run = 0; run < runs; run += 1) {
        bare.push(await bareNode());
        const started = await dashboard(home.env);
        skeleton.push(started.skeleton);
        rows.push(started.rows);
      }
    } finally {
      home.remove();
    }
    return [
      figureOf('node -e 0', 'ms', bare),
      figureOf('skeleton on the screen', 'ms', skeleton),
      figureOf('first rows of the demo region', 'ms', rows),
      {name: 'skeleton / node', value: median(skeleton) / median(bare), unit: '×', target: 1.5},
      {name: 'first rows / node', value: median(rows) / median(bare), unit: '×', target: 5},
    ];
  },
};
