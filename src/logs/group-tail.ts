// Follows the streams of one log group: looks back, drains, advances only when nothing is missing, and sweeps for late lines.
// Pure apart from the reads it is handed; when to poll is follow.ts's business.

import {UserError} from '../domain/errors.ts';
import type {LogLine} from '../domain/log-line.ts';
import type {LogEvent, LogReads} from '../domain/log-ports.ts';
import {drain} from './drain.ts';
import {EqualLines} from './equal-lines.ts';
import {keptLine} from './kept-line.ts';
import {Lateness} from './lateness.ts';
import type {LogStream} from './log-stream.ts';
import {type Absent, Membership} from './membership.ts';
import {SeenIds} from './seen-ids.ts';
import {selectionsOf} from './selections.ts';

/** How late a line may come and still be found, milliseconds: PutLogEvents takes lines of 14 days, so that no bound catches all. */
export const longestReach = 900_000;

/** A sweep costs at most so many pages; where lines are so many that they do not reach far, the reach shrinks and is shown. */
const sweepPages = 20;
const shortestReach = 60_000;

/** So many event ids are remembered, at some 20 bytes each; beyond, the reach shrinks. */
const mostSeen = 500_000;

/** After a name turned out not to exist (yet), prefixes are used for so many milliseconds: tasks are just starting. */
const prefersPrefixesFor = 60_000;

/** What a group's tail is made of. */
export interface GroupTailParts {
  readonly reads: LogReads;
  readonly region: string;
  readonly group: string;
  /** Nothing older is wanted, milliseconds since 1970. */
  readonly since: number;
  readonly now: () => number;
  readonly emit: (lines: readonly LogLine[]) => void;
}

/** Where lines came from. */
type Teller = {readonly type: 'poll' | 'sweep'} | {readonly type: 'live'; readonly session: string};

/** The tail of one group. */
export class GroupTail {
  readonly region: string;
  readonly group: string;
  readonly members: Membership;
  readonly #parts: GroupTailParts;
  readonly #lateness: Lateness;
  readonly #seen = new SeenIds();
  /** There once Live Tail was on. */
  #equal: EqualLines | undefined;
  /** Live Tail tells nothing that was ingested after. */
  #liveUntil = Number.POSITIVE_INFINITY;
  #prefersPrefixesUntil = 0;
  #windowStart: number;
  #maxSeen: number | undefined;
  #completeUntil: number | undefined;
  #reach = longestReach;
  #provenReach = 0;
  /** Ids of older events may be forgotten: nothing before it is read again. */
  #forgottenBefore: number;

  constructor(parts: GroupTailParts) {
    this.#parts = parts;
    this.region = parts.region;
    this.group = parts.group;
    this.members = new Membership(parts.since, longestReach);
    this.#lateness = new Lateness(parts.now());
    this.#windowStart = parts.since;
    this.#forgottenBefore = parts.since;
  }

  /** Everything stamped and taken by CloudWatch Logs until then was read; undefined before the first complete poll. */
  get completeUntil(): number | undefined {
    return this.#completeUntil;
  }

  /** How far back each poll reads, milliseconds. */
  get lookBack(): number {
    return this.#lateness.lookBack();
  }

