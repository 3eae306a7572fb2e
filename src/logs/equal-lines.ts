// Lines told by several sources that share no ids (polls and Live Tail sessions). Equal lines are legal, so each is counted:
// of what several sources tell, the largest count of any one of them is how often it was written.

import type {LogEvent} from '../domain/log-ports.ts';
import {hash53} from './seen-ids.ts';

interface Told {
  readonly at: number;
  readonly bySource: Map<string, number>;
}

/** A multiset of lines, by group, stream, timestamp, ingestion time and message. */
export class EqualLines {
  readonly #told = new Map<number, Told>();

  /** Notes that a source told the line; true when no source had told it so often yet: it has to be shown. */
  tell(source: string, group: string, event: LogEvent): boolean {
    const key = hash53(`${group}\n${event.stream}\n${event.ingestedAt}\n${event.message}`, event.at);
    let told = this.#told.get(key);
    if (told === undefined) {
      told = {at: event.at, bySource: new Map()};
      this.#told.set(key, told);
    }
    const most = Math.max(0, ...told.bySource.values());
    const count = (told.bySource.get(source) ?? 0) + 1;
    told.bySource.set(source, count);
    return count > most;
  }

  get size(): number {
    return this.#told.size;
  }

  /** Forgets lines stamped before `time`. */
  forgetBefore(time: number): void {
    for (const [key, {at}] of this.#told) if (at < time) this.#told.delete(key);
  }
}
