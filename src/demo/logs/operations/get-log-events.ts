// GetLogEvents: one stream, forwards or backwards; the same token back means that the end is reached.

import type {GetLogEventsRequest, GetLogEventsResponse} from '@aws-sdk/client-cloudwatch-logs';
import type {Cursor} from '../log-event.ts';
import {invalid, type LogsContext, within} from '../logs-context.ts';
import {notFound} from '../stream-book.ts';
import {readBackwards, readForwards, type TimelineRequest} from '../timeline.ts';

const mostEvents = 10_000;

/** Answers one page, oldest event first; without startFromHead and a token the newest. */
export function getLogEvents({book, now}: LogsContext, input: GetLogEventsRequest): GetLogEventsResponse {
  const time = now();
  const stream = book.group(input.logGroupIdentifier ?? input.logGroupName, time).streams.get(input.logStreamName ?? '');
  if (stream === undefined) throw notFound('stream');
  const request: TimelineRequest = {
    streams: [stream],
    start: input.startTime ?? 0,
    // Unlike FilterLogEvents's, this endTime is not included.
    end: (input.endTime ?? Number.MAX_SAFE_INTEGER) - 1,
    now: time,
    limit: within(input.limit, mostEvents, 'limit'),
    matches: () => true,
  };
  const token = input.nextToken === undefined ? undefined : readToken(input.nextToken);
  const isForward = token === undefined ? input.startFromHead === true : token.direction === 'f';
  const {events} = isForward ? readForwards(request, token?.cursor) : readBackwards(request, token?.cursor);
  const first = events[0] ?? token?.cursor ?? {timestamp: 0, id: ''};
  const last = events.at(-1) ?? token?.cursor ?? {timestamp: 0, id: ''};
  return {
    events: events.map(({timestamp, message, ingestionTime}) => ({timestamp, message, ingestionTime})),
    nextForwardToken: writeToken('f', last),
    nextBackwardToken: writeToken('b', first),
  };
}

function writeToken(direction: 'f' | 'b', {timestamp, id}: Cursor): string {
  return `${direction}/${timestamp}/${id}`;
}

function readToken(token: string): {readonly direction: 'f' | 'b'; readonly cursor: Cursor} {
  const [, direction, timestamp, id = ''] = /^([fb])\/(\d+)\/(\d*)$/.exec(token) ?? [];
  if (direction !== 'f' && direction !== 'b') throw invalid('The specified nextToken is invalid.');
  return {direction, cursor: {timestamp: Number(timestamp), id}};
}
