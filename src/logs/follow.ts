// Follows the logs of a changing set of tasks: when each group is polled and swept, what a failure means, who joins and leaves.

import type {Clock} from '../domain/clock.ts';
import {UserError} from '../domain/errors.ts';
import type {LogLine} from '../domain/log-line.ts';
import type {LogReads} from '../domain/log-ports.ts';
import {type SafeText, safeText} from '../domain/safe-text.ts';
import {GroupTail} from './group-tail.ts';
import type {LogPlaces, LogStream, UnknownLog} from './log-stream.ts';
import {patientReads} from './patient-reads.ts';
import {byGroup} from './selections.ts';

/** A time of one group that could not be read (yet). */
export interface LogGap {
  readonly id: string;
  readonly group: string;
  readonly region: string;
  /** Lines taken after it are missing, milliseconds since 1970. */
  readonly from: number;
  readonly why: SafeText;
  /** Set when everything was read after all: nothing is missing any more. */
  readonly closedAt?: number;
}

/** What a follower tells. */
export type FollowUpdate =
  /** In the order of time within one update; across updates late ones may come. */
  | {readonly type: 'lines'; readonly lines: readonly LogLine[]}
  | {readonly type: 'gap'; readonly gap: LogGap}
  | {readonly type: 'joined' | 'left'; readonly streams: readonly LogStream[]}
  /** The tasks cannot be listed: those that are known are followed meanwhile. Told again without `why` when they can. */
  | {readonly type: 'membersUnknown'; readonly why?: SafeText};

/** How the following goes. */
export interface FollowStatus {
  readonly streams: number;
  readonly groups: number;
  /** Calls that one round of polls takes at least. */
  readonly queries: number;
  /** A line that comes at most so late is found, milliseconds: the smallest of all groups. */
  readonly reach: number;
  /** Everything until then was read; undefined before the first complete round. */
  readonly completeUntil: number | undefined;
  readonly unknown: readonly UnknownLog[];
}

/** What a follower is made of. */
export interface FollowOptions {
  readonly reads: LogReads;
  readonly clock: Clock;
  /** 0 ≤ random() < 1: spreads retries. */
  readonly random: () => number;
  /** Nothing older is wanted, milliseconds since 1970. */
  readonly since: number;
  /** Who is followed now. Asked every `membersEvery` milliseconds (10 s when absent), also while it fails. */
  readonly members: (signal: AbortSignal) => Promise<LogPlaces>;
  readonly membersEvery?: number;
  readonly onUpdate: (update: FollowUpdate) => void;
}

/** A follower. */
export interface Follower {
  /** Follows until the signal is aborted; rejects only with its reason. To be called once. */
  run(signal: AbortSignal): Promise<void>;
  status(): FollowStatus;
  /** The groups that are followed, for Live Tail. */
  readonly groups: readonly GroupTail[];
  /** Set while Live Tail tells the newest lines: polls then come less often. */
  setLive(isLive: boolean): void;
}

const usualMembersEvery = 10_000;
const pollEvery = 2_000;
const pollEveryWhileLive = 8_000;
/** Many groups share the same throttle bucket: one more query a round is one more half second between rounds. */
const pauseForEachQuery = 500;
const sweepEvery = 60_000;
const firstRetry = 1_000;
const longestRetry = 15_000;

