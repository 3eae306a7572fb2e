// FilterLogEvents: one group, at most 100 streams by name or one prefix, in pages of 10,000 events or 1 MB.

import type {FilterLogEventsRequest, FilterLogEventsResponse} from '@aws-sdk/client-cloudwatch-logs';
import {createRandom} from '../../random.ts';
import {matcherOf} from '../filter-pattern.ts';
import type {Cursor} from '../log-event.ts';
import {invalid, type LogsContext, within} from '../logs-context.ts';
import type {DemoStream} from '../stream.ts';
import {type DemoGroup, notFound} from '../stream-book.ts';
import {readForwards} from '../timeline.ts';

const mostEvents = 10_000;
const mostNames = 100;
const tokenLives = 86_400_000;

/** Answers one page; a token binds to the other arguments, and lives for 24 hours. */
export function filterLogEvents({book, now}: LogsContext, input: FilterLogEventsRequest): FilterLogEventsResponse {
  const time = now();
  const group = book.group(input.logGroupIdentifier ?? input.logGroupName, time);
  const {startTime = 0, endTime = Number.MAX_SAFE_INTEGER, filterPattern, nextToken} = input;
  if (startTime > endTime) throw invalid('startTime must not be later than endTime');
  const scope = scopeOf(input);
  const after = nextToken === undefined ? undefined : readToken(nextToken, scope, time);
  const page = readForwards(
    {
      streams: streamsOf(group, input),
      start: startTime,
      end: endTime,
      now: time,
      limit: within(input.limit, mostEvents, 'limit'),
      matches: matcherOf(filterPattern),
    },
    after,
  );
  return {
    events: page.events.map(({stream, timestamp, message, ingestionTime, id}) => ({
      logStreamName: stream,
      timestamp,
      message,
      ingestionTime,
      eventId: id,
    })),
    searchedLogStreams: [],
    ...(page.next && {nextToken: writeToken(page.next, scope, time)}),
  };
}

function streamsOf(group: DemoGroup, {logStreamNames, logStreamNamePrefix}: FilterLogEventsRequest): readonly DemoStream[] {
  if (logStreamNames === undefined) {
    const all = [...group.streams.values()];
    return logStreamNamePrefix === undefined ? all : all.filter(({name}) => name.startsWith(logStreamNamePrefix));
  }
  if (logStreamNamePrefix !== undefined) throw invalid('LogStreamNamePrefix and LogStreamNames are mutually exclusive');
  if (logStreamNames.length === 0 || logStreamNames.length > mostNames) {
    throw invalid(`logStreamNames must hold 1 to ${mostNames} names, not ${logStreamNames.length}`);
  }
  return logStreamNames.map(name => {
    const stream = group.streams.get(name);
    if (stream === undefined) throw notFound('stream');
    return stream;
  });
}

function scopeOf({nextToken, limit, ...rest}: FilterLogEventsRequest): string {
  return createRandom(JSON.stringify(rest)).hex(16);
}

function writeToken({timestamp, id}: Cursor, scope: string, now: number): string {
  return Buffer.from(JSON.stringify([scope, now, timestamp, id])).toString('base64url');
}

function readToken(token: string, scope: string, now: number): Cursor {
  const content = parse(token);
  if (Array.isArray(content)) {
    const [ofScope, issuedAt, timestamp, id]: readonly unknown[] = content;
    const isOurs = ofScope === scope && typeof issuedAt === 'number' && now - issuedAt <= tokenLives;
    if (isOurs && typeof timestamp === 'number' && typeof id === 'string') return {timestamp, id};
  }
  throw invalid('The specified nextToken is invalid.');
}

function parse(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString());
  } catch {
    return undefined; // Refused by the caller like any other foreign token.
  }
}
