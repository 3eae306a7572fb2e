// Where a person stands on a log screen: among the lines of the feed or around another moment, under a filter, on a line.

import type {LogView} from '../../../store/log-screen.ts';
import type {Clock} from '../../domain/clock.ts';
import type {LogLine} from '../../domain/log-line.ts';
import type {LogBuffer} from '../../logs/buffer.ts';
import type {LineList} from '../../logs/line-list.ts';
import type {LineMarks} from '../../logs/line-marks.ts';
import type {MarkJump} from '../keys/log-port.ts';
import type {Move} from '../keys/move.ts';
import type {LogFeed} from './feed.ts';
import {LogFinding} from './finding.ts';
import {LogPosition, type PlacedWindow} from './position.ts';
import {LogVisit} from './visit.ts';

/** What a place is handed. */
export interface LogPlacePorts {
  readonly clock: Clock;
  readonly feed: LogFeed;
  readonly view: LogView;
  readonly onChange: () => void;
  readonly onBug: (error: unknown) => void;
}

/** A place among lines. */
export class LogPlace {
  readonly #ports: LogPlacePorts;
  #view: LogView;
  #position = new LogPosition();
  #visit: LogVisit | undefined;
  #finding: LogFinding;

  constructor(ports: LogPlacePorts) {
    this.#ports = ports;
    this.#view = ports.view;
    this.#finding = new LogFinding(ports.feed.buffer, ports.view.filter);
  }

  /** Set while a moment beyond the feed's buffer is looked at. */
  get visit(): LogVisit | undefined {
    return this.#visit;
  }

  get finding(): LogFinding {
    return this.#finding;
  }

  get buffer(): LogBuffer {
    return (this.#visit ?? this.#ports.feed).buffer;
  }

  get cursor(): LogLine | undefined {
    return this.#position.cursor;
  }

  /** The person looks at the lines in another way. */
  changed(view: LogView): void {
    const before = this.#view;
    this.#view = view;
    if (view.visiting !== this.#visit?.at) this.#goTo(view.visiting);
    else if (view.filter !== before.filter) this.#finding = new LogFinding(this.buffer, view.filter);
  }

  /** The lines that can be scrolled to. */
  list(): LineList {
    return this.#finding.list(this.#view.showsOnlyMatches);
  }

  /** The window of at most `count` lines. */
  window(list: LineList, count: number): PlacedWindow {
    return this.#position.window(list, count, this.#isFollowing);
  }

  /** Moves through a window of `count` lines; true when the person is at the newest line and wants to stay there. */
  move(by: Move, count: number): boolean {
    const {wraps, opensJson} = this.#view;
    const isFollowing = this.#isFollowing;
    const page = wraps || opensJson ? Math.max(1, Math.floor(count / 3)) : Math.max(1, count - 1);
    const reached = this.#position.move(this.list(), count, by, isFollowing, page);
    if (reached === 'atStart') (this.#visit ?? this.#ports.feed).readOlder();
    if (reached === 'atEnd') this.#visit?.readNewer();
    return by === 'moveBottom' || (isFollowing && reached === 'atEnd' && by !== 'moveUp' && by !== 'pageUp' && by !== 'moveTop');
  }

  /** To the next match among all lines; false when there is none. */
  jump(direction: 'newer' | 'older'): boolean {
    const from = this.#position.cursor;
    const found = from && this.#finding.next(from, direction);
    if (found) this.#position.jump(found);
    return found !== undefined;
  }

  /** To the next mark, where its line is here; undefined when nothing is marked. */
  jumpToMark(marks: LineMarks, direction: 'newer' | 'older'): MarkJump | undefined {
    const {cursor, buffer} = this;
    const next = marks.next(buffer, cursor, direction);
    if (next === undefined) return undefined;
    const {mark, line, isWrapped} = next;
    const isDropped = mark.at < (this.#ports.feed.buffer.dropped.before ?? 0);
    if (line === undefined) return {at: mark.at, where: isDropped ? 'dropped' : 'elsewhere', isWrapped};
    const isOnly = line === cursor;
    this.#position.jump(line);
    const isHidden = this.#view.showsOnlyMatches && !this.#finding.filter.matches(line);
    return {at: mark.at, where: isHidden ? 'hidden' : isOnly ? 'under the cursor' : 'shown', isWrapped};
  }

  /** To the first line of a moment, where its lines are all kept; `elsewhere` when they have to be read first. */
  showMoment(time: number): 'shown' | 'elsewhere' | 'unknown' {
    const {feed} = this.#ports;
    if (feed.places === undefined) return 'unknown';
    const shelf = [this.#visit, feed].find(one => one?.holds(time));
    if (shelf === undefined) return 'elsewhere';
    if (shelf === feed) this.#goTo(undefined);
    this.#jumpTo(time);
    return 'shown';
  }

  stop(): void {
    this.#visit?.stop();
  }

  /** What is read of another moment never follows. */
  get #isFollowing(): boolean {
    return this.#view.isFollowing && this.#visit === undefined;
  }

  #jumpTo(time: number): void {
    const {buffer} = this;
    const line = buffer.at(buffer.indexAt(time)) ?? buffer.at(buffer.size - 1);
    if (line !== undefined) this.#position.jump(line);
    this.#ports.onChange();
  }

  /** To a moment beyond the feed's buffer, or back to the feed. */
  #goTo(at: number | undefined): void {
    if (at !== this.#visit?.at) {
      this.#visit?.stop();
      this.#visit = at === undefined ? undefined : this.#visitOf(at);
      this.#position = new LogPosition();
    }
    this.#finding = new LogFinding(this.buffer, this.#view.filter);
  }

  #visitOf(at: number): LogVisit {
    const {clock, feed, onChange, onBug} = this.#ports;
    return new LogVisit({clock, reads: feed.reads, streams: feed.shownStreams, at, onChange, onArrived: () => this.#jumpTo(at), onBug});
  }
}