/** Creates a follower; it calls nothing before run(). */
export function createFollower(options: FollowOptions): Follower {
  const {clock, onUpdate, members, membersEvery = usualMembersEvery} = options;
  const reads = patientReads(options.reads, clock, options.random);
  const tails = new Map<string, GroupTail>();
  const running: Promise<void>[] = [];
  let known: ReadonlyMap<string, LogStream> = new Map();
  let unknown: readonly UnknownLog[] = [];
  let isLive = false;
  let areMembersKnown = true;

  function tailOf(region: string, group: string, stop: AbortController): GroupTail {
    const key = `${region} ${group}`;
    const found = tails.get(key);
    if (found !== undefined) return found;
    const emit = (lines: readonly LogLine[]) => onUpdate({type: 'lines', lines: lines.toSorted((one, other) => one.at - other.at)});
    const created = new GroupTail({reads, region, group, since: options.since, now: () => clock.now(), emit});
    tails.set(key, created);
    running.push(follow(created, stop.signal).catch((reason: unknown) => stop.abort(reason)));
    return created;
  }

  function setMembers({streams, unknown: nowUnknown}: LogPlaces, stop: AbortController): void {
    unknown = nowUnknown;
    const next = new Map(streams.map(stream => [`${stream.region} ${stream.group} ${stream.name}`, stream]));
    tell(
      'joined',
      [...next].filter(([key]) => !known.has(key)),
    );
    tell(
      'left',
      [...known].filter(([key, {endedAt}]) => endedAt === undefined && hasEnded(next.get(key))),
    );
    known = next;
    const groups = byGroup(streams);
    for (const {region, group} of groups) tailOf(region, group, stop);
    for (const tail of tails.values()) {
      const mine = groups.find(({region, group}) => region === tail.region && group === tail.group);
      tail.members.set(mine?.streams ?? [], clock.now());
    }
  }

  function tell(type: 'joined' | 'left', entries: readonly (readonly [string, LogStream])[]): void {
    if (entries.length > 0) onUpdate({type, streams: entries.map(([, stream]) => stream)});
  }

  async function watchMembers(stop: AbortController): Promise<never> {
    const {signal} = stop;
    for (;;) {
      try {
        setMembers(await members(signal), stop);
        if (!areMembersKnown) onUpdate({type: 'membersUnknown'});
        areMembersKnown = true;
      } catch (error) {
        signal.throwIfAborted();
        if (areMembersKnown) onUpdate({type: 'membersUnknown', why: words(error)});
        areMembersKnown = false;
      }
      await clock.wait(membersEvery, signal);
    }
  }

  async function follow(tail: GroupTail, signal: AbortSignal): Promise<void> {
    const gaps = createGaps(tail, options, onUpdate);
    let sweptAt = clock.now();
    for (let failures = 0; ; ) {
      try {
        await tail.poll(signal);
        gaps.close(clock.now());
        if (clock.now() - sweptAt >= sweepEvery) {
          sweptAt = clock.now();
          await tail.sweep(signal);
        }
        failures = 0;
      } catch (error) {
        signal.throwIfAborted();
        failures += 1;
        gaps.open(words(error));
      }
      await clock.wait(failures === 0 ? pause() : retryAfter(failures, options.random), signal);
    }
  }

  function pause(): number {
    const queries = [...tails.values()].reduce((sum, tail) => sum + tail.queries, 0);
    return Math.max(isLive ? pollEveryWhileLive : pollEvery, queries * pauseForEachQuery);
  }

  return {
    async run(signal) {
      const stop = new AbortController();
      const end = () => stop.abort(signal.reason);
      signal.addEventListener('abort', end, {once: true});
      if (signal.aborted) end();
      try {
        await watchMembers(stop);
      } finally {
        signal.removeEventListener('abort', end);
        await Promise.all(running);
      }
    },
    status: () => statusOf([...tails.values()], unknown),
    get groups() {
      return [...tails.values()];
    },
    setLive(value) {
      isLive = value;
    },
  };
}

function hasEnded(stream: LogStream | undefined): boolean {
  return stream === undefined || stream.endedAt !== undefined;
}

function retryAfter(failures: number, random: () => number): number {
  return Math.min(longestRetry, firstRetry * 2 ** (failures - 1)) * (0.5 + random() / 2);
}

/** One gap at a time: it opens at the first failure, and is closed by the first complete poll. */
function createGaps(tail: GroupTail, {since}: FollowOptions, onUpdate: FollowOptions['onUpdate']) {
  let opened: LogGap | undefined;
  let count = 0;
  return {
    open(why: SafeText): void {
      if (opened?.why === why) return;
      count += opened === undefined ? 1 : 0;
      const {region, group} = tail;
      opened = {id: `gap:${region}/${group}:${count}`, group, region, from: opened?.from ?? tail.completeUntil ?? since, why};
      onUpdate({type: 'gap', gap: opened});
    },
    close(closedAt: number): void {
      if (opened !== undefined) onUpdate({type: 'gap', gap: {...opened, closedAt}});
      opened = undefined;
    },
  };
}

function statusOf(tails: readonly GroupTail[], unknown: readonly UnknownLog[]): FollowStatus {
  const complete = tails.map(({completeUntil}) => completeUntil);
  return {
    streams: tails.reduce((sum, tail) => sum + tail.members.size, 0),
    groups: tails.length,
    queries: tails.reduce((sum, tail) => sum + tail.queries, 0),
    reach: Math.min(...tails.map(({reach}) => reach)),
    completeUntil: complete.reduce<number | undefined>(
      (least, time) => (least === undefined || time === undefined ? undefined : Math.min(least, time)),
      Number.POSITIVE_INFINITY,
    ),
    unknown,
  };
}

function words(error: unknown): SafeText {
  if (error instanceof UserError) return safeText(error.message);
  return safeText(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
}
