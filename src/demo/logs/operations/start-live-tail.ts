// StartLiveTail: what is ingested, told every second for three hours, at most 500 events each time.

import type {StartLiveTailRequest} from '@aws-sdk/client-cloudwatch-logs';
import {AwsError} from '../../wire/aws-error.ts';
import {uuid} from '../../wire/identifiers.ts';
import {encodeMessage} from '../event-stream.ts';
import {matcherOf} from '../filter-pattern.ts';
import type {StoredEvent} from '../log-event.ts';
import {invalid, type LogsContext} from '../logs-context.ts';
import type {DemoStream} from '../stream.ts';
import {type DemoGroup, notFound} from '../stream-book.ts';

const mostGroups = 10;
const mostNames = 10;
const mostSessions = 15;
const mostInUpdate = 500;
const sessionLasts = 3 * 3_600_000;
/** No line comes later than so many seconds after its stamp, as far as what writers make up goes. */
const latest = 62;

/** The answer of an operation whose output is an event stream. */
export class EventStreamAnswer {
  readonly messages: AsyncIterable<Uint8Array>;
  constructor(messages: AsyncIterable<Uint8Array>) {
    this.messages = messages;
  }
}

/** The sessions of an account. */
export class LiveTailSessions {
  #open = 0;

  /** Starts a session; throws AwsError. */
  start(context: LogsContext, input: StartLiveTailRequest): EventStreamAnswer {
    const groups = groupsOf(context, input);
    if (this.#open >= mostSessions) throw new AwsError('LimitExceededException', `At most ${mostSessions} Live Tail sessions at a time.`);
    return new EventStreamAnswer(this.#session(context, groups, input));
  }

  async *#session(context: LogsContext, groups: readonly DemoGroup[], input: StartLiveTailRequest): AsyncGenerator<Uint8Array> {
    this.#open += 1;
    try {
      yield event('initial-response', {});
      const {logGroupIdentifiers, logStreamNames, logStreamNamePrefixes, logEventFilterPattern} = input;
      const session = {requestId: uuid(context.random), sessionId: uuid(context.random)};
      yield event('sessionStart', {...session, logGroupIdentifiers, logStreamNames, logStreamNamePrefixes, logEventFilterPattern});
      yield* updates(context, groups, input);
    } finally {
      this.#open -= 1;
    }
  }
}

async function* updates(context: LogsContext, groups: readonly DemoGroup[], input: StartLiveTailRequest): AsyncGenerator<Uint8Array> {
  const matches = matcherOf(input.logEventFilterPattern);
  const startedAt = context.now();
  for (let told = startedAt; ; ) {
    await context.wait(1000);
    context.advance();
    const now = context.now();
    if (now - startedAt >= sessionLasts) {
      yield exception('SessionTimeoutException', 'The session has been kept open for three hours.');
      return;
    }
    const events = groups.flatMap(group => {
      context.book.group(group.name, now);
      return streamsOf(group, input).flatMap(stream => ingested(stream, told, now, matches).map(found => resultOf(group, stream, found)));
    });
    told = now;
    const kept = sampled(events);
    yield event('sessionUpdate', {sessionMetadata: {sampled: kept.length < events.length}, sessionResults: kept});
  }
}

/** What was taken after `from` and until `to`. */
function ingested(stream: DemoStream, from: number, to: number, matches: (message: string) => boolean): readonly StoredEvent[] {
  const found: StoredEvent[] = [];
  const now = Math.floor(to / 1000);
  for (
    let second = stream.nextSecond(Math.floor(from / 1000) - latest, now);
    second !== undefined;
    second = stream.nextSecond(second + 1, now)
  ) {
    found.push(
      ...stream.eventsIn(second).filter(({ingestionTime, message}) => ingestionTime > from && ingestionTime <= to && matches(message)),
    );
  }
  return found;
}

/** Evenly chosen, as many as an update takes. */
function sampled<Item>(events: readonly Item[]): readonly Item[] {
  if (events.length <= mostInUpdate) return events;
  return events.filter(
    (_, index) => Math.floor((index * mostInUpdate) / events.length) !== Math.floor(((index - 1) * mostInUpdate) / events.length),
  );
}

function resultOf(group: DemoGroup, stream: DemoStream, {timestamp, ingestionTime, message}: StoredEvent): object {
  return {
    logGroupIdentifier: group.arn.replace(/^arn:[^:]+:logs:[^:]*:(\d+):log-group:/, '$1:'),
    logStreamName: stream.name,
    message,
    timestamp,
    ingestionTime,
  };
}

function groupsOf({book, now}: LogsContext, input: StartLiveTailRequest): readonly DemoGroup[] {
  const {logGroupIdentifiers = [], logStreamNames, logStreamNamePrefixes} = input;
  if (logGroupIdentifiers.length === 0 || logGroupIdentifiers.length > mostGroups)
    throw invalid(`logGroupIdentifiers must hold 1 to ${mostGroups} ARNs.`);
  const notArn = logGroupIdentifiers.find(identifier => !/^arn:[^:]+:logs:[^:]*:\d+:log-group:[^:*]+$/.test(identifier));
  if (notArn !== undefined) throw invalid(`'${notArn}' is no ARN of a log group`);
  const narrows = logStreamNames !== undefined || logStreamNamePrefixes !== undefined;
  if (narrows && logGroupIdentifiers.length !== 1) throw invalid('Log stream names and prefixes need exactly one log group.');
  if (logStreamNames !== undefined && logStreamNamePrefixes !== undefined)
    throw invalid('Log stream names and prefixes are mutually exclusive.');
  if ((logStreamNames ?? logStreamNamePrefixes ?? []).length > mostNames) throw invalid(`At most ${mostNames} log streams.`);
  const groups = logGroupIdentifiers.map(identifier => book.group(identifier, now()));
  const missing = logStreamNames?.find(name => !groups.some(({streams}) => streams.has(name)));
  if (missing !== undefined) throw notFound('stream');
  return groups;
}

function streamsOf({streams}: DemoGroup, {logStreamNames, logStreamNamePrefixes}: StartLiveTailRequest): readonly DemoStream[] {
  if (logStreamNames !== undefined) return logStreamNames.flatMap(name => streams.get(name) ?? []);
  const all = [...streams.values()];
  return logStreamNamePrefixes === undefined ? all : all.filter(({name}) => logStreamNamePrefixes.some(prefix => name.startsWith(prefix)));
}

function event(type: string, content: object): Uint8Array {
  return encodeMessage({':event-type': type, ':message-type': 'event', ':content-type': 'application/json'}, JSON.stringify(content));
}

function exception(type: string, message: string): Uint8Array {
  const headers = {':exception-type': type, ':message-type': 'exception', ':content-type': 'application/json'};
  return encodeMessage(headers, JSON.stringify({message}));
}
