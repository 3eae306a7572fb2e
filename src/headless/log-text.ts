// One log line as `logs` prints it: columns of safe text, or one JSON object.

import type {LogLine} from '../domain/log-line.ts';
import {type SafeText, safeLines, safeText, text} from '../domain/safe-text.ts';
import type {LogStream} from '../logs/log-stream.ts';
import {safeJson} from './get.ts';

const taskCharacters = 8;
const mostContainer = 24;

/** The cells that names of containers take. */
export function containerWidth(streams: readonly LogStream[]): number {
  return Math.min(mostContainer, Math.max(0, ...streams.map(({container}) => safeText(container).length)));
}

/** Time (UTC), the beginning of the task's id, container and message. Further lines of one message stand below its first. */
export function lineText({at, task = '', container = '', message}: LogLine, width: number): string {
  const head = text`${new Date(at).toISOString()}  ${task.slice(0, taskCharacters).padEnd(taskCharacters)}  ${safeText(container).padEnd(width)}  `;
  const indent = ' '.repeat(head.length);
  const lines: readonly SafeText[] = safeLines(message);
  return lines.map((line, index) => `${index === 0 ? head : indent}${line}\n`).join('');
}

/** One JSON object a line; the message is as it was written, with what a terminal would act on escaped. */
export function lineJson({at, ingestedAt, task, container, group, stream, message, isLate}: LogLine): string {
  const line = {at: isoTime(at), ingestedAt: isoTime(ingestedAt), task, container, group, stream, message, ...(isLate && {isLate})};
  return `${safeJson(line)}\n`;
}

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
