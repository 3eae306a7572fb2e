// The soak itself: 150 streams of numbered lines, late by up to a minute, while a fifth of the calls fail and tasks are
// replaced. The same for the test, which simulates time, and for `npm run soak`.

import type {Clock} from '../../src/domain/clock.ts';
import type {LogLine} from '../../src/domain/log-line.ts';
import {LogBuffer} from '../../src/logs/buffer.ts';
import {Follower} from '../../src/logs/follow.ts';
import type {FollowUpdate} from '../../src/logs/follow-update.ts';
import {LogServer, seeded} from '../logs/log-server.ts';
import {Writers} from './writers.ts';

const usualFaults = {throttled: 0.1, failed: 0.1};
/** Once in so many seconds nothing is answered for half a minute. */
const outageEvery = 300;
const outageSeconds = 30;
/** Time for the last late lines, and for the sweep that finds them. */
const secondsAfter = 200;

/** What is soaked, and in whose time. */
export interface SoakOptions {
  readonly minutes: number;
  readonly seed: number;
  readonly clock: Clock;
  /** Lets so many milliseconds of the clock pass. */
  readonly pass: (milliseconds: number) => Promise<void>;
}

/** What came of it. The first four ought to be 0. */
export interface SoakResult {
  readonly lost: number;
  readonly twice: number;
  readonly outOfOrder: number;
  readonly openGaps: number;
  readonly gaps: number;
  /** Lines that only a sweep found. */
  readonly lateLines: number;
  readonly written: number;
  readonly streams: number;
  readonly calls: number;
  /** Lines that are late by less than this are found, milliseconds. */
  readonly reach: number;
}

/** How many lines stand before one that is older. */
function misplaced(lines: readonly LogLine[]): number {
  return lines.filter(({at}, index) => at < (lines[index - 1]?.at ?? at)).length;
}

/** Runs it. */
export async function soak({minutes, seed, clock, pass}: SoakOptions): Promise<SoakResult> {
  const random = seeded(seed);
  const start = clock.now();
  const server = new LogServer(() => clock.now(), random);
  const writers = new Writers({server, random, start});
  const buffer = new LogBuffer(1024 ** 3);
  const told = new Map<string, number>();
  const openGaps = new Set<string>();
  let gaps = 0;
  let lateLines = 0;

  function onUpdate(update: FollowUpdate): void {
    if (update.type === 'lines') {
      buffer.add(update.lines);
      for (const {message, isLate} of update.lines) {
        told.set(message, (told.get(message) ?? 0) + 1);
        if (isLate) lateLines += 1;
      }
    }
    if (update.type !== 'gap') return;
    if (update.gap.closedAt !== undefined) openGaps.delete(update.gap.id);
    else if (!openGaps.has(update.gap.id)) {
      openGaps.add(update.gap.id);
      gaps += 1;
    }
  }

  const members = async () => ({streams: writers.streams(), unknown: []});
  const follower = new Follower({reads: server, clock, random, since: start, members, onUpdate});
  const stop = new AbortController();
  const run = follower.run(stop.signal).catch((error: unknown) => {
    if (!stop.signal.aborted) throw error;
  });

  for (let second = 0; second < minutes * 60; second += 1) {
    writers.writeSecond(clock.now());
    if (second % 20 === 0) writers.replaceOne(clock.now());
    const isOut = second >= outageEvery && second % outageEvery < outageSeconds;
    server.faults = isOut ? {throttled: 0.5, failed: 1} : usualFaults;
    await pass(1_000);
  }
  server.faults = {throttled: 0, failed: 0};
  const {reach} = follower.status();
  for (let second = 0; second < secondsAfter; second += 10) await pass(10_000);
  stop.abort();
  await run;

  return {
    lost: [...writers.written].filter(message => !told.has(message)).length,
    twice: told.values().reduce((sum, count) => sum + count - 1, 0),
    outOfOrder: misplaced(buffer.slice(0, buffer.size)),
    openGaps: openGaps.size,
    gaps,
    lateLines,
    written: writers.written.size,
    streams: writers.tasks,
    calls: server.calls,
    reach,
  };
}
