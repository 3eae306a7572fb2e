// From an event to the line that is kept. Of hundreds of thousands of lines only the message is a string of their own: the names
// are shared with the stream, and the event id, which is as long as many a message, stays with the follower.

import type {LogLine} from '../domain/log-line.ts';
import type {LogEvent} from '../domain/log-ports.ts';
import type {LogStream} from './log-stream.ts';

/** The line of an event that the stream's container wrote. */
export function keptLine({at, ingestedAt, message}: LogEvent, {group, name, task, container}: LogStream, isLate: boolean): LogLine {
  return {at, ingestedAt, group, stream: name, message, task, container, isLate};
}
