// The line above the log lines: how it goes, how far it can be trusted, and where the person stands.

import {clockSeconds, clockTime, dateTime} from '../../src/domain/format/clock-time.ts';
import {plural} from '../../src/domain/format/quantity.ts';
import {type SafeText, text} from '../../src/domain/safe-text.ts';
import type {LogScreen, LogView, LogWindow} from '../../store/log-screen.ts';
import {gap, joined, type PaintedLine, paintApart, type Span} from '../paint.ts';
import type {Theme} from '../theme.ts';

/** The line. What it says about following stands at the right and always stays. */
export function statusLine(theme: Theme, width: number, screen: LogScreen): PaintedLine {
  const {window, view, readAt} = screen;
  if (window === undefined) return paintApart(theme, width - 1, [gap(1), {text: text`looking for the logs …`, tone: 'quiet'}], []);
  const left = joined([matchSpans(window, view), placeSpans(window, view, readAt)], gap(2));
  return paintApart(theme, width - 1, [gap(1), ...left], followSpans(window, view, readAt));
}

function matchSpans({matches, filterProblem, kept}: LogWindow, {filter}: LogView): readonly Span[] {
  const problem: readonly Span[] = filterProblem === undefined ? [] : [{text: text`! ${filterProblem}`, tone: 'warn'}];
  if (matches === undefined) return problem;
  const searching = matches.isSearching ? ' so far' : '';
  const found: Span = {text: text`/${filter}  ${plural(matches.count, 'match', 'matches')} of ${kept}${searching}`, isBold: true};
  return joined([[found], problem], gap(2));
}

function placeSpans({streams, groups, queries, reach, kept}: LogWindow, {visiting}: LogView, readAt: number | undefined): readonly Span[] {
  if (visiting !== undefined) {
    return [
      {text: text`around ${dateTime(visiting)}`, tone: 'busy', isBold: true},
      gap(2),
      {text: text`${plural(kept, 'line')} read`, tone: 'quiet'},
    ];
  }
  const read = readAt === undefined ? 'reading …' : `read until ${clockSeconds(readAt)} (late by ${spanWords(reach)} at most)`;
  const words: SafeText = text`${plural(kept, 'line')}  ${plural(streams, 'stream')} in ${plural(groups, 'group')}  ${read}  ${plural(queries, 'call')} a round`;
  return [{text: words, tone: 'quiet'}];
}

function followSpans(window: LogWindow, view: LogView, readAt: number | undefined): readonly Span[] {
  const live: readonly Span[] = view.liveTail === 'on' ? [{text: text`LIVE TAIL`, tone: 'warn', isBold: true}, gap(2)] : [];
  const since: readonly Span[] = view.visiting === undefined ? [{text: sinceWords(window.heldFrom, readAt), tone: 'quiet'}, gap(2)] : [];
  return [...live, ...since, ...followingSpans(window, view)];
}

function followingSpans({arrived, hasEnded}: LogWindow, {isFollowing}: LogView): readonly Span[] {
  if (isFollowing && hasEnded) return [{text: text`the tasks have stopped`, tone: 'quiet'}];
  if (isFollowing) return [{text: text`following`, tone: 'ok', isBold: true}];
  const news: Span = arrived === 0 ? {text: text`stopped`, tone: 'warn'} : {text: text`${arrived} new`, tone: 'warn', isBold: true};
  return [news, {text: text`, f follows`, tone: 'quiet'}];
}

/** `since 14:02`, with the date where it is another day's. */
function sinceWords(from: number, readAt: number | undefined): SafeText {
  const [day, now] = [dateTime(from).slice(0, 10), dateTime(readAt ?? from).slice(0, 10)];
  return day === now ? text`since ${clockTime(from)}` : text`since ${day} ${clockTime(from)}`;
}

function spanWords(milliseconds: number): string {
  return milliseconds < 60_000 ? `${Math.round(milliseconds / 1_000)} s` : `${Math.round(milliseconds / 60_000)} min`;
}
