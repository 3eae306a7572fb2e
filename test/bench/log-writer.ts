// Writes numbered lines into the streams of a demo region as a log driver does, so that a reader's lines can be counted. Apart
// because the benches of the logs and of their peers are written for alike.

import {performance} from 'node:perf_hooks';
import {setTimeout as wait} from 'node:timers/promises';
import {CloudWatchLogsClient, PutLogEventsCommand, paginateDescribeLogStreams} from '@aws-sdk/client-cloudwatch-logs';

/** One service of 150 tasks: each writes a stream of its own in one group. */
export const logWorld = {
  settings: 'services=1,tasks=150,instances=10,clusters=1',
  cluster: 'generated-1',
  service: 'orders-0000',
  group: '/generated',
};

/** How lines are written. */
export interface Writing {
  readonly seconds: number;
  readonly linesPerSecond: number;
  /** The share (0–1) of lines that are stamped 10 to 50 seconds before they are put. */
  readonly lateShare: number;
}

const ticksPerSecond = 10;
const streamsInOneTick = 5;

/** A writer into the group of the world; it has found the streams. */
export interface LogWriter {
  readonly streams: number;
  /** Writes lines numbered from 1 on, and answers how many. */
  write(writing: Writing): Promise<number>;
  close(): void;
}

/** Finds the streams of the group behind an endpoint. A patient writer tries again for as long as the region has faults. */
export async function openLogWriter(endpoint: string, {isPatient = false} = {}): Promise<LogWriter> {
  const credentials = {accessKeyId: 'demo', secretAccessKey: 'demo'};
  const client = new CloudWatchLogsClient({endpoint, region: 'ap-southeast-1', credentials});
  const names: string[] = [];
  for await (const page of paginateDescribeLogStreams({client}, {logGroupName: logWorld.group})) {
    names.push(...(page.logStreams ?? []).flatMap(({logStreamName}) => logStreamName ?? []));
  }
  if (names.length === 0) throw new Error(`the demo region has no stream in ${logWorld.group}`);
  let turn = 0;
  const put = async (lines: readonly {readonly timestamp: number; readonly message: string}[]) => {
    const logStreamName = names[turn % names.length];
    turn += 1;
    const logEvents = lines.toSorted((one, other) => one.timestamp - other.timestamp);
    const command = new PutLogEventsCommand({logGroupName: logWorld.group, logStreamName, logEvents});
    for (let isTaken = false; !isTaken; ) {
      try {
        await client.send(command, {abortSignal: AbortSignal.timeout(5_000)});
        isTaken = true;
      } catch (error) {
        if (!isPatient) throw error;
        await wait(500);
      }
    }
  };
  return {
    streams: names.length,
    write: writing => writePaced(writing, put),
    close: () => client.destroy(),
  };
}

/** Puts what is due at each tick, also what was due while the machine was busy. */
async function writePaced(
  {seconds, linesPerSecond, lateShare}: Writing,
  put: (lines: readonly {readonly timestamp: number; readonly message: string}[]) => Promise<void>,
): Promise<number> {
  const begin = performance.now();
  const all = seconds * linesPerSecond;
  const lateEvery = lateShare === 0 ? Number.POSITIVE_INFINITY : Math.round(1 / lateShare);
  let written = 0;
  while (written < all) {
    await wait(1_000 / ticksPerSecond);
    const due = Math.min(all, Math.floor(((performance.now() - begin) / 1_000) * linesPerSecond));
    const now = Date.now();
    const lines = Array.from({length: due - written}, (_, index) => numberedLine(written + index + 1, now, lateEvery));
    const size = Math.max(1, Math.ceil(lines.length / streamsInOneTick));
    const batches = Array.from({length: Math.ceil(lines.length / size)}, (_, index) => lines.slice(index * size, (index + 1) * size));
    await Promise.all(batches.map(put));
    written = due;
  }
  return written;
}

function numberedLine(number: number, now: number, lateEvery: number) {
  const late = number % lateEvery === 0 ? 10_000 + (number % 41) * 1_000 : 0;
  return {timestamp: now - late, message: `numbered-${number} INFO order placed, payment accepted`};
}

/** Which of the numbered lines a reader told, and how often. */
export class NumberedLines {
  readonly #counts = new Map<number, number>();
  #rest = '';

  /** Takes what the reader printed, in pieces of any length. */
  take(chunk: string): void {
    const complete = this.#rest + chunk;
    const end = complete.lastIndexOf('\n') + 1;
    this.#rest = complete.slice(end);
    for (const [, digits] of complete.slice(0, end).matchAll(/\bnumbered-(\d+)\b/g)) {
      const number = Number(digits);
      this.#counts.set(number, (this.#counts.get(number) ?? 0) + 1);
    }
  }

  /** How many different ones there were. */
  get size(): number {
    return this.#counts.size;
  }

  /** How many lines came more than once. */
  get repeated(): number {
    return this.#counts.values().reduce((sum, count) => sum + count - 1, 0);
  }
}
