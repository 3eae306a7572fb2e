// Fills the buffer of one log screen: follows what is new, reads older lines when asked, keeps what is known of streams and gaps.

import type {Clock} from '../../domain/clock.ts';
import type {LogLine} from '../../domain/log-line.ts';
import type {LogMembers} from '../../domain/log-members.ts';
import type {LogReads} from '../../domain/log-ports.ts';
import type {SafeText} from '../../domain/safe-text.ts';
import {LogBuffer} from '../../logs/buffer.ts';
import {Follower} from '../../logs/follow.ts';
import type {FollowStatus, FollowUpdate, LogGap} from '../../logs/follow-update.ts';
import type {GroupTail} from '../../logs/group-tail.ts';
import {type LiveTailState, runLiveTail} from '../../logs/live-tail.ts';
import type {LogPlaces, LogStream} from '../../logs/log-stream.ts';
import {readAllMembers} from '../../logs/members.ts';
import {RevisionRates} from '../../logs/revision-rates.ts';
import type {LiveConnection} from '../ports.ts';
import {OlderReader, type OlderState} from './older-reader.ts';

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
  /** What the lines may take in memory, bytes; 32 MiB when absent. */
  readonly mostBytes?: number | undefined;
}

/** What lines of one screen may take in memory. */
const usualBytes = 32 * 1024 * 1024;
/** Older pages are no longer taken beyond this share: they would push out what was read before. */
const fullShare = 0.8;
const pausedFor = 1_000;

/** A feed; it begins at once and ends with `stop`. */
export class LogFeed {
  readonly buffer: LogBuffer;
  places: LogPlaces | undefined;
  /** Why the tasks cannot be listed. */
  membersProblem: SafeText | undefined;
  readonly gaps = new Map<string, LogGap>();
  /** There where the lines of one deployment are shown. */
  readonly rates: RevisionRates | undefined;
  /** The connection's, which wait while the person has paused all reading. */
  readonly reads: LogReads;
  readonly liveStates = new Map<string, LiveTailState>();
  readonly #ports: FeedPorts;
  readonly #life = new AbortController();
  readonly #follower: Follower;
  readonly #older: OlderReader;
  #oldStreams: ReadonlySet<string> = new Set();
  #live: AbortController | undefined;
  readonly #liveGroups = new Set<GroupTail>();

  constructor(ports: FeedPorts) {
    this.#ports = ports;
    const {clock, random, since, onLines, onChange, mostBytes = usualBytes} = ports;
    this.buffer = new LogBuffer(mostBytes);
    this.reads = this.#pausedReads();
    const [only, another] = ports.members;
    const isDeployment = only !== undefined && 'service' in only && only.deployment !== undefined;
    this.rates = isDeployment && another === undefined ? new RevisionRates() : undefined;
    this.#older = new OlderReader({
      clock,
      reads: this.reads,
      buffer: this.buffer,
      fullAt: mostBytes * fullShare,
      before: since,
      onLines: lines => onLines(lines, 'older'),
      onChange,
    });
    this.#follower = new Follower({
      reads: this.reads,
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
    if (this.places !== undefined) this.#inBackground(this.#older.read(this.shownStreams, this.#life.signal));
  }

  /** The streams whose lines are shown: of a deployment only those of the tasks that it brought. */
  get shownStreams(): readonly LogStream[] {
    return (this.places?.streams ?? []).filter(({side}) => side !== 'old');
  }

  /** All that is shown has stopped, and no other task can join: tasks were asked for by their ids. */
  get hasEnded(): boolean {
    const {members} = this.#ports;
    const streams = this.shownStreams;
    return streams.length > 0 && members.every(one => 'tasks' in one) && streams.every(({endedAt}) => endedAt !== undefined);
  }

  get older(): OlderState {
    return this.#older.state;
  }

  /** All lines from then on are here, as far as they have come and but for the gaps. Milliseconds since 1970. */
  get heldFrom(): number {
    return Math.max(this.#older.readFrom, this.buffer.dropped.before ?? 0);
  }

  /** True for a moment whose lines are all here, as far as they have come. */
  holds(time: number): boolean {
    return time >= this.heldFrom && this.status().completeUntil !== undefined;
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
      runLiveTail(tail, {reads: this.reads, clock, random, onState}, signal).catch(error => {
        if (!signal.aborted) this.#ports.onBug(error);
      });
    }
  }

  #pausedReads(): LogReads {
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
    this.#oldStreams = new Set(this.places.streams.flatMap(({name, side}) => (side === 'old' ? [name] : [])));
    onChange();
    // Of tasks that stopped before the range begins, the last lines are what is wanted.
    const streams = this.shownStreams;
    if (isFirst && streams.length > 0 && streams.every(({endedAt}) => endedAt !== undefined && endedAt < since)) this.readOlder();
    return this.places;
  }

  #take(update: FollowUpdate): void {
    switch (update.type) {
      case 'lines':
        this.#takeLines(update.lines);
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

  /** Lines of the tasks that a deployment replaces are counted, not kept. */
  #takeLines(lines: readonly LogLine[]): void {
    const {rates} = this;
    if (rates === undefined) {
      this.#ports.onLines(lines, 'new');
      return;
    }
    const isOld = ({stream}: LogLine) => this.#oldStreams.has(stream);
    const shown = lines.filter(line => !isOld(line));
    rates.take('old', lines.filter(isOld));
    rates.take('new', shown);
    this.#ports.onLines(shown, 'new');
  }

  #inBackground(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      if (!this.#life.signal.aborted) this.#ports.onBug(error);
    });
  }
}
