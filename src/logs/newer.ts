// Lines from a time on, a step at a time: around a moment in the past nobody knows how dense lines are, so that pages decide how
// far a step goes, not spans.

import {UserError} from '../domain/errors.ts';
import type {LogLine} from '../domain/log-line.ts';
import type {LogEvent, LogReads, LogSelection} from '../domain/log-ports.ts';
import {type DrainRequest, drain} from './drain.ts';
import {keptLine} from './kept-line.ts';
import type {LogStream} from './log-stream.ts';
import {byGroup, selectionsOf} from './selections.ts';

/** What is asked for. */
export interface NewerRequest {
  readonly streams: readonly LogStream[];
  /** Both inclusive, milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
}

/** A step forward, with all its lines in the order of time. */
export interface NewerSpan {
  readonly lines: readonly LogLine[];
  /** Everything up to then was read, inclusive; `to` of the request when nothing is left. */
  readonly until: number;
}

/** Events of one page: enough for some screens, and no wait. */
const eventsOfOnePage = 1_000;

/** Reads a step of at least a millisecond. Rejects as LogReads.filterPage does. */
export async function newerLines(reads: LogReads, {streams, from, to}: NewerRequest, signal: AbortSignal): Promise<NewerSpan> {
  let until = to;
  const found: LogLine[] = [];
  for (const group of byGroup(streams)) {
    const members = new Map(group.streams.map(stream => [stream.name, stream]));
    for (const selection of selectionsOf(group, 'prefixes')) {
      const read = await readStep(reads, {selection, from, to: until}, signal);
      until = read.until;
      for (const event of read.events) {
        const stream = members.get(event.stream);
        if (stream !== undefined) found.push(keptLine(event, stream, false));
      }
    }
  }
  // What reaches further than the shortest step is read again with the next one.
  const lines = found.filter(({at}) => at <= until).toSorted((one, other) => one.at - other.at);
  return {lines, until};
}

interface Step {
  readonly selection: LogSelection;
  readonly from: number;
  readonly to: number;
}

async function readStep(
  reads: LogReads,
  {selection, from, to}: Step,
  signal: AbortSignal,
): Promise<{readonly events: readonly LogEvent[]; readonly until: number}> {
  // A page can be empty and still not be the last; and one millisecond can hold more than a page.
  for (let mostPages = 1; ; mostPages *= 4) {
    const events: LogEvent[] = [];
    const take: DrainRequest['take'] = page => events.push(...page);
    const drained = await drain(reads, {selection, start: from, end: to, mostPages, limit: eventsOfOnePage, take}, signal);
    if (drained.end === 'repeated') throw new UserError('AWS answered the same page token twice', 'some lines cannot be had: try again');
    if (drained.missing.length > 0 || drained.undecided.length > 0) return readExisting(reads, {selection, from, to}, drained, signal);
    if (drained.end === 'complete') return {events, until: to};
    const last = events.reduce((newest, {at}) => Math.max(newest, at), from);
    if (last > from) return {events: events.filter(({at}) => at < last), until: last - 1};
  }
}

/** Again without the names that do not exist, and apart those of which it is not known. */
async function readExisting(
  reads: LogReads,
  {selection, from, to}: Step,
  {missing, undecided}: {readonly missing: readonly string[]; readonly undecided: readonly string[]},
  signal: AbortSignal,
) {
  const left = new Set([...missing, ...undecided]);
  const known = (selection.streams ?? []).filter(name => !left.has(name));
  const events: LogEvent[] = [];
  let until = to;
  for (const streams of [known, undecided].filter(names => names.length > 0)) {
    const read = await readStep(reads, {selection: {...selection, streams}, from, to: until}, signal);
    until = read.until;
    events.push(...read.events);
  }
  return {events: events.filter(({at}) => at <= until), until};
}
