// The built dashboard in a pseudo-terminal for as long as one likes: 500 services and a million log lines in a region of another
// process, a person who presses keys without end, and faults that come and go. What grows is measured while nobody touches it.

import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {type DemoRegion, startDemoRegion, total} from '../bench/demo-region.ts';
import {openLogWriter} from '../bench/log-writer.ts';
import {memoryOf, processorTimeOf} from '../bench/process-usage.ts';
import {seeded} from '../logs/log-server.ts';
import {privateHome} from '../pty/private-home.ts';
import {type PtySession, startInPty} from '../pty/pty-session.ts';
import {askInside, innerEnvironment} from './inner-figures.ts';
import {goBackTo, pressKeys} from './restless-person.ts';

const world = 'services=500,tasks=1000,instances=50,clusters=1';
const allLines = 1_000_000;
/** Seconds of keys between two measurements. */
const round = 25;
const idleSeconds = 30;

/** Milliseconds without a changed row after which nothing goes on any more; and how long that may take to come. */
const stillFor = 20_000;
const longestUnrest = 180_000;

const weather = ['', '', 'throttle=0.3', 'latency=800', 'fail=0.3', 'blackhole', 'expired', 'fail-batch=0.5', 'cut-streams'];

/** One measurement. */
export interface Sample {
  /** Seconds since the start. */
  readonly at: number;
  /** Megabytes (10⁶ bytes): the heap after a collection, what of it is compiled code, and what the kernel counts. */
  readonly heap: number;
  readonly code: number;
  readonly resident: number;
  readonly descriptors: number;
  readonly listeners: number;
  readonly resources: number;
}

/** What came of it. */
export interface DashboardSoak {
  readonly samples: readonly Sample[];
  readonly peak: number;
  readonly linesWritten: number;
  readonly idle: Idle;
}

/** The program while nobody touches it, and nothing that somebody began goes on. */
export interface Idle {
  /** Per cent of a core. */
  readonly load: number;
  readonly callsAMinute: number;
  /** Bytes a minute that reached the terminal: ages count up. */
  readonly drawnAMinute: number;
  /** False when rows changed until the end: somebody's deployment, say. */
  readonly isStill: boolean;
}

/** Runs it for so many minutes; `tell` hears of each measurement. Rejects when the program ends or does not come back to its table. */
export async function soakDashboard(minutes: number, seed: number, tell: (sample: Sample) => void): Promise<DashboardSoak> {
  const random = seeded(seed);
  const home = privateHome();
  const region = await startDemoRegion(world);
  const writer = await openLogWriter(region.endpoint, {isPatient: true});
  const figures = join(home.folder, 'figures.jsonl');
  const env = {...home.env, ...region.env, ...innerEnvironment(figures)};
  const session = startInPty(['--write'], {columns: 160, rows: 45, env});
  const samples: Sample[] = [];
  try {
    await session.until('the cluster', screen => /▸.*\bactive\b/.test(screen), 30_000);
    const begin = Date.now();
    const seconds = minutes * 60;
    let isWritten = false;
    const writing = writer.write({seconds, linesPerSecond: Math.ceil(allLines / seconds), lateShare: 0.002}).finally(() => {
      isWritten = true;
    });
    const measure = async () => {
      await region.setFaults('');
      await goBackTo(session, 'services generated-1', 'services 500');
      await wait(3_000);
      const sample = {at: Math.round((Date.now() - begin) / 1_000), ...(await measured(session, figures))};
      samples.push(sample);
      tell(sample);
    };
    await measure();
    // A busy machine takes longer to write the lines.
    while (Date.now() - begin < seconds * 1_000 || !isWritten) {
      await region.setFaults(weather[Math.floor(random() * weather.length)] ?? '');
      if (random() < 0.5) await openLogs(session);
      await pressKeys(session, round, random);
      await measure();
    }
    const linesWritten = await writing;
    await measure();
    return {samples, peak: memoryOf(session.pid).peak, linesWritten, idle: await idleFigures(session, region)};
  } finally {
    await session.close();
    writer.close();
    await region.stop();
    home.remove();
  }
}

async function openLogs(session: PtySession): Promise<void> {
  session.type('l');
  // Where they cannot be read there is no line to wait for.
  await wait(1_000);
}

async function measured(session: PtySession, figures: string): Promise<Omit<Sample, 'at'>> {
  const {heap, code, listeners, resources} = await askInside(session.pid, figures);
  const descriptors = readdirSync(`/proc/${session.pid}/fd`).length;
  return {heap: heap / 1e6, code: code / 1e6, resident: memoryOf(session.pid).now, descriptors, listeners, resources};
}

async function idleFigures(session: PtySession, region: DemoRegion): Promise<Idle> {
  await untilStill(session);
  const rows = rowsOf(session);
  const before = {
    at: performance.now(),
    time: processorTimeOf(session.pid),
    calls: total(await region.calls()),
    drawn: session.output().length,
  };
  await wait(idleSeconds * 1_000);
  const seconds = (performance.now() - before.at) / 1_000;
  const used = processorTimeOf(session.pid) - before.time;
  return {
    load: (used / seconds) * 100,
    callsAMinute: ((total(await region.calls()) - before.calls) / seconds) * 60,
    drawnAMinute: (Buffer.byteLength(session.output().slice(before.drawn)) / seconds) * 60,
    isStill: rowsOf(session) === rows,
  };
}

/** Waits until no row has changed for a while, though not for ever. */
async function untilStill(session: PtySession): Promise<void> {
  let rows = rowsOf(session);
  let since = Date.now();
  for (const end = since + longestUnrest; Date.now() < end && Date.now() - since < stillFor; await wait(500)) {
    const now = rowsOf(session);
    if (now !== rows) since = Date.now();
    rows = now;
  }
}

/** The table without its header and its keys, where ages count up. */
function rowsOf(session: PtySession): string {
  return session.lines().slice(2, -1).join('\n');
}
