// CloudWatch Logs: the table of its operations, its rates, and its answers that are event streams.

import type {EcsState, Scheduler} from '../ecs/state.ts';
import {jsonProtocol} from '../wire/json-protocol.ts';
import type {DemoService, Operation, Protocol, ThrottleCategory} from '../wire/service.ts';
import type {LogsContext} from './logs-context.ts';
import {filterLogEvents} from './operations/filter-log-events.ts';
import {getLogEvents} from './operations/get-log-events.ts';
import {createLogGroup, createLogStream, describeLogGroups, describeLogStreams} from './operations/groups-and-streams.ts';
import {putLogEvents} from './operations/put-log-events.ts';
import {EventStreamAnswer, LiveTailSessions} from './operations/start-live-tail.ts';
import {StreamBook} from './stream-book.ts';

interface Parts {
  readonly state: EcsState;
  readonly scheduler: Scheduler;
  readonly random: () => number;
  readonly now: () => number;
  readonly wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** CloudWatch Logs over the tasks of the world. */
export function cloudWatchLogs({state, scheduler, random, now, wait}: Parts): DemoService {
  const context: LogsContext = {book: new StreamBook(state), now, wait, random, advance: () => scheduler.advance(now())};
  const sessions = new LiveTailSessions();
  const over =
    <Input>(run: (context: LogsContext, input: Input) => object): Operation =>
    input =>
      run(context, input as Input);
  return {
    iamPrefix: 'logs',
    wireName: 'Logs_20140328',
    protocol: logsProtocol,
    operations: {
      DescribeLogGroups: over(describeLogGroups),
      DescribeLogStreams: over(describeLogStreams),
      CreateLogGroup: over(createLogGroup),
      CreateLogStream: over(createLogStream),
      PutLogEvents: over(putLogEvents),
      FilterLogEvents: over(filterLogEvents),
      GetLogEvents: over(getLogEvents),
      StartLiveTail: over((given, input: Parameters<LiveTailSessions['start']>[1]) => sessions.start(given, input)),
    },
    throttleCategory: operation => (Object.hasOwn(rates, operation) ? rates[operation] : undefined),
  };
}

const rates: Readonly<Record<string, ThrottleCategory>> = {
  FilterLogEvents: {name: 'logs filter', limit: {burst: 10, perSecond: 10}},
  GetLogEvents: {name: 'logs get', limit: {burst: 25, perSecond: 25}},
  DescribeLogGroups: {name: 'logs groups', limit: {burst: 10, perSecond: 10}},
  DescribeLogStreams: {name: 'logs streams', limit: {burst: 25, perSecond: 25}},
  StartLiveTail: {name: 'logs live tail', limit: {burst: 5, perSecond: 5}},
};

const logsProtocol: Protocol = {
  ...jsonProtocol,
  answer(call, output) {
    if (!(output instanceof EventStreamAnswer)) return jsonProtocol.answer(call, output);
    const headers = {'content-type': 'application/vnd.amazon.eventstream', 'x-amzn-requestid': call.requestId};
    return {status: 200, headers, body: '', stream: output.messages};
  },
};
