// Several streams as one line of time, read forwards or backwards in pages, without anything being generated beyond the page.

import {type Cursor, compareEvents, type StoredEvent, sizeOf} from './log-event.ts';
import type {DemoStream} from './stream.ts';

/** An event and whose it is. */
export interface StreamEvent extends StoredEvent {
  readonly stream: string;
}

/** What is to be read. Times are milliseconds since 1970; both bounds are inclusive. */
export interface TimelineRequest {
  readonly streams: readonly DemoStream[];
  readonly start: number;
  readonly end: number;
  readonly now: number;
  readonly limit: number;
  readonly matches: (message: string) => boolean;
}

/** A page in the order of time. `next`: where the next one begins, when there may be more. */
export interface TimelinePage {
  readonly events: readonly StreamEvent[];
  readonly next: Cursor | undefined;
}

const pageBytes = 1024 * 1024;
/** So many seconds of streams are looked at for one page: then it is answered as it is, even if it is empty. */
const pageWork = 50_000;

/** Reads forwards, after `after`. An event counts when it was ingested until now. */
export function readForwards(request: TimelineRequest, after: Cursor | undefined): TimelinePage {
  const {streams, end, limit} = request;
  const events: StreamEvent[] = [];
  let bytes = 0;
  let work = 0;
  const first = Math.max(request.start, after?.timestamp ?? Number.NEGATIVE_INFINITY);
  for (let second = next(request, Math.floor(first / 1000)); second !== undefined && second * 1000 <= end; ) {
    for (const event of eventsOf(request, second, after)) {
      bytes += sizeOf(event);
      // A single event may be larger than a page.
      if (events.length > 0 && (events.length >= limit || bytes > pageBytes)) return {events, next: events.at(-1)};
      events.push(event);
    }
    work += streams.length;
    if (work > pageWork) return {events, next: {timestamp: (second + 1) * 1000, id: ''}};
    second = next(request, second + 1);
  }
  return {events, next: undefined};
}

/** Reads backwards, before `before`; the events are in the order of time all the same. */
export function readBackwards(request: TimelineRequest, before: Cursor | undefined): TimelinePage {
  const {start, limit} = request;
  const events: StreamEvent[] = [];
  let bytes = 0;
  const last = Math.min(request.end, before?.timestamp ?? Number.POSITIVE_INFINITY);
  for (let second = previous(request, Math.floor(last / 1000)); second !== undefined && (second + 1) * 1000 > start; ) {
    const found = eventsOf(request, second, undefined).filter(event => before === undefined || compareEvents(event, before) < 0);
    for (const event of found.toReversed()) {
      bytes += sizeOf(event);
      if (events.length > 0 && (events.length >= limit || bytes > pageBytes)) return {events: events.toReversed(), next: events.at(-1)};
      events.push(event);
    }
    second = previous(request, second - 1);
  }
  return {events: events.toReversed(), next: undefined};
}

function eventsOf({streams, start, end, now, matches}: TimelineRequest, second: number, after: Cursor | undefined): readonly StreamEvent[] {
  const events: StreamEvent[] = [];
  for (const stream of streams) {
    for (const event of stream.eventsIn(second)) {
      const isWanted = event.timestamp >= start && event.timestamp <= end && event.ingestionTime <= now;
      if (!isWanted || (after !== undefined && compareEvents(event, after) <= 0) || !matches(event.message)) continue;
      events.push({...event, stream: stream.name});
    }
  }
  return events.sort(compareEvents);
}

function next({streams, now}: TimelineRequest, second: number): number | undefined {
  let least: number | undefined;
  for (const stream of streams) {
    const candidate = stream.nextSecond(second, Math.floor(now / 1000));
    if (candidate === second) return second;
    if (candidate !== undefined && (least === undefined || candidate < least)) least = candidate;
  }
  return least;
}

function previous({streams, now}: TimelineRequest, second: number): number | undefined {
  let most: number | undefined;
  for (const stream of streams) {
    const candidate = stream.previousSecond(second, Math.floor(now / 1000));
    if (candidate !== undefined && (most === undefined || candidate > most)) most = candidate;
  }
  return most;
}
