// One log screen while it is on the trail: the feed fills the buffer, the person moves through it, and what is to be drawn is put
// into the store, at most five times a second by itself and at once after a key.

import type {LogPatternRow, LogScreen, LogView, LogWindow} from '../../../store/log-screen.ts';
import {logWindowRead} from '../../../store/logs.ts';
import type {State} from '../../../store/state.ts';
import type {LogLine} from '../../domain/log-line.ts';
import {noText} from '../../domain/safe-text.ts';
import {LineMarks} from '../../logs/line-marks.ts';
import {maskLine} from '../../logs/mask-line.ts';
import type {LogPattern} from '../../logs/patterns.ts';
import type {LogLines, MarkJump} from '../keys/log-port.ts';
import type {Move} from '../keys/move.ts';
import type {WatchPorts} from '../polling/watch-context.ts';
import {LogFeed} from './feed.ts';
import {logFile} from './file.ts';
import {logNotes} from './notes.ts';
import {countPatterns, inSteps, isNewAmong} from './patterns.ts';
import {LogPlace} from './place.ts';
import {LogSources} from './sources.ts';
import {logWindow} from './window.ts';

/** What a watch of logs is handed. */
export interface LogWatchPorts extends Pick<WatchPorts, 'store' | 'clock' | 'random' | 'connection' | 'onBug'> {
  /** What the lines of one screen may take in memory, bytes; 32 MiB when absent. */
  readonly mostLogBytes?: number | undefined;
}

/** Milliseconds between two drawings that no key asked for. */
const drawnEvery = 200;
/** Frame, status line and footer. */
const otherRows = 4;
/** As many notes as the view draws. */
const mostNotes = 3;

/** A log screen's lines. */
export class LogWatch implements LogLines {
  readonly number: number;
  readonly #ports: LogWatchPorts;
  readonly #life = new AbortController();
  #view: LogView;
  #size: State['size'];
  #feed: LogFeed;
  #place: LogPlace;
  readonly #sources = new LogSources();
  readonly #marks = new LineMarks();
  #arrived = 0;
  #patterns: readonly LogPatternRow[] | undefined;
  #isFilled = false;
  #isDrawingPlanned = false;
  #isSearchPlanned = false;

  constructor(ports: LogWatchPorts, screen: LogScreen) {
    this.#ports = ports;
    this.number = screen.number;
    this.#view = screen.view;
    this.#size = ports.store.getState().size;
    this.#feed = this.#begin(screen);
    this.#place = this.#placeIn(screen.view);
  }

