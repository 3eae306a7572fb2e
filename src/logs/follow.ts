// Follows the logs of a changing set of tasks: when each group is polled and swept, what a failure means, who joins and leaves.

import type {Clock} from '../domain/clock.ts';
import {UserError} from '../domain/errors.ts';
import type {LogLine} from '../domain/log-line.ts';
import type {LogReads} from '../domain/log-ports.ts';
import {type SafeText, safeText} from '../domain/safe-text.ts';
import type {FollowStatus, FollowUpdate, LogGap} from './follow-update.ts';
import {GroupTail} from './group-tail.ts';
import type {LogPlaces, LogStream, UnknownLog} from './log-stream.ts';
import {patientReads} from './patient-reads.ts';
import {byGroup} from './selections.ts';

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

const usualMembersEvery = 10_000;
const pollEvery = 2_000;
const pollEveryWhileLive = 8_000;
/** Many groups share the same throttle bucket: one more query a round is one more half second between rounds. */
const pauseForEachQuery = 500;
const sweepEvery = 60_000;
const firstRetry = 1_000;
const longestRetry = 15_000;

/** A follower; it calls nothing before run(). */
export class Follower {
  readonly #options: FollowOptions;
  readonly #reads: LogReads;
  readonly #tails = new Map<string, GroupTail>();
  readonly #running: Promise<void>[] = [];
  #known: ReadonlyMap<string, LogStream> = new Map();
  #unknown: readonly UnknownLog[] = [];
  #isLive = false;
  #areMembersKnown = true;

  constructor(options: FollowOptions) {
    this.#options = options;
    this.#reads = patientReads(options.reads, options.clock, options.random);
  }

