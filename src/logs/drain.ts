// Reads all pages of one query. Complete or not complete: the follower goes on from a place only when nothing before it is missing.

import {Gone} from '../domain/errors.ts';
import type {LogEvent, LogQuery, LogReads, LogSelection} from '../domain/log-ports.ts';

/** How a drain went. */
export interface Drained {
  readonly pages: number;
  readonly events: number;
  /** `cut`: there was more than `mostPages`. `repeated`: AWS gave a token twice, so that the rest cannot be had. */
  readonly end: 'complete' | 'cut' | 'repeated';
  /** Streams that were named and do not exist (yet). */
  readonly missing: readonly string[];
  /** Streams of which it would have taken too many calls to find out which of them do not exist. */
  readonly undecided: readonly string[];
}

/** What a drain is for. */
export interface DrainRequest {
  readonly selection: LogSelection;
  readonly start: number;
  readonly end?: number;
  readonly mostPages?: number;
  /** Events of one page at most; 10,000 when absent. */
  readonly limit?: number;
  /** How many calls may be spent on finding which names do not exist. */
  readonly mostSearchCalls?: number;
  /** Told of each page as it comes. */
  readonly take: (events: readonly LogEvent[]) => void;
}

const allExist = {missing: [], undecided: []};

/** One name that does not exist fails a call for all: so many more calls are spent on finding it, unless said otherwise. */
const usualSearchCalls = 16;

interface Search {
  callsLeft: number;
  isGroupKnown: boolean;
}

/** Drains a query. Rejects as LogReads.filterPage does; what was taken until then stays taken. */
export function drain(reads: LogReads, request: DrainRequest, signal: AbortSignal): Promise<Drained> {
  return drainExisting(reads, request, signal, {callsLeft: request.mostSearchCalls ?? usualSearchCalls, isGroupKnown: false});
}

async function drainExisting(reads: LogReads, request: DrainRequest, signal: AbortSignal, search: Search): Promise<Drained> {
  try {
    return await drainPages(reads, request, signal);
  } catch (error) {
    const {streams} = request.selection;
    if (!(error instanceof Gone) || streams === undefined) throw error;
    if (!search.isGroupKnown) await requireGroup(reads, request, signal);
    search.isGroupKnown = true;
    const nothing = {pages: 1, events: 0, end: 'complete'} as const;
    if (streams.length <= 1) return {...nothing, missing: streams, undecided: []};
    if (search.callsLeft < 2) return {...nothing, missing: [], undecided: streams};
    return drainHalves(reads, request, streams, signal, search);
  }
}

async function drainPages(reads: LogReads, request: DrainRequest, signal: AbortSignal): Promise<Drained> {
  const {selection, start, end, mostPages = Number.POSITIVE_INFINITY, limit, take} = request;
  const query: LogQuery = {...selection, start, ...(end !== undefined && {end}), ...(limit !== undefined && {limit})};
  const tokens = new Set<string>();
  let token: string | undefined;
  let events = 0;
  for (let pages = 1; ; pages += 1) {
    const page = await reads.filterPage(token === undefined ? query : {...query, token}, signal);
    take(page.events);
    events += page.events.length;
    const next = page.nextToken;
    if (next === undefined || next === '') return {pages, events, end: 'complete', ...allExist};
    if (tokens.has(next)) {
      // An empty page that leads to itself is how some stand-ins for AWS say that there is no more.
      const isEnd = next === token && page.events.length === 0;
      return {pages, events, end: isEnd ? 'complete' : 'repeated', ...allExist};
    }
    if (pages >= mostPages) return {pages, events, end: 'cut', ...allExist};
    tokens.add(next);
    token = next;
  }
}

/** Half by half, until those that do not exist are found. */
async function drainHalves(
  reads: LogReads,
  request: DrainRequest,
  streams: readonly string[],
  signal: AbortSignal,
  search: Search,
): Promise<Drained> {
  search.callsLeft -= 2;
  const middle = Math.ceil(streams.length / 2);
  const halves: Drained[] = [];
  for (const half of [streams.slice(0, middle), streams.slice(middle)]) {
    halves.push(await drainExisting(reads, {...request, selection: {...request.selection, streams: half}}, signal, search));
  }
  return {
    pages: halves.reduce((sum, {pages}) => sum + pages, 0),
    events: halves.reduce((sum, {events}) => sum + events, 0),
    end: halves.find(({end}) => end !== 'complete')?.end ?? 'complete',
    missing: halves.flatMap(({missing}) => missing),
    undecided: halves.flatMap(({undecided}) => undecided),
  };
}

/** Rejects with Gone when it is the group that does not exist. */
async function requireGroup(reads: LogReads, {selection, start}: DrainRequest, signal: AbortSignal): Promise<void> {
  const {group, region} = selection;
  await reads.filterPage({group, region, start, end: start, limit: 1}, signal);
}