  /** The person looks at the screen in another way, or its size is another. */
  changed(screen: LogScreen, size: State['size']): void {
    const {view} = screen;
    const before = this.#view;
    if (view === before && size === this.#size) return;
    this.#view = view;
    this.#size = size;
    this.#place.changed(view);
    if (view.isFollowing) this.#arrived = 0;
    if (view.minutes !== before.minutes) this.#restart(screen);
    if (view.liveTail !== before.liveTail && (view.liveTail === 'on' || before.liveTail === 'on'))
      this.#feed.setLive(view.liveTail === 'on');
    if (view.showsPatterns && !before.showsPatterns) this.#countPatterns();
    this.#draw();
  }

  /** A second has passed. */
  tick(): void {
    this.#fillOnce();
    this.#drawSoon();
  }

  move(by: Move): boolean {
    const isAtNewest = this.#place.move(by, this.#count);
    this.#drawSoon();
    return isAtNewest;
  }

  jump(direction: 'newer' | 'older'): boolean {
    return this.#place.jump(direction);
  }

  showMoment(time: number): 'shown' | 'elsewhere' | 'unknown' {
    return this.#place.showMoment(time);
  }

  toggleMark(): void {
    const {cursor} = this.#place;
    if (cursor) this.#marks.toggle(cursor);
    this.#draw();
  }

  jumpToMark(direction: 'newer' | 'older'): MarkJump | undefined {
    return this.#place.jumpToMark(this.#marks, direction);
  }

  lineUnderCursor(): string | undefined {
    const message = this.#place.cursor?.message;
    return message !== undefined && this.#view.masksSecrets ? maskLine(message) : message;
  }

  fileContent(): {readonly content: string; readonly lines: number} {
    const {finding} = this.#place;
    finding.step(Number.POSITIVE_INFINITY);
    return logFile(finding.list(true), this.#view.filter, logNotes(this.#feed, this.#place.visit));
  }

  stop(): void {
    this.#life.abort(new Error('the logs were left'));
    this.#place.stop();
    this.#feed.stop();
  }

  get #count(): number {
    return Math.max(
      1,
      this.#size.rows -
        otherRows -
        (this.#feed.rates === undefined ? 0 : 1) -
        Math.min(mostNotes, logNotes(this.#feed, this.#place.visit).length),
    );
  }

  #begin(screen: LogScreen): LogFeed {
    const {clock, random, connection, onBug, store, mostLogBytes} = this.#ports;
    const feed: LogFeed = new LogFeed({
      clock,
      random,
      connection: connection(),
      members: screen.members,
      mostBytes: mostLogBytes,
      since: clock.now() - screen.view.minutes * 60_000,
      isPaused: () => store.getState().isPaused,
      onLines: (lines, age) => this.#take(lines, age),
      onChange: () => this.#drawSoon(),
      onBug,
    });
    return feed;
  }

  #placeIn(view: LogView): LogPlace {
    const {clock, onBug} = this.#ports;
    return new LogPlace({clock, feed: this.#feed, view, onChange: () => this.#drawSoon(), onBug});
  }

  /** Where the range holds too few lines to fill the screen, those before it are read by themselves, once. */
  #fillOnce(): void {
    if (this.#isFilled || this.#feed.status().completeUntil === undefined) return;
    this.#isFilled = true;
    if (this.#feed.buffer.size < this.#count) this.#feed.readOlder();
  }

  #restart(screen: LogScreen): void {
    this.#feed.stop();
    this.#place.stop();
    this.#arrived = 0;
    this.#isFilled = false;
    this.#feed = this.#begin(screen);
    if (screen.view.liveTail === 'on') this.#feed.setLive(true);
    this.#place = this.#placeIn(screen.view);
  }

  #take(lines: readonly LogLine[], age: 'new' | 'older'): void {
    this.#feed.buffer.add(lines);
    if (age === 'new' && !this.#view.isFollowing) this.#arrived += lines.filter(line => this.#place.finding.filter.matches(line)).length;
    this.#drawSoon();
  }

  /** Several changes in one moment are one drawing. */
  #drawSoon(): void {
    if (this.#isDrawingPlanned) return;
    this.#isDrawingPlanned = true;
    const {clock, onBug} = this.#ports;
    const {signal} = this.#life;
    const draw = () => {
      this.#isDrawingPlanned = false;
      this.#draw();
    };
    clock.wait(drawnEvery, signal).then(draw, error => signal.aborted || onBug(error));
  }

  #draw(): void {
    if (this.#life.signal.aborted) return;
    this.#searchOn();
    const {membersProblem, places} = this.#feed;
    const status = this.#feed.status();
    const isUnread = places === undefined && membersProblem !== undefined;
    this.#ports.store.apply(logWindowRead, {
      number: this.number,
      window: this.#window(),
      readAt: status.completeUntil,
      problem: isUnread ? {message: membersProblem, advice: noText} : undefined,
    });
  }

  /** One step of the search now; the rest when the keys that wait were heard. */
  #searchOn(): void {
    if (this.#place.finding.step() || this.#isSearchPlanned) return;
    this.#isSearchPlanned = true;
    setImmediate(() => {
      this.#isSearchPlanned = false;
      this.#draw();
    });
  }

  #window(): LogWindow {
    const list = this.#place.list();
    return logWindow({
      view: this.#view,
      feed: this.#feed,
      visit: this.#place.visit,
      list,
      finding: this.#place.finding,
      placed: this.#place.window(list, this.#count),
      arrived: this.#arrived,
      patterns: this.#patterns,
      isMarked: line => this.#marks.has(line),
      sourceOf: line => this.#sources.of(line),
    });
  }

  /** Beside the tasks that a deployment replaces, what those never wrote is new; else what came with the newest revision. */
  #isNewPattern(): (pattern: LogPattern) => boolean {
    const {rates, places} = this.#feed;
    return rates === undefined ? isNewAmong(places?.streams ?? []) : ({pattern}) => rates.isNew(pattern);
  }

  #countPatterns(): void {
    this.#patterns = undefined;
    const counting = countPatterns(this.#place.list(), this.#isNewPattern());
    const isWanted = () => !this.#life.signal.aborted && this.#view.showsPatterns;
    inSteps(counting, isWanted, patterns => {
      this.#patterns = patterns;
      this.#draw();
    });
  }
}
