// What must be said about the lines of a log screen: what is missing, what may be, and which containers write none here.

import type {LogNote} from '../../../store/log-screen.ts';
import {clockSeconds, dateTime} from '../../domain/format/clock-time.ts';
import {text} from '../../domain/safe-text.ts';
import type {LiveTailState} from '../../logs/live-tail.ts';
import type {LogStream} from '../../logs/log-stream.ts';
import type {LogFeed} from './feed.ts';
import type {LogVisit} from './visit.ts';

/** The sentences, the gravest first. */
export function logNotes(feed: LogFeed, visit: LogVisit | undefined): readonly LogNote[] {
  const newer = visit === undefined ? [] : newerNotes(visit);
  return [...problems(feed), ...newer, ...liveNotes(feed), ...placeNotes(feed), ...olderNotes(visit ?? feed)];
}

function newerNotes({at, newer}: LogVisit): readonly LogNote[] {
  if (newer === 'reading') return [{tone: 'busy', text: text`reading the lines from ${dateTime(at)} on …`}];
  return typeof newer === 'object' ? [{tone: 'bad', text: text`lines from ${dateTime(at)} on could not be read: ${newer.why}`}] : [];
}

function problems({gaps, membersProblem, buffer}: LogFeed): readonly LogNote[] {
  const {dropped} = buffer;
  return [
    ...[...gaps.values()].map(
      ({group, from, why}): LogNote => ({tone: 'bad', text: text`${group}: lines since ${clockSeconds(from)} are missing so far: ${why}`}),
    ),
    ...(membersProblem === undefined ? [] : [{tone: 'warn', text: text`tasks that start now are not seen: ${membersProblem}`} as const]),
    ...(dropped.lines === 0
      ? []
      : [
          {
            tone: 'warn',
            text: text`dropped the oldest ${dropped.lines} lines, before ${clockSeconds(dropped.before ?? 0)}: memory is full, T reads them again`,
          } as const,
        ]),
  ];
}

function liveNotes({liveStates}: LogFeed): readonly LogNote[] {
  return [...liveStates].map(([group, live]) => liveNote(group, live));
}

function liveNote(group: string, live: LiveTailState): LogNote {
  switch (live.state) {
    case 'starting':
      return {tone: 'busy', text: text`Live Tail of ${group} is starting`};
    case 'on':
      return {tone: 'busy', text: text`Live Tail of ${group} is on and costs money: L turns it off`};
    case 'sampled':
      return {tone: 'warn', text: text`Live Tail of ${group} leaves lines out (over 500 a second): they come seconds later`};
    case 'broken':
      return {tone: 'warn', text: text`Live Tail of ${group} broke, lines come by polls: ${live.why}`};
  }
}

function placeNotes({places}: LogFeed): readonly LogNote[] {
  if (places === undefined) return [];
  const {streams, unknown} = places;
  const byWhy = Map.groupBy(unknown, ({container, why}) => `${container}: ${why}`);
  const isEmpty = streams.length === 0 && unknown.length === 0;
  return [
    ...(isEmpty ? [{tone: 'warn', text: text`no task runs here, and none stopped within the last hour`} as const] : []),
    ...[...byWhy.values()].flatMap(([first]): readonly LogNote[] =>
      first === undefined ? [] : [{tone: 'warn', text: text`no lines of ${first.container}: ${first.why}`}],
    ),
    ...deliveryNotes(streams),
  ];
}

/** Lines can be missing without a trace: said once for all containers, and whether it was chosen. */
function deliveryNotes(streams: readonly LogStream[]): readonly LogNote[] {
  const containers = (delivery: LogStream['delivery']) => [
    ...new Set(streams.flatMap(stream => (stream.delivery === delivery ? [stream.container] : []))),
  ];
  const lossy = (names: readonly string[], why: string): readonly LogNote[] =>
    names.length === 0 ? [] : [{tone: 'quiet', text: text`may lose lines silently: ${names.join(', ')} (${why})`}];
  return [
    ...lossy(containers('non-blocking'), 'non-blocking mode'),
    ...lossy(containers('default'), 'non-blocking by default since 2025-06-25'),
  ];
}

function olderNotes({older, buffer}: Pick<LogFeed, 'older' | 'buffer'>): readonly LogNote[] {
  if (older === 'reading') return [{tone: 'busy', text: text`reading older lines …`}];
  if (older === 'full') return [{tone: 'warn', text: text`memory is full (${buffer.size} lines): T reads older ones apart`}];
  return typeof older === 'object' ? [{tone: 'bad', text: text`older lines could not be read: ${older.why}`}] : [];
}