  /** Lines that come at most so late are found, milliseconds. */
  get reach(): number {
    return Math.max(this.lookBack, Math.min(this.#provenReach, this.#reach));
  }

  /** How many calls a poll takes at least. */
  get queries(): number {
    return this.#selections(this.members.polled(this.#parts.now(), this.lookBack)).length;
  }

  /** Reads what is new. Rejects as the reads do, or with IncompleteRead; the next poll begins again at the same place. */
  async poll(signal: AbortSignal): Promise<void> {
    const startedAt = this.#parts.now();
    await this.#join(startedAt, signal);
    const polled = this.members.polled(startedAt, this.lookBack);
    const absent = await this.#drainAll(polled, {start: this.#windowStart, teller: {type: 'poll'}}, signal);
    this.members.vanished(absent, this.#windowStart, startedAt);
    this.#advance(startedAt);
  }

  /** Looks for lines that came so late that the polls had passed them. */
  async sweep(signal: AbortSignal): Promise<void> {
    const startedAt = this.#parts.now();
    const end = this.#windowStart;
    const start = Math.max(this.#forgottenBefore, startedAt - this.#reach);
    if (start < end) {
      const pages = await this.#sweepBetween(start, end, startedAt, signal);
      if (pages === undefined) {
        this.#reach = Math.max(shortestReach, this.#reach / 2);
        this.#provenReach = 0;
        return;
      }
      if (pages < sweepPages / 2) this.#reach = Math.min(longestReach, this.#reach * 1.5);
    }
    this.#provenReach = startedAt - start;
    this.#equal?.forgetBefore(end);
  }

  /** From now on polls and Live Tail may tell the same lines. To be called before a session starts. */
  expectLive(): void {
    this.#equal ??= new EqualLines();
    this.#liveUntil = Number.POSITIVE_INFINITY;
  }

  /** No session tells lines any more. */
  liveEnded(): void {
    this.#liveUntil = this.#parts.now();
  }

  /** Takes lines of a Live Tail session that began at `since`. Lines that it told late are left to the sweep. */
  takeLive(events: readonly LogEvent[], session: string, since: number): void {
    const punctual = events.filter(({at, ingestedAt}) => at >= this.#windowStart && ingestedAt >= since);
    this.#take(punctual, {type: 'live', session});
  }

  async #join(startedAt: number, signal: AbortSignal): Promise<void> {
    const joining = this.members.joiningAt(startedAt);
    if (joining === undefined) return;
    const names = new Set(joining.streams.map(({name}) => name));
    // A query by prefix answers the old lines of others too, and those were told and forgotten long ago.
    const isWanted = ({stream, at}: LogEvent) => names.has(stream) || at >= this.#forgottenBefore;
    const absent = await this.#drainAll(joining.streams, {start: joining.from, teller: {type: 'poll'}, isWanted}, signal);
    this.members.joined(joining, absent, startedAt);
  }

  /** Drains the streams' queries to the end, and answers with those that could not be read. */
  async #drainAll(
    streams: readonly LogStream[],
    what: {readonly start: number; readonly teller: Teller; readonly isWanted?: (event: LogEvent) => boolean},
    signal: AbortSignal,
  ): Promise<Absent> {
    const {start, teller, isWanted = () => true} = what;
    const take = (events: readonly LogEvent[]) => this.#take(events.filter(isWanted), teller);
    const missing: string[] = [];
    const undecided: string[] = [];
    for (const selection of this.#selections(streams)) {
      const prefixed = selection.streams?.some(name => this.members.find(name)?.prefix !== undefined);
      // What has a prefix is read by it in the next round: cheaper than finding out which name it is.
      const search = prefixed ? {mostSearchCalls: 0} : {};
      const request = {selection, start, take, ...search};
      const drained = await drain(this.#parts.reads, request, signal);
      if (prefixed && drained.undecided.length > 0) this.#prefersPrefixesUntil = this.#parts.now() + prefersPrefixesFor;
      if (drained.end === 'repeated') {
        throw new UserError('AWS answered the same page token twice', 'what is missing is read again by itself');
      }
      missing.push(...drained.missing);
      undecided.push(...drained.undecided);
    }
    return {missing, undecided};
  }

  /** Answers with the pages that it took; undefined when they would have been too many. */
  async #sweepBetween(start: number, end: number, startedAt: number, signal: AbortSignal): Promise<number | undefined> {
    const take = (events: readonly LogEvent[]) => this.#take(events, {type: 'sweep'});
    let pagesLeft = sweepPages;
    for (const selection of this.#selections(this.members.swept(startedAt))) {
      const drained = await drain(this.#parts.reads, {selection, start, end, mostPages: Math.max(1, pagesLeft), take}, signal);
      pagesLeft -= drained.pages;
      if (drained.end !== 'complete' || drained.undecided.length > 0) return undefined;
    }
    return sweepPages - pagesLeft;
  }

  #advance(startedAt: number): void {
    this.#completeUntil = startedAt;
    // A line stamped in the future must not pull the window after it.
    const newest = Math.min(this.#maxSeen ?? Number.NEGATIVE_INFINITY, startedAt);
    this.#windowStart = Math.max(this.#forgottenBefore, newest - this.lookBack, startedAt - longestReach);
    // Where lines are many, what is remembered of them must not become more than the lines themselves.
    if (this.#seen.size > mostSeen) this.#reach = Math.max(shortestReach, this.#reach / 2);
    const keepFrom = Math.min(this.#windowStart, startedAt - this.#reach);
    this.#forgottenBefore = Math.max(this.#forgottenBefore, keepFrom);
    this.#seen.forgetBefore(keepFrom);
  }

  #take(events: readonly LogEvent[], teller: Teller): void {
    const lines: LogLine[] = [];
    for (const event of events) {
      const stream = this.members.find(event.stream);
      if (stream === undefined || event.at < this.#parts.since || !this.#isNew(event, teller)) continue;
      if (event.at > (this.#maxSeen ?? 0) && teller.type !== 'live') this.#maxSeen = event.at;
      if (teller.type !== 'live') this.#lateness.note(event.ingestedAt - event.at, this.#parts.now());
      if (this.#isEqualTold(event, teller)) continue;
      lines.push(keptLine(event, stream, teller.type === 'sweep'));
    }
    if (lines.length > 0) this.#parts.emit(lines);
  }

  #isNew(event: LogEvent, teller: Teller): boolean {
    return teller.type === 'live' || this.#seen.add(event.id, event.at);
  }

  /** True when another source has told this line as often already. */
  #isEqualTold(event: LogEvent, teller: Teller): boolean {
    if (this.#equal === undefined || event.ingestedAt > this.#liveUntil) return false;
    return !this.#equal.tell(teller.type === 'live' ? teller.session : 'poll', this.group, event);
  }

  #selections(streams: readonly LogStream[]) {
    const {region, group} = this;
    return selectionsOf({region, group, streams}, this.#parts.now() < this.#prefersPrefixesUntil ? 'prefixes' : 'names');
  }
}
