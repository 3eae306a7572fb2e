// Sentences among the rows, in the places where they belong: where lines are missing, and where there are none before.

import type {LogRow} from '../../../store/log-screen.ts';
import {clockSeconds} from '../../domain/format/clock-time.ts';
import {text} from '../../domain/safe-text.ts';
import type {LogGap} from '../../logs/follow-update.ts';
import type {LogFeed} from './feed.ts';
import type {PlacedWindow} from './position.ts';

/** What decides the markers. */
interface Marked extends Pick<LogFeed, 'older' | 'buffer'> {
  readonly gaps: ReadonlyMap<string, LogGap>;
}

/** The rows with a marker at each open gap, and one before the first line that there is. */
export function withMarkers({gaps, older, buffer}: Marked, {first}: PlacedWindow, rows: readonly LogRow[]): readonly LogRow[] {
  const marked = [...rows];
  for (const {group, from} of gaps.values()) {
    const at = marked.findIndex(row => row.type === 'line' && row.at >= from);
    const marker: LogRow = {type: 'marker', tone: 'bad', text: text`lines of ${group} may be missing from ${clockSeconds(from)} on`};
    marked.splice(at === -1 ? marked.length : at, 0, marker);
  }
  if (first > 0 || rows.length === 0) return marked;
  if (buffer.dropped.lines > 0) return [{type: 'marker', tone: 'warn', text: text`older lines were dropped`}, ...marked];
  return older === 'atStart' ? [{type: 'marker', tone: 'quiet', text: text`the first line of these tasks`}, ...marked] : marked;
}
