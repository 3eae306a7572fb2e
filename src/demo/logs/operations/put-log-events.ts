// PutLogEvents: a batch in the order of time, not older than 14 days and not more than two hours ahead.

import type {PutLogEventsRequest, PutLogEventsResponse} from '@aws-sdk/client-cloudwatch-logs';
import {invalid, type LogsContext} from '../logs-context.ts';
import {notFound} from '../stream-book.ts';

const mostEvents = 10_000;
const mostBytes = 1_048_576;
const mostAge = 14 * 86_400_000;
const mostAhead = 2 * 3_600_000;

/** Takes what can be taken, and tells from and up to which index the rest is too old or too new. */
export function putLogEvents({book, now}: LogsContext, input: PutLogEventsRequest): PutLogEventsResponse {
  const time = now();
  const stream = book.group(input.logGroupName, time).streams.get(input.logStreamName ?? '');
  if (stream === undefined) throw notFound('stream');
  const events = (input.logEvents ?? []).map(({timestamp = 0, message = ''}) => ({timestamp, message}));
  if (events.length === 0 || events.length > mostEvents) throw invalid(`logEvents must hold 1 to ${mostEvents} events.`);
  const bytes = events.reduce((sum, {message}) => sum + Buffer.byteLength(message) + 26, 0);
  if (bytes > mostBytes) throw invalid(`Upload too large: ${bytes} bytes exceeds limit of ${mostBytes}`);
  if (events.some(({timestamp}, index) => timestamp < (events[index - 1]?.timestamp ?? 0))) {
    throw invalid('Log events in a single PutLogEvents request must be in chronological order.');
  }
  const isTooOld = (timestamp: number) => timestamp < time - mostAge;
  const isTooNew = (timestamp: number) => timestamp > time + mostAhead;
  for (const {timestamp, message} of events)
    if (!isTooOld(timestamp) && !isTooNew(timestamp)) stream.put(timestamp, message, Math.floor(time));
  const tooOld = events.filter(({timestamp}) => isTooOld(timestamp)).length;
  const tooNew = events.findIndex(({timestamp}) => isTooNew(timestamp));
  return {
    nextSequenceToken: '49590302031286112387421371',
    ...((tooOld > 0 || tooNew !== -1) && {
      rejectedLogEventsInfo: {
        ...(tooOld > 0 && {tooOldLogEventEndIndex: tooOld}),
        ...(tooNew !== -1 && {tooNewLogEventStartIndex: tooNew}),
      },
    }),
  };
}
