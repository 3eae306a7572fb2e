// Lines from before what a buffer holds: read backwards in growing spans, since FilterLogEvents only reads forwards.

import {UserError} from '../domain/errors.ts';
import type {LogLine} from '../domain/log-line.ts';
import type {LogEvent, LogReads} from '../domain/log-ports.ts';
import {type DrainRequest, drain} from './drain.ts';
import {keptLine} from './kept-line.ts';
import type {LogStream} from './log-stream.ts';
import {byGroup, selectionsOf} from './selections.ts';

/** What is asked for. */
export interface OlderRequest {
  readonly streams: readonly LogStream[];
  /** Lines stamped before it are wanted, milliseconds since 1970. */
  readonly before: number;
  /** Reading stops when so many were found. */
  readonly wanted: number;
  /** How far back it goes at most, milliseconds since 1970. */
  readonly notBefore: number;
}

/** A span that was read, with all its lines in the order of time. */
export interface OlderSpan {
  readonly lines: readonly LogLine[];
  /** Everything from then on was read. */
  readonly from: number;
}

/** What is asked for, oldest first. */
export interface BetweenRequest {
  readonly streams: readonly LogStream[];
  /** Both inclusive, milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
}

const firstSpan = 60_000;
/** A span with fewer lines is followed by a longer one, with more by a shorter one: what is read fits in memory, in few calls. */
const fewLines = 2_000;
const manyLines = 10_000;
const growth = 4;
/** A span that takes more pages of one query is given up and read in shorter ones. */
const mostPages = 3;

/** Reads lines from the oldest to the newest, span by span. Rejects as LogReads.filterPage does. */
export async function* linesBetween(
  reads: LogReads,
  {streams, from, to}: BetweenRequest,
  signal: AbortSignal,
): AsyncGenerator<OlderSpan, void, undefined> {
  let span = firstSpan;
  for (let start = from; start <= to; ) {
    const end = Math.min(to, start + span);
    const lines = await readSpan(reads, streams, {start, end}, signal);
    span = spanAfter(span, lines);
    if (lines === undefined) continue;
    yield {lines, from: start};
    start = end + 1;
  }
}

/** Reads older lines, one span after the other, each complete. Rejects as LogReads.filterPage does. */
export async function* olderLines(reads: LogReads, request: OlderRequest, signal: AbortSignal): AsyncGenerator<OlderSpan, void, undefined> {
  // Nothing is older than the oldest task.
  const oldest = Math.min(...request.streams.map(({createdAt}) => createdAt));
  const limit = Math.max(request.notBefore, oldest - firstSpan);
  let end = request.before - 1;
  let found = 0;
  for (let span = firstSpan; end >= limit && found < request.wanted; ) {
    const from = Math.max(limit, end - span);
    const lines = await readSpan(reads, request.streams, {start: from, end}, signal);
    span = spanAfter(span, lines);
    if (lines === undefined) continue;
    yield {lines, from};
    found += lines.length;
    end = from - 1;
  }
}

function spanAfter(span: number, lines: readonly LogLine[] | undefined): number {
  if (lines === undefined) return Math.max(1, Math.floor(span / 8));
  if (lines.length < fewLines) return span * growth;
  return lines.length > manyLines ? Math.max(1, Math.floor(span / 2)) : span;
}

/** All lines of a span; undefined when it holds too many to be read at once. */
async function readSpan(
  reads: LogReads,
  streams: readonly LogStream[],
  span: {readonly start: number; readonly end: number},
  signal: AbortSignal,
): Promise<readonly LogLine[] | undefined> {
  // The shortest is read whatever it holds.
  const pages = span.end - span.start <= 1 ? {} : {mostPages};
  const lines = new Map<string, LogLine>();
  for (const group of byGroup(streams)) {
    const members = new Map(group.streams.map(stream => [stream.name, stream]));
    for (const selection of selectionsOf(group)) {
      const take = (events: readonly LogEvent[]): void => {
        for (const event of events) {
          const member = members.get(event.stream);
          if (member !== undefined) lines.set(`${group.region} ${event.id}`, keptLine(event, member, false));
        }
      };
      if ((await drainEvery(reads, {selection, ...span, ...pages, take}, signal)) === 'cut') return undefined;
    }
  }
  return [...lines.values()].toSorted((one, other) => one.at - other.at);
}

/** Drains, and drains the rest again while names that do not exist are being found among it. */
async function drainEvery(reads: LogReads, request: DrainRequest, signal: AbortSignal): Promise<'complete' | 'cut'> {
  const {undecided, end} = await drain(reads, request, signal);
  if (end === 'repeated') throw new UserError('AWS answered the same page token twice', 'some older lines cannot be had: try again');
  if (end === 'cut' || undecided.length === 0) return end;
  return drainEvery(reads, {...request, selection: {...request.selection, streams: undecided}}, signal);
}