  /** Follows until the signal is aborted; rejects with its reason, or with what `onUpdate` threw. To be called once. */
  async run(signal: AbortSignal): Promise<void> {
    const stop = new AbortController();
    const end = () => stop.abort(signal.reason);
    signal.addEventListener('abort', end, {once: true});
    if (signal.aborted) end();
    try {
      await this.#watchMembers(stop);
    } finally {
      signal.removeEventListener('abort', end);
      await Promise.all(this.#running);
    }
  }

  status(): FollowStatus {
    return statusOf(this.groups, this.#unknown);
  }

  /** The groups that are followed, for Live Tail. */
  get groups(): readonly GroupTail[] {
    return [...this.#tails.values()];
  }

  /** True while Live Tail tells the newest lines: polls then come less often. */
  setLive(isLive: boolean): void {
    this.#isLive = isLive;
  }

  async #watchMembers(stop: AbortController): Promise<never> {
    const {clock, members, membersEvery = usualMembersEvery, onUpdate} = this.#options;
    const {signal} = stop;
    for (;;) {
      const found = await members(signal).catch((error: unknown) => ({why: words(error)}));
      signal.throwIfAborted();
      if ('why' in found) {
        if (this.#areMembersKnown) onUpdate({type: 'membersUnknown', why: found.why});
        this.#areMembersKnown = false;
      } else {
        this.#setMembers(found, stop);
        if (!this.#areMembersKnown) onUpdate({type: 'membersUnknown'});
        this.#areMembersKnown = true;
      }
      await clock.wait(membersEvery, signal);
    }
  }

  #setMembers({streams, unknown}: LogPlaces, stop: AbortController): void {
    const known = this.#known;
    const next = new Map(streams.map(stream => [`${stream.region} ${stream.group} ${stream.name}`, stream]));
    this.#unknown = unknown;
    this.#known = next;
    this.#tell(
      'joined',
      [...next].filter(([key]) => !known.has(key)),
    );
    this.#tell(
      'left',
      [...known].filter(([key, {endedAt}]) => endedAt === undefined && hasEnded(next.get(key))),
    );
    const groups = byGroup(streams);
    const created = groups.flatMap(({region, group}) => this.#createdTail(region, group) ?? []);
    for (const tail of this.groups) {
      const mine = groups.find(({region, group}) => region === tail.region && group === tail.group);
      tail.members.set(mine?.streams ?? [], this.#options.clock.now());
    }
    // Begun with their members known: a first poll of nobody would cost the person the pause after it.
    for (const tail of created) this.#running.push(this.#follow(tail, stop.signal).catch((reason: unknown) => stop.abort(reason)));
  }

  #tell(type: 'joined' | 'left', entries: readonly (readonly [string, LogStream])[]): void {
    if (entries.length > 0) this.#options.onUpdate({type, streams: entries.map(([, stream]) => stream)});
  }

  /** A tail for the group; undefined when it has one. */
  #createdTail(region: string, group: string): GroupTail | undefined {
    const key = `${region} ${group}`;
    if (this.#tails.has(key)) return undefined;
    const {since, clock, onUpdate} = this.#options;
    const emit = (lines: readonly LogLine[]) => onUpdate({type: 'lines', lines: lines.toSorted((one, other) => one.at - other.at)});
    const tail = new GroupTail({reads: this.#reads, region, group, since, now: () => clock.now(), emit});
    this.#tails.set(key, tail);
    return tail;
  }

  async #follow(tail: GroupTail, signal: AbortSignal): Promise<void> {
    const {clock, random, since, onUpdate} = this.#options;
    const gaps = new Gaps(tail, since, onUpdate);
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
      await clock.wait(failures === 0 ? this.#pause() : retryAfter(failures, random), signal);
    }
  }

  #pause(): number {
    const queries = this.groups.reduce((sum, tail) => sum + tail.queries, 0);
    return Math.max(this.#isLive ? pollEveryWhileLive : pollEvery, queries * pauseForEachQuery);
  }
}

function hasEnded(stream: LogStream | undefined): boolean {
  return stream === undefined || stream.endedAt !== undefined;
}

function retryAfter(failures: number, random: () => number): number {
  return Math.min(longestRetry, firstRetry * 2 ** (failures - 1)) * (0.5 + random() / 2);
}

/** One gap at a time: it opens at the first failure, and is closed by the first complete poll. */
class Gaps {
  readonly #tail: GroupTail;
  readonly #since: number;
  readonly #onUpdate: FollowOptions['onUpdate'];
  #opened: LogGap | undefined;
  #count = 0;

  constructor(tail: GroupTail, since: number, onUpdate: FollowOptions['onUpdate']) {
    this.#tail = tail;
    this.#since = since;
    this.#onUpdate = onUpdate;
  }

  open(why: SafeText): void {
    if (this.#opened?.why === why) return;
    this.#count += this.#opened === undefined ? 1 : 0;
    const {region, group, completeUntil} = this.#tail;
    const from = this.#opened?.from ?? completeUntil ?? this.#since;
    this.#opened = {id: `gap:${region}/${group}:${this.#count}`, group, region, from, why};
    this.#onUpdate({type: 'gap', gap: this.#opened});
  }

  close(closedAt: number): void {
    if (this.#opened !== undefined) this.#onUpdate({type: 'gap', gap: {...this.#opened, closedAt}});
    this.#opened = undefined;
  }
}

function statusOf(tails: readonly GroupTail[], unknown: readonly UnknownLog[]): FollowStatus {
  const complete = tails.flatMap(({completeUntil}) => completeUntil ?? []);
  const isComplete = tails.length > 0 && complete.length === tails.length;
  return {
    streams: tails.reduce((sum, tail) => sum + tail.members.size, 0),
    groups: tails.length,
    queries: tails.reduce((sum, tail) => sum + tail.queries, 0),
    reach: tails.length === 0 ? 0 : Math.min(...tails.map(({reach}) => reach)),
    completeUntil: isComplete ? Math.min(...complete) : undefined,
    unknown,
  };
}

function words(error: unknown): SafeText {
  if (error instanceof UserError) return safeText(error.message);
  return safeText(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
}
