// The log screen as lines: its status, what must be known, then as many log lines as fit, the newest at the bottom.

import {text} from '../../src/domain/safe-text.ts';
import type {LogScreen, LogWindow} from '../../store/log-screen.ts';
import {gap, type PaintedLine, paint} from '../paint.ts';
import type {Theme} from '../theme.ts';
import {comparisonLines} from './comparison.ts';
import {patternLines} from './patterns.ts';
import {layOutLogs, logRowLines} from './row.ts';
import {statusLine} from './status.ts';

/** Notes beyond these are counted only: lines matter more. */
const mostNotes = 3;

/** The screen in `height` lines at most. */
export function logLines(theme: Theme, screen: LogScreen, width: number, height: number): readonly PaintedLine[] {
  const {window, view} = screen;
  const status = statusLine(theme, width, screen);
  if (window === undefined) return [status];
  const notes = [...comparisonLines(theme, width, window), ...noteLines(theme, width, window)];
  const room = Math.max(0, height - 1 - notes.length);
  const content = view.showsPatterns ? patternLines(theme, width, window, room) : rowsIn(theme, screen, window, width, room);
  return [status, ...notes, ...content].slice(0, height);
}

function noteLines(theme: Theme, width: number, {notes}: LogWindow): readonly PaintedLine[] {
  const shown = notes.length > mostNotes ? notes.slice(0, mostNotes - 1) : notes;
  const more = notes.length - shown.length;
  return [
    ...shown.map(({tone, text: words}) => paint(theme, width, [gap(1), {text: words, tone}])),
    ...(more > 0 ? [paint(theme, width, [gap(1), {text: text`and ${more} more such notes`, tone: 'quiet'}])] : []),
  ];
}

/** The end of the rows while following; else from the first on, but with the line under the cursor always among them. */
function rowsIn(theme: Theme, {view}: LogScreen, window: LogWindow, width: number, room: number): readonly PaintedLine[] {
  const {rows} = window;
  if (rows.length === 0) return [paint(theme, width, [gap(2), {text: emptyWords(window), tone: 'quiet'}])];
  const layout = layOutLogs(view, rows);
  const blocks = rows.map(row => logRowLines(theme, width, row, layout, view.wraps));
  const lines = blocks.flat();
  if (lines.length <= room) return lines;
  const cursor = rows.findIndex(row => row.type === 'line' && row.isUnderCursor);
  const cursorEnd = blocks.slice(0, cursor + 1).reduce((sum, block) => sum + block.length, 0);
  const cursorStart = cursorEnd - (blocks[cursor]?.length ?? 0);
  const start = view.isFollowing ? lines.length - room : Math.min(cursorStart, Math.max(0, cursorEnd - room));
  return lines.slice(start, start + room);
}

function emptyWords({matches, kept}: LogWindow) {
  if (matches !== undefined && kept > 0) return matches.isSearching ? text`searching …` : text`no line matches; Esc clears the filter`;
  return text`no lines yet; keys 1 to 6 choose how far back, ↑ reads older ones`;
}
