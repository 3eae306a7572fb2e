// One log line as one JSON object, for programs.

import type {LogLine} from '../domain/log-line.ts';
import {safeJson} from './get.ts';

/** The line with a line break; the message is as it was written, with what a terminal would act on escaped. */
export function lineJson({at, ingestedAt, task, container, group, stream, message, isLate}: LogLine): string {
  const line = {at: isoTime(at), ingestedAt: isoTime(ingestedAt), task, container, group, stream, message, ...(isLate && {isLate})};
  return `${safeJson(line)}\n`;
}

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
