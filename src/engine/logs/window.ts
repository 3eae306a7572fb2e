// What the store is told of a log screen: the rows that are drawn, and what is said about all the lines.

import type {LogPatternRow, LogSide, LogView, LogWindow} from '../../../store/log-screen.ts';
import {shortDefinition} from '../../domain/format/arn.ts';
import type {LogLine} from '../../domain/log-line.ts';
import type {DeploymentSide} from '../../logs/deployment-side.ts';
import type {LineList} from '../../logs/line-list.ts';
import type {LogStream} from '../../logs/log-stream.ts';
import type {LogFeed} from './feed.ts';
import type {LogFinding} from './finding.ts';
import {withMarkers} from './markers.ts';
import {logNotes} from './notes.ts';
import type {PlacedWindow} from './position.ts';
import {logRows} from './rows.ts';
import type {LogVisit} from './visit.ts';

/** What a window is made of. */
export interface WindowParts {
  readonly view: LogView;
  readonly feed: LogFeed;
  /** Set while a moment beyond the feed's buffer is looked at. */
  readonly visit: LogVisit | undefined;
  readonly list: LineList;
  readonly finding: LogFinding;
  readonly placed: PlacedWindow;
  readonly arrived: number;
  readonly patterns: readonly LogPatternRow[] | undefined;
  readonly isMarked: (line: LogLine) => boolean;
  readonly sourceOf: (line: LogLine) => number;
}

/** The window. */
export function logWindow({view, feed, visit, list, finding, placed, arrived, patterns, isMarked, sourceOf}: WindowParts): LogWindow {
  const shelf = visit ?? feed;
  const {filter, progress} = finding;
  const {streams, groups, queries, reach} = feed.status();
  const rows = logRows(placed, {view, filter, isMarked, sourceOf});
  return {
    rows: withMarkers(shelf, placed, rows),
    first: placed.first,
    size: list.size,
    kept: shelf.buffer.size,
    heldFrom: feed.heldFrom,
    matches: progress && {count: progress.matches, isSearching: !progress.isDone},
    filterProblem: filter.problem,
    arrived,
    hasEnded: feed.hasEnded,
    streams,
    groups,
    queries,
    reach,
    notes: logNotes(feed, visit),
    patterns,
    comparison: comparisonOf(feed),
  };
}

function comparisonOf({rates, places, shownStreams}: LogFeed): LogWindow['comparison'] {
  if (rates === undefined || places === undefined) return undefined;
  const side = (name: DeploymentSide, streams: readonly LogStream[]): LogSide => ({
    definitions: [...new Set(streams.map(({taskDefinitionArn}) => shortDefinition(taskDefinitionArn)))],
    tasks: new Set(streams.filter(({endedAt}) => endedAt === undefined).map(({task}) => task)).size,
    rate: rates.rate(name),
  });
  const old = places.streams.filter(stream => stream.side === 'old');
  return {new: side('new', shownStreams), old: side('old', old)};
}
