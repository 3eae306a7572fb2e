// Fills the buffer of one log screen: follows what is new, reads older lines when asked, keeps what is known of streams and gaps.

import type {Clock} from '../../domain/clock.ts';
import {UserError} from '../../domain/errors.ts';
import type {LogLine} from '../../domain/log-line.ts';
import type {LogMembers} from '../../domain/log-members.ts';
import type {LogReads} from '../../domain/log-ports.ts';
import {type SafeText, text} from '../../domain/safe-text.ts';
import {LogBuffer} from '../../logs/buffer.ts';
import {Follower} from '../../logs/follow.ts';
import type {FollowStatus, FollowUpdate, LogGap} from '../../logs/follow-update.ts';
import type {GroupTail} from '../../logs/group-tail.ts';
import {type LiveTailState, runLiveTail} from '../../logs/live-tail.ts';
import type {LogPlaces} from '../../logs/log-stream.ts';
import {readAllMembers} from '../../logs/members.ts';
import {olderLines} from '../../logs/older.ts';
import type {LiveConnection} from '../ports.ts';

/** What a feed is handed. */
export interface FeedPorts {
  readonly clock: Clock;
  readonly random: () => number;
  readonly connection: LiveConnection;
  readonly members: readonly LogMembers[];
  /** How far back it begins, milliseconds since 1970. */
  readonly since: number;
  /** Nothing is read while it answers true. */
  readonly isPaused: () => boolean;
  /** `older`: from before those that were read so far. */
  readonly onLines: (lines: readonly LogLine[], age: 'new' | 'older') => void;
  /** Something else has become known. */
  readonly onChange: () => void;
  readonly onBug: (error: unknown) => void;
}

/** What lines of one screen may take in memory, bytes. */
const mostBytes = 40 * 1024 * 1024;
/** Older pages are no longer taken beyond this share: they would push out what was read before. */
const fullShare = 0.8;
const linesOfOnePage = 300;
const longestBack = 14 * 86_400_000;
const pausedFor = 1_000;

/** How far the reading of older lines has come. */
export type OlderState = 'idle' | 'reading' | 'atStart' | 'full' | {readonly why: SafeText};

/** A feed; it begins at once and ends with `stop`. */
export class LogFeed {
  readonly buffer = new LogBuffer(mostBytes);
  places: LogPlaces | undefined;
  older: OlderState = 'idle';
  /** Why the tasks cannot be listed. */
  membersProblem: SafeText | undefined;
  readonly gaps = new Map<string, LogGap>();
  readonly liveStates = new Map<string, LiveTailState>();
  readonly #ports: FeedPorts;
  readonly #life = new AbortController();
  readonly #follower: Follower;
  #olderBefore: number;
  #live: AbortController | undefined;
  readonly #liveGroups = new Set<GroupTail>();

  constructor(ports: FeedPorts) {
    this.#ports = ports;
    this.#olderBefore = ports.since;
    const {clock, random, since} = ports;
    this.#follower = new Follower({
      reads: this.#reads(),
      clock,
      random,
      since,
      members: signal => this.#readMembers(signal),
      onUpdate: update => this.#take(update),
    });
    this.#inBackground(this.#follower.run(this.#life.signal));
  }

  status(): FollowStatus {
    return this.#follower.status();
  }

  stop(): void {
    this.#life.abort(new Error('the logs were left'));
  }

  /** Reads a page of lines from before those that are kept. */
  readOlder(): void {
    const {places} = this;
    if (places === undefined || places.streams.length === 0 || this.older === 'reading' || this.older === 'atStart') return;
    if (this.buffer.bytes > mostBytes * fullShare) {
      this.older = 'full';
      this.#ports.onChange();
      return;
    }
    this.older = 'reading';
    this.#ports.onChange();
    this.#inBackground(this.#readOlderPage(places));
  }

  /** Live Tail of every group that is followed. */
  setLive(isLive: boolean): void {
    this.#live?.abort(new Error('Live Tail was turned off'));
    this.#live = undefined;
    this.#liveGroups.clear();
    this.liveStates.clear();
    this.#follower.setLive(isLive);
    if (!isLive) return;
    this.#live = new AbortController();
    this.#startLiveTails();
  }

  /** Groups can be found later, when tasks join. */
  #startLiveTails(): void {
    if (this.#live === undefined) return;
    const {clock, random} = this.#ports;
    const signal = AbortSignal.any([this.#live.signal, this.#life.signal]);
    for (const tail of this.#follower.groups) {
      if (this.#liveGroups.has(tail)) continue;
      this.#liveGroups.add(tail);
      const onState = (state: LiveTailState) => {
        this.liveStates.set(tail.group, state);
        this.#ports.onChange();
      };
      runLiveTail(tail, {reads: this.#reads(), clock, random, onState}, signal).catch(error => {
        if (!signal.aborted) this.#ports.onBug(error);
      });
    }
  }

  /** The reads of the connection; polls wait while the person has paused all reading. */
  #reads(): LogReads {
    const {clock, isPaused, connection} = this.#ports;
    const {logs} = connection;
    return {
      async filterPage(query, signal) {
        while (isPaused()) await clock.wait(pausedFor, signal);
        return logs.filterPage(query, signal);
      },
      newestPage: (query, signal) => logs.newestPage(query, signal),
      liveTail: (selection, signal) => logs.liveTail(selection, signal),
    };
  }

  async #readMembers(signal: AbortSignal): Promise<LogPlaces> {
    const {connection, members, onChange, since} = this.#ports;
    const isFirst = this.places === undefined;
    this.places = await readAllMembers(connection.region.ecs, members, connection.region.name, signal);
    onChange();
    // Of tasks that stopped before the range begins, the last lines are what is wanted.
    const {streams} = this.places;
    if (isFirst && streams.length > 0 && streams.every(({endedAt}) => endedAt !== undefined && endedAt < since)) this.readOlder();
    return this.places;
  }

  #take(update: FollowUpdate): void {
    switch (update.type) {
      case 'lines':
        this.#ports.onLines(update.lines, 'new');
        return;
      case 'gap':
        if (update.gap.closedAt === undefined) this.gaps.set(update.gap.id, update.gap);
        else this.gaps.delete(update.gap.id);
        break;
      case 'membersUnknown':
        this.membersProblem = update.why;
        break;
      case 'joined':
        // The follower tells of them before it has made their groups.
        queueMicrotask(() => this.#startLiveTails());
        break;
      case 'left':
        break;
    }
    this.#ports.onChange();
  }

  async #readOlderPage({streams}: LogPlaces): Promise<void> {
    const {clock, onLines, onChange} = this.#ports;
    const {signal} = this.#life;
    const request = {streams, before: this.#olderBefore, wanted: linesOfOnePage, notBefore: clock.now() - longestBack};
    let found = 0;
    try {
      for await (const {lines, from} of olderLines(this.#reads(), request, signal)) {
        found += lines.length;
        this.#olderBefore = from;
        onLines(lines, 'older');
      }
      this.older = found < linesOfOnePage ? 'atStart' : 'idle';
    } catch (error) {
      if (signal.aborted || !(error instanceof UserError)) throw error;
      this.older = {why: text`${error.message}`};
    }
    onChange();
  }

  #inBackground(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      if (!this.#life.signal.aborted) this.#ports.onBug(error);
    });
  }
}
