// Groups and streams: listed and created.

import type {
  CreateLogGroupRequest,
  CreateLogStreamRequest,
  DescribeLogGroupsRequest,
  DescribeLogGroupsResponse,
  DescribeLogStreamsRequest,
  DescribeLogStreamsResponse,
} from '@aws-sdk/client-cloudwatch-logs';
import {AwsError} from '../../wire/aws-error.ts';
import {takePage} from '../../wire/pages.ts';
import {invalid, type LogsContext, within} from '../logs-context.ts';
import {DemoStream} from '../stream.ts';

const mostInPage = 50;
/** lastEventTimestamp is brought up to date only so often: nobody can find out from it who writes now. */
const timestampLag = 3_600_000;

/** DescribeLogGroups. */
export function describeLogGroups({book, now}: LogsContext, input: DescribeLogGroupsRequest): DescribeLogGroupsResponse {
  const {logGroupNamePrefix = '', logGroupNamePattern = '', limit, nextToken} = input;
  const page = takePage(
    () => book.groups(now()).filter(({name}) => name.startsWith(logGroupNamePrefix) && name.includes(logGroupNamePattern)),
    ({name}) => name,
    {scope: `DescribeLogGroups ${logGroupNamePrefix} ${logGroupNamePattern}`, size: within(limit, mostInPage, 'limit'), token: nextToken},
    invalidToken,
  );
  return {
    logGroups: page.items.map(({name, arn, createdAt}) => ({
      logGroupName: name,
      arn: `${arn}:*`,
      logGroupArn: arn,
      creationTime: Math.floor(createdAt),
      metricFilterCount: 0,
      storedBytes: 0,
      logGroupClass: 'STANDARD',
    })),
    nextToken: page.nextToken,
  };
}

/** DescribeLogStreams. */
export function describeLogStreams({book, now}: LogsContext, input: DescribeLogStreamsRequest): DescribeLogStreamsResponse {
  const {logStreamNamePrefix = '', orderBy = 'LogStreamName', descending = false, limit, nextToken} = input;
  if (orderBy === 'LastEventTime' && logStreamNamePrefix !== '') throw invalid('Cannot order by LastEventTime with a logStreamNamePrefix.');
  const time = now();
  const group = book.group(input.logGroupIdentifier ?? input.logGroupName, time);
  const lastEvent = (stream: DemoStream) =>
    Math.floor((stream.previousSecond(Math.floor(time / 1000), Math.floor(time / 1000)) ?? 0) * 1000);
  const told = (stream: DemoStream) => Math.floor(lastEvent(stream) / timestampLag) * timestampLag;
  const sign = descending ? -1 : 1;
  const compare = (one: DemoStream, other: DemoStream) =>
    sign * (orderBy === 'LastEventTime' ? told(one) - told(other) : one.name < other.name ? -1 : 1);
  const page = takePage(
    () => [...group.streams.values()].filter(({name}) => name.startsWith(logStreamNamePrefix)).sort(compare),
    ({name}) => name,
    {
      scope: `DescribeLogStreams ${group.name} ${logStreamNamePrefix} ${orderBy} ${descending}`,
      size: within(limit, mostInPage, 'limit'),
      token: nextToken,
    },
    invalidToken,
  );
  return {
    logStreams: page.items.map(stream => ({
      logStreamName: stream.name,
      arn: `${group.arn}:log-stream:${stream.name}`,
      creationTime: Math.floor(stream.createdAt),
      firstEventTimestamp: Math.floor(stream.createdAt),
      lastEventTimestamp: Math.max(Math.floor(stream.createdAt), told(stream)),
      storedBytes: 0,
    })),
    nextToken: page.nextToken,
  };
}

/** CreateLogGroup. */
export function createLogGroup({book, now}: LogsContext, {logGroupName = ''}: CreateLogGroupRequest): object {
  if (!/^[.\-_/#A-Za-z0-9]{1,512}$/.test(logGroupName))
    throw invalid(`Value '${logGroupName}' at 'logGroupName' is no name of a log group`);
  book.createGroup(logGroupName, now());
  return {};
}

/** CreateLogStream. */
export function createLogStream({book, now}: LogsContext, {logGroupName, logStreamName = ''}: CreateLogStreamRequest): object {
  const group = book.group(logGroupName, now());
  if (!/^[^:*]{1,512}$/.test(logStreamName)) throw invalid(`Value '${logStreamName}' at 'logStreamName' is no name of a log stream`);
  if (group.streams.has(logStreamName)) throw new AwsError('ResourceAlreadyExistsException', 'The specified log stream already exists');
  group.streams.set(logStreamName, new DemoStream(group.name, logStreamName, now()));
  return {};
}

function invalidToken(): AwsError {
  return invalid('The specified nextToken is invalid.');
}
