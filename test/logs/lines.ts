// Lines for tests of what works on lines alone.

import type {LogLine} from '../../src/domain/log-line.ts';

/** A line stamped at a time. */
export function lineAt(at: number, message = `line at ${at}`, more: Partial<LogLine> = {}): LogLine {
  return {at, ingestedAt: at, group: 'shop', stream: 'web/app/1', message, isLate: false, ...more};
}
