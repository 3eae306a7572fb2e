// From a key to the frame that answers it, among 20,000 tasks, in a real pseudo-terminal: with exactly ten store updates a
// second, in the whole program on a region in another process, and on one that takes half a minute to answer.

import {performance} from 'node:perf_hooks';
import {setTimeout as wait} from 'node:timers/promises';
import {type PtySession, startCommandInPty} from '../pty/pty-session.ts';
import {type Bench, type Figure, figureOf, type Thoroughness} from './bench.ts';
import {bundleForBench} from './bundle-for-bench.ts';
import {hasListed, withLargeDashboard} from './large-dashboard.ts';

const cursorSign = /^\s*▸/;

/** Where the cursor is: the line of the screen, and the row on it (its first word: other cells may change by themselves). */
function cursor(session: PtySession): string | undefined {
  const lines = session.lines();
  const at = lines.findIndex(line => cursorSign.test(line));
  const name = lines[at]?.replace(cursorSign, '').trim().split(/\s+/)[0];
  return at === -1 ? undefined : `${at} ${name}`;
}

/** Milliseconds from `j` to the screen that shows the cursor elsewhere, so many times. */
async function keyToFrame(session: PtySession, count: number): Promise<readonly number[]> {
  await session.until('the cursor', () => cursor(session) !== undefined);
  const taken: number[] = [];
  for (let press = 0; press < count; press += 1) {
    const before = cursor(session);
    const begin = performance.now();
    session.type('j');
    await session.until(
      'the cursor moved',
      () => {
        const now = cursor(session);
        return now !== undefined && now !== before;
      },
      5_000,
    );
    taken.push(performance.now() - begin);
    // Not in step with the frames or the updates.
    await wait(15 + ((press * 37) % 60));
  }
  return taken;
}

function figures(where: string, taken: readonly number[]): readonly Figure[] {
  const measured = taken.slice(5);
  return [figureOf(`key → frame p50, ${where}`, 'ms', measured), figureOf(`key → frame p95, ${where}`, 'ms', measured, 0.95, 30)];
}

async function withTenUpdates(count: number): Promise<readonly Figure[]> {
  const session = startCommandInPty(process.execPath, [await bundleForBench('busy-table.tsx')], {columns: 160, rows: 45});
  try {
    return figures('10 updates/s', await keyToFrame(session, count));
  } finally {
    await session.close();
  }
}

async function inTheProgram(count: number): Promise<readonly Figure[]> {
  return withLargeDashboard(async ({session}) => {
    session.type('T');
    await session.until('all tasks', screen => hasListed(screen, 'tasks', 20_000), 120_000);
    return figures('whole program', await keyToFrame(session, count));
  });
}

/** Keys that go everywhere and back, with what the screen shows then (without it, the cursor elsewhere); each is answered without any data. */
const roundTrip: readonly (readonly [key: string, shows?: RegExp])[] = [
  ['j'],
  ['k'],
  ['d', /› details/],
  ['\u001b', /▸/],
  ['?', /› help/],
  ['\u001b', /▸/],
  ['\r', /› [\w-]+ › (tasks|containers|details)/],
  ['\u001b', /› services/],
  [':', /Go to/],
  ['\u001b', /▸/],
  ['/', /Esc as before/],
  ['\u001b', /\? help/],
];

/** Milliseconds from each key to the screen that answers it: another one than before, and the one that was meant. */
async function keysToScreens(session: PtySession, trips: number): Promise<readonly number[]> {
  const taken: number[] = [];
  for (let trip = 0; trip < trips; trip += 1) {
    for (const [key, shows] of roundTrip) {
      const [before, stood] = [session.text(), cursor(session)];
      const hasCome = (screen: string) => (shows ? screen !== before && shows.test(screen) : cursor(session) !== stood);
      const begin = performance.now();
      session.type(key);
      await session.until(`what ${JSON.stringify(key)} does`, hasCome, 5_000);
      taken.push(performance.now() - begin);
      await wait(30 + ((taken.length * 37) % 60));
    }
  }
  return taken.slice(roundTrip.length);
}

async function onASlowRegion(trips: number): Promise<readonly Figure[]> {
  return withLargeDashboard(async ({session, region}) => {
    session.type('\r');
    await session.until('all services', screen => hasListed(screen, 'services', 2_000), 120_000);
    await region.setFaults('latency=30000');
    const measured = await keysToScreens(session, trips);
    return [
      figureOf('key → frame p50, every call takes 30 s', 'ms', measured),
      figureOf('key → frame p99, every call takes 30 s', 'ms', measured, 0.99, 50),
    ];
  });
}

function presses({isQuick}: Thoroughness): number {
  return isQuick ? 45 : 305;
}

/** Key latency of the views and the store under exactly ten updates a second. */
export const keys: Bench = {name: 'keys', run: thoroughness => withTenUpdates(presses(thoroughness))};

/** Key latency of the whole program, under whatever its poller does. */
export const keysInProgram: Bench = {name: 'keys-in-program', run: thoroughness => inTheProgram(presses(thoroughness))};

/** Key latency while AWS takes half a minute for every call. */
export const keysOnSlowRegion: Bench = {name: 'keys-on-slow-region', run: ({isQuick}) => onASlowRegion(isQuick ? 5 : 30)};
