// What a row has to say besides its columns: that it is missing or gone, or how far a change of it has come.

import {type SafeText, safeText, text} from '../../src/domain/safe-text.ts';
import type {ChangeInProgress, Entry} from '../../store/state.ts';
import type {Span} from '../paint.ts';
import type {Theme} from '../theme.ts';

/** The words for the row's end; none when its columns say all. */
export function annotation(theme: Theme, entry: Entry, change: ChangeInProgress | undefined, isRemembered: boolean): Span | undefined {
  if (entry.presence === 'missing') return missing(entry);
  if (change) return progress(theme, change);
  if (entry.presence !== 'gone') return undefined;
  return {text: isRemembered ? text`remembered` : text`gone from the list`, tone: 'quiet'};
}

/** The newest change of each row that still has something to say, by the row's id. */
export function changesByTarget(changes: readonly ChangeInProgress[], table: string): ReadonlyMap<string, ChangeInProgress> {
  const newest = new Map<string, ChangeInProgress>();
  for (const change of changes) {
    if (change.tableKey === table && change.state !== 'steady' && !newest.has(change.targetId)) newest.set(change.targetId, change);
  }
  return newest;
}

function missing({reason}: Entry): Span {
  return {text: reason === undefined ? text`! missing` : text`! missing: ${reason}`, tone: 'warn'};
}

function progress(theme: Theme, change: ChangeInProgress): Span {
  switch (change.state) {
    case 'sent':
      return {text: text`${theme.glyphs.progress} sent`, tone: 'busy'};
    case 'unknown':
      return {text: text`! outcome unknown, reading again`, tone: 'warn'};
    case 'failed':
      return {text: text`✗ ${change.note === '' ? 'failed' : change.note}`, tone: 'bad'};
    case 'progressing':
    case 'steady':
      return {text: text`${theme.glyphs.progress} ${counted(change)}`, tone: 'busy'};
  }
}

function counted({done, total, note}: ChangeInProgress): SafeText {
  const count = total > 0 ? `${done}/${total}` : '';
  return safeText([count, note].filter(part => part !== '').join(' '));
}
