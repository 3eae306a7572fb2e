// The logs at 5,000 lines a second: the dashboard in a pseudo-terminal, then `ecsdeck logs --follow`, each on a region in another
// process; and a filter over 200,000 lines.

import {performance} from 'node:perf_hooks';
import {setImmediate as turn, setTimeout as wait} from 'node:timers/promises';
import type {LogLine} from '../../src/domain/log-line.ts';
import {LogBuffer} from '../../src/logs/buffer.ts';
import {parseLineFilter} from '../../src/logs/line-filter.ts';
import {LineSearch} from '../../src/logs/search.ts';
import {privateHome} from '../pty/private-home.ts';
import {type PtySession, startInPty} from '../pty/pty-session.ts';
import {type Bench, type Figure, figureOf} from './bench.ts';
import {type DemoRegion, difference, startDemoRegion} from './demo-region.ts';
import {startEcsdeckLogs} from './log-reader.ts';
import {type LogWriter, logWorld, openLogWriter, type Writing} from './log-writer.ts';
import {memoryOf} from './process-usage.ts';

const linesPerSecond = 5_000;
/** `aws logs tail` and its like ask once in so many seconds; we poll as often. */
const secondsBetweenPolls = 2;

interface Place {
  readonly region: DemoRegion;
  readonly writer: LogWriter;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Each measurement has a region of its own, without the lines of the one before. */
async function withPlace<Result>(work: (place: Place) => Promise<Result>): Promise<Result> {
  const home = privateHome();
  const region = await startDemoRegion(logWorld.settings);
  try {
    const writer = await openLogWriter(region.endpoint);
    try {
      return await work({region, writer, env: {...home.env, ...region.env}});
    } finally {
      writer.close();
    }
  } finally {
    await region.stop();
    home.remove();
  }
}

function cursorLine(session: PtySession): string | undefined {
  return session.lines().find(line => /^\s*▸/.test(line));
}

/** Milliseconds from `k` or `j` to the screen with the cursor on another line, for as long as the writing lasts. */
async function keyToFrame(session: PtySession, isOver: () => boolean): Promise<readonly number[]> {
  const taken: number[] = [];
  for (let press = 0; !isOver(); press += 1) {
    const before = cursorLine(session);
    const begin = performance.now();
    session.type(press % 2 === 0 ? 'k' : 'j');
    await session.until('the cursor on another line', () => (cursorLine(session) ?? before) !== before, 10_000);
    taken.push(performance.now() - begin);
    await wait(85 + ((press * 37) % 60));
  }
  return taken.slice(3);
}

async function inDashboard(writing: Writing): Promise<readonly Figure[]> {
  return withPlace(async ({writer, env}) => {
    const session = startInPty([], {columns: 160, rows: 45, env});
    try {
      await session.until('the cluster', screen => screen.split('\n').some(line => /^\s*▸.*\bactive\b/.test(line)), 30_000);
      session.type('\r');
      await session.until('the service, read', screen => new RegExp(`▸ ${logWorld.service}.* \\d+/`).test(screen), 30_000);
      session.type('l');
      await session.until('lines', screen => /\bread until\b/.test(screen) && cursorLine(session) !== undefined, 30_000);
      let isOver = false;
      const written = writer.write(writing).finally(() => {
        isOver = true;
      });
      const [taken] = await Promise.all([keyToFrame(session, () => isOver), written]);
      const {now, peak} = memoryOf(session.pid);
      return [
        figureOf('key → frame p50, scrolled back, 5,000 lines/s', 'ms', taken),
        figureOf('key → frame p95, scrolled back, 5,000 lines/s', 'ms', taken, 0.95, 50),
        {name: 'RSS of the dashboard', value: now, unit: 'MB'},
        {name: 'RSS of the dashboard at its peak', value: peak, unit: 'MB'},
      ];
    } finally {
      await session.close();
    }
  });
}

async function onPipe(writing: Writing): Promise<readonly Figure[]> {
  return withPlace(async ({region, writer, env}) => {
    const reader = startEcsdeckLogs({...process.env, ...env});
    try {
      await wait(3_000);
      const before = await region.calls();
      const begin = performance.now();
      const written = await writer.write(writing);
      const minutes = (performance.now() - begin) / 60_000;
      const calls = difference(before, await region.calls())['logs:FilterLogEvents'] ?? 0;
      const end = performance.now();
      // A sweep, which finds the latest lines, comes once a minute.
      await reader.caughtUp(written, 65);
      const behind = performance.now() - end;
      return [
        {name: 'lines written', value: written, unit: 'lines'},
        {name: 'lines written a second', value: written / (minutes * 60), unit: 'lines'},
        {name: 'lines lost', value: written - reader.lines.size, unit: 'lines', target: 0},
        {name: 'lines twice', value: reader.lines.repeated, unit: 'lines', target: 0},
        {name: 'last line told after the last was written', value: behind, unit: 'ms'},
        {name: 'RSS of ecsdeck logs at its peak', value: reader.peak(), unit: 'MB'},
        {name: 'FilterLogEvents a minute', value: calls / minutes, unit: 'calls'},
        {name: 'one FilterLogEvents a stream every 2 s, a minute', value: writer.streams * (60 / secondsBetweenPolls), unit: 'calls'},
      ];
    } finally {
      await reader.stop();
    }
  });
}

const searchedLines = 200_000;

function filledBuffer(): LogBuffer {
  const buffer = new LogBuffer(1024 ** 3);
  const level = (index: number) => (index % 50 === 0 ? 'ERROR timeout waiting for a connection' : 'INFO order placed');
  const lines = Array.from({length: searchedLines}, (_, index): LogLine => {
    const message = `{"level":"${level(index)}","orderId":"${(index * 2_654_435_761).toString(16)}","waitMs":${index % 977}}`;
    const where = {group: logWorld.group, stream: `web/app/${index % 150}`, task: String(index % 150), container: 'app'};
    return {at: index, ingestedAt: index, message, ...where, isLate: false};
  });
  buffer.add(lines);
  return buffer;
}

/** As the screen searches: a step at once, the others between keys. */
async function filters(runs: number): Promise<readonly Figure[]> {
  const buffer = filledBuffer();
  const first: number[] = [];
  const complete: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const begin = performance.now();
    const search = new LineSearch(buffer, parseLineFilter('timeout.*connection !"waitMs":9'));
    let progress = search.step();
    first.push(performance.now() - begin);
    while (!progress.isDone) {
      await turn();
      progress = search.step();
    }
    complete.push(performance.now() - begin);
  }
  return [
    figureOf('filter over 200,000 lines: first answer p95', 'ms', first, 0.95, 50),
    figureOf('filter over 200,000 lines: complete p95', 'ms', complete, 0.95, 300),
  ];
}

/** Following and searching many lines. */
export const logs: Bench = {
  name: 'logs',
  async run({isQuick}) {
    const writing = {seconds: isQuick ? 10 : 60, linesPerSecond, lateShare: 0.001};
    return [...(await inDashboard(writing)), ...(await onPipe(writing)), ...(await filters(isQuick ? 5 : 20))];
  },
};
