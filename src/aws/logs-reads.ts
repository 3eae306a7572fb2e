// The port LogReads over the SDK's CloudWatch Logs clients, one for each Region that logs are in.

import type {
  FilteredLogEvent,
  FilterLogEventsRequest,
  LiveTailSessionLogEvent,
  OutputLogEvent,
  StartLiveTailRequest,
  StartLiveTailResponseStream,
} from '@aws-sdk/client-cloudwatch-logs';
import {Unreachable} from '../domain/errors.ts';
import type {Identity} from '../domain/identity.ts';
import type {LiveTailUpdate, LogEvent, LogReads, LogSelection} from '../domain/log-ports.ts';
import type {Call} from './caller.ts';
import type {LogsOperations} from './logs-client.ts';
import {each, present} from './mapping.ts';
import {sdkFailure} from './sdk-failure.ts';

/** What the reads need of a connection. */
export interface LogsConnection {
  /** Calls of the client of a Region, made at its first call. */
  readonly callIn: (region: string) => Call<LogsOperations>;
  /** Live Tail names groups by ARN, which holds the account. */
  readonly identity: (signal: AbortSignal) => Promise<Identity>;
}

/** Creates the reads. */
export function createLogReads({callIn, identity}: LogsConnection): LogReads {
  return {
    async filterPage(query, signal) {
      const {start, end, token, limit} = query;
      const request: FilterLogEventsRequest = {
        logGroupName: query.group,
        startTime: start,
        ...streamsOf(query),
        ...present({endTime: end, nextToken: token, limit}),
      };
      const answer = await callIn(query.region)('FilterLogEvents', request, signal);
      return {events: each(answer.events, toEvent), ...present({nextToken: answer.nextToken})};
    },
    async newestPage({region, group, stream, end, limit, token}, signal) {
      const request = {
        logGroupName: group,
        logStreamName: stream,
        startFromHead: false,
        ...present({endTime: end, limit, nextToken: token}),
      };
      const {events, nextBackwardToken} = await callIn(region)('GetLogEvents', request, signal);
      // AWS marks the end by the same token again.
      const isEnd = nextBackwardToken === undefined || nextBackwardToken === token;
      return {events: each(events, event => toStreamEvent(event, stream)), ...(!isEnd && {olderToken: nextBackwardToken})};
    },
    liveTail: (selection, signal) => liveTail({callIn, identity}, selection, signal),
  };
}

function streamsOf({streams, prefix}: LogSelection): Pick<FilterLogEventsRequest, 'logStreamNames' | 'logStreamNamePrefix'> {
  return present({logStreamNames: streams && [...streams], logStreamNamePrefix: prefix});
}

function toEvent({eventId = '', timestamp = 0, ingestionTime, logStreamName = '', message = ''}: FilteredLogEvent): LogEvent {
  return {id: eventId, at: timestamp, ingestedAt: ingestionTime ?? timestamp, stream: logStreamName, message};
}

function toStreamEvent({timestamp = 0, ingestionTime, message = ''}: OutputLogEvent, stream: string): LogEvent {
  return {id: '', at: timestamp, ingestedAt: ingestionTime ?? timestamp, stream, message};
}

function toLiveEvent({timestamp = 0, ingestionTime, logStreamName = '', message = ''}: LiveTailSessionLogEvent): LogEvent {
  return {id: '', at: timestamp, ingestedAt: ingestionTime ?? timestamp, stream: logStreamName, message};
}

async function* liveTail(
  {callIn, identity}: LogsConnection,
  selection: LogSelection,
  signal: AbortSignal,
): AsyncGenerator<LiveTailUpdate, void, undefined> {
  const {region, group, streams, prefix} = selection;
  const {partition, account} = await identity(signal);
  const request: StartLiveTailRequest = {
    logGroupIdentifiers: [`arn:${partition}:logs:${region}:${account}:log-group:${group}`],
    ...present({logStreamNames: streams && [...streams], logStreamNamePrefixes: prefix === undefined ? undefined : [prefix]}),
  };
  // Whoever leaves the iteration closes the connection: a session that nobody reads goes on to cost.
  const closing = new AbortController();
  const until = AbortSignal.any([signal, closing.signal]);
  try {
    const {responseStream} = await callIn(region)('StartLiveTail', {request, until}, signal);
    for await (const message of responseStream ?? []) yield* updatesOf(message);
  } catch (error) {
    signal.throwIfAborted();
    if (sdkFailure(error).name === 'SessionTimeoutException') return;
    throw broken(error);
  } finally {
    closing.abort();
  }
}

function* updatesOf(message: StartLiveTailResponseStream): Generator<LiveTailUpdate> {
  if (message.sessionStart !== undefined) yield {type: 'started'};
  if (message.sessionUpdate !== undefined) {
    const {sessionResults, sessionMetadata} = message.sessionUpdate;
    yield {type: 'events', events: each(sessionResults, toLiveEvent), isSampled: sessionMetadata?.sampled ?? false};
  }
  if (message.SessionTimeoutException !== undefined) throw message.SessionTimeoutException;
  if (message.SessionStreamingException !== undefined) throw message.SessionStreamingException;
}

/** What the caller has translated stays; what breaks a stream that was open is no call any more. */
function broken(error: unknown): Error {
  const {name, message, isFromService} = sdkFailure(error);
  if (error instanceof Error && 'advice' in error) return error;
  return new Unreachable(
    `Live Tail broke off: ${isFromService ? message : name}`,
    'lines still come by polling; it is started again by itself',
    {cause: error},
  );
}
