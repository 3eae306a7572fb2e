// Where a person stands among lines that come, go and are filtered: by the lines themselves, never by their numbers.

import type {LogLine} from '../../domain/log-line.ts';
import type {LineList} from '../../logs/line-list.ts';
import {foldLines} from '../../logs/multi-line.ts';
import type {Move} from '../keys/move.ts';

/** A line in the order in which it is drawn. */
export interface PlacedLine {
  readonly line: LogLine;
  readonly isContinued: boolean;
}

/** The lines of the window. */
export interface PlacedWindow {
  /** Lines before the window. */
  readonly first: number;
  readonly lines: readonly PlacedLine[];
  /** The place of the cursor among them; -1 when there are none. */
  readonly cursor: number;
}

/** A place in a list of lines. */
export class LogPosition {
  #top: LogLine | undefined;
  #cursor: LogLine | undefined;

  get cursor(): LogLine | undefined {
    return this.#cursor;
  }

  /** The window of at most `count` lines around the place; at the end while following. */
  window(list: LineList, count: number, isFollowing: boolean): PlacedWindow {
    const last = Math.max(0, list.size - count);
    let first = isFollowing || this.#top === undefined ? last : Math.min(list.before(this.#top), last);
    let lines = placed(list, first, count);
    if (isFollowing || this.#cursor === undefined) {
      this.#hold(lines, lines.length - 1);
      return {first, lines, cursor: lines.length - 1};
    }
    let cursor = indexOf(lines, this.#cursor);
    if (cursor === -1 && lines.length > 0) {
      const wanted = Math.min(list.before(this.#cursor), list.size - 1);
      if (wanted < first || wanted >= first + count) {
        first = Math.max(0, Math.min(wanted - Math.floor(count / 2), last));
        lines = placed(list, first, count);
      }
      cursor = indexOf(lines, this.#cursor);
      if (cursor === -1) cursor = indexOf(lines, list.slice(wanted, wanted + 1)[0]);
      this.#hold(lines, Math.max(0, cursor));
    }
    return {first, lines, cursor: lines.length === 0 ? -1 : Math.max(0, cursor)};
  }

  /** To a line; the window follows. */
  jump(line: LogLine): void {
    this.#cursor = line;
  }

  /** Moves; answers `atStart` when there is nothing before, `atEnd` when there is nothing after. */
  move(list: LineList, count: number, by: Move, isFollowing: boolean, page: number): 'moved' | 'atStart' | 'atEnd' {
    const {first, cursor} = this.window(list, count, isFollowing);
    const steps: Readonly<Record<Move, number>> = {
      moveUp: -1,
      moveDown: 1,
      pageUp: -page,
      pageDown: page,
      moveTop: -list.size,
      moveBottom: list.size,
    };
    const step = steps[by];
    const wanted = first + cursor + step;
    const isPage = by === 'pageUp' || by === 'pageDown';
    const last = Math.max(0, list.size - count);
    // Within the window the cursor moves; beyond it, or by pages, the window does.
    const shifted = isPage ? first + step : wanted < first ? wanted : wanted >= first + count ? wanted - count + 1 : first;
    const top = Math.max(0, Math.min(shifted, last));
    const lines = placed(list, top, count);
    const index = Math.max(0, Math.min(wanted - top, lines.length - 1));
    this.#hold(lines, index);
    this.#top = list.slice(top, top + 1)[0];
    if (wanted < 0) return 'atStart';
    return wanted >= list.size ? 'atEnd' : 'moved';
  }

  #hold(lines: readonly PlacedLine[], index: number): void {
    this.#cursor = lines[index]?.line;
    this.#top = lines[0]?.line;
  }
}

function placed(list: LineList, first: number, count: number): readonly PlacedLine[] {
  return foldLines(list.slice(first, first + count)).flatMap(({head, rest}) => [
    {line: head, isContinued: false},
    ...rest.map(line => ({line, isContinued: true})),
  ]);
}

function indexOf(lines: readonly PlacedLine[], line: LogLine | undefined): number {
  return line === undefined ? -1 : lines.findIndex(one => one.line === line);
}
