// The pattern summary of a log screen, counted in steps so that no key waits for it.

import type {LogPatternRow} from '../../../store/log-screen.ts';
import type {LogLine} from '../../domain/log-line.ts';
import {safeText} from '../../domain/safe-text.ts';
import {toneOfLevel} from '../../logs/json-line.ts';
import type {LineList} from '../../logs/line-list.ts';
import type {LogStream} from '../../logs/log-stream.ts';
import {type LogPattern, PatternSummary} from '../../logs/patterns.ts';

const linesOfOneStep = 5_000;
const bucketCount = 20;
const mostShown = 500;

/** Counts the patterns of a list of lines; yields between steps, and returns the rows, new patterns on top. */
export function* countPatterns(
  list: LineList,
  isNew: (pattern: LogPattern) => boolean,
): Generator<void, readonly LogPatternRow[], undefined> {
  const ends = [...list.slice(0, 1), ...list.slice(list.size - 1, list.size)].map(({at}) => at);
  const summary = new PatternSummary({from: Math.min(...ends), to: Math.max(...ends), buckets: bucketCount});
  for (let start = 0; start < list.size; start += linesOfOneStep) {
    const lines: readonly LogLine[] = list.slice(start, start + linesOfOneStep);
    for (const line of lines) summary.add(line);
    yield;
  }
  return summary
    .patterns(isNew)
    .slice(0, mostShown)
    .map(found => {
      const {pattern, count, level, buckets} = found;
      const most = Math.max(1, ...buckets);
      return {
        pattern: safeText(pattern, {limit: 1_000}),
        count,
        isNew: isNew(found),
        tone: level === undefined ? 'plain' : toneOfLevel(level),
        shares: buckets.map(bucket => bucket / most),
      };
    });
}

/** Lets the counting go on between keys for as long as it is wanted, and tells its result. */
export function inSteps<Result>(
  counting: Generator<void, Result, undefined>,
  isWanted: () => boolean,
  onDone: (result: Result) => void,
): void {
  if (!isWanted()) return;
  const {done, value} = counting.next();
  if (done) onDone(value);
  else setImmediate(() => inSteps(counting, isWanted, onDone));
}

/** Whether a pattern is new: since the newest revision began, where there are others beside it. */
export function isNewAmong(streams: readonly LogStream[]): (pattern: LogPattern) => boolean {
  const newSince = newestRevisionSince(streams);
  return ({firstAt}) => firstAt >= newSince;
}

/** When the tasks of the newest revision began, where there are others beside them: a deployment. */
function newestRevisionSince(streams: readonly LogStream[]): number {
  const byRevision = Map.groupBy(streams, ({taskDefinitionArn}) => taskDefinitionArn);
  if (byRevision.size < 2) return Number.POSITIVE_INFINITY;
  return Math.max(...[...byRevision.values()].map(members => Math.min(...members.map(({createdAt}) => createdAt))));
}
