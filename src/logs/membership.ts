// The streams of one log group that are followed: they join, are read from their beginning, are polled, and leave after their last line.

import type {LogStream} from './log-stream.ts';

/** A stream that is not there yet is asked for again after so many milliseconds, and each time that much later. */
const askAgainAfter = 10_000;
const longestAskAgain = 120_000;

/** A task's last lines may still be on their way when it has stopped: so much longer than the look-back it is polled. */
const staysAfterEnd = 60_000;

/** A line's clock may run ahead of that of ECS by so much when the task is created. */
const clockTolerance = 60_000;

interface Member {
  readonly stream: LogStream;
  readonly endedAt: number | undefined;
  /** Set until the stream was read from its beginning. */
  readonly joining: {readonly from: number; readonly askAt: number; readonly tries: number} | undefined;
}

/** Streams that a drain could not read. */
export interface Absent {
  readonly missing: readonly string[];
  readonly undecided: readonly string[];
}

/** Streams to be read from a time on, because they joined. */
export interface Joining {
  readonly from: number;
  readonly streams: readonly LogStream[];
}

/** The members of one group. All times are milliseconds since 1970. */
export class Membership {
  readonly #members = new Map<string, Member>();
  readonly #since: number;
  readonly #sweptFor: number;

  /** Nothing before `since` is wanted; ended streams are kept for the late sweep for `sweptFor` milliseconds. */
  constructor(since: number, sweptFor: number) {
    this.#since = since;
    this.#sweptFor = sweptFor;
  }

  /** Takes who belongs now. Those that are not named any more have ended at the latest now. */
  set(streams: readonly LogStream[], now: number): void {
    const named = new Set(streams.map(({name}) => name));
    for (const stream of streams) {
      const known = this.#members.get(stream.name);
      const from = Math.max(this.#since, stream.createdAt - clockTolerance);
      this.#members.set(stream.name, {
        stream,
        endedAt: stream.endedAt,
        joining: known === undefined ? {from, askAt: now, tries: 0} : known.joining,
      });
    }
    for (const [name, member] of this.#members) {
      if (!named.has(name) && member.endedAt === undefined) this.#members.set(name, {...member, endedAt: now});
      if (!named.has(name) && now - (member.endedAt ?? now) > this.#sweptFor) this.#members.delete(name);
    }
  }

  /** The member's stream; undefined for a stream that is another's. */
  find(name: string): LogStream | undefined {
    return this.#members.get(name)?.stream;
  }

  /** Those that have to be read from their beginning now; undefined when there are none. */
  joiningAt(now: number): Joining | undefined {
    const joining = [...this.#members.values()].flatMap(({stream, joining: join}) =>
      join !== undefined && join.askAt <= now ? [{stream, from: join.from}] : [],
    );
    if (joining.length === 0) return undefined;
    return {from: Math.min(...joining.map(({from}) => from)), streams: joining.map(({stream}) => stream)};
  }

  /** Those of a Joining were read, except the absent ones, which are asked for again. */
  joined({streams}: Joining, absent: Absent, now: number): void {
    const missing = new Set(absent.missing);
    const undecided = new Set(absent.undecided);
    for (const {name} of streams) {
      const member = this.#members.get(name);
      if (member?.joining === undefined || undecided.has(name)) continue;
      this.#members.set(name, {...member, joining: missing.has(name) ? askAgain(member.joining, now) : undefined});
    }
  }

  /** Streams that were there are not any more (deleted), or it is not known: they join again when they come. */
  vanished(absent: Absent, from: number, now: number): void {
    for (const name of [...absent.missing, ...absent.undecided]) {
      const member = this.#members.get(name);
      if (member !== undefined) this.#members.set(name, {...member, joining: {from, askAt: now, tries: 0}});
    }
  }

  /** Those that may still write something punctual. */
  polled(now: number, lookBack: number): readonly LogStream[] {
    return this.#where(({endedAt}) => endedAt === undefined || now - endedAt < lookBack + staysAfterEnd);
  }

  /** Those of which late lines may still come. */
  swept(now: number): readonly LogStream[] {
    return this.#where(({endedAt}) => endedAt === undefined || now - endedAt < this.#sweptFor);
  }

  get size(): number {
    return this.#members.size;
  }

  #where(isWanted: (member: Member) => boolean): readonly LogStream[] {
    return [...this.#members.values()].filter(member => member.joining === undefined && isWanted(member)).map(({stream}) => stream);
  }
}

function askAgain<Waiting extends {readonly tries: number}>(waiting: Waiting, now: number) {
  const tries = waiting.tries + 1;
  return {...waiting, tries, askAt: now + Math.min(longestAskAgain, tries * askAgainAfter)};
}
