// The newest message to the person, on the last line, and on the one above it where it is long.

import {signOf} from '../../src/domain/health/verdict.ts';
import {text} from '../../src/domain/safe-text.ts';
import {noteRows} from '../../store/layout.ts';
import type {Notice, State} from '../../store/state.ts';
import {coveringDialog} from '../body.ts';
import {currentScreen} from '../context.ts';
import type {Span} from '../paint.ts';
import {wrapped} from '../width.ts';

/** The message that is told now. */
export function newestNotice({notices, now}: State): Notice | undefined {
  return notices
    .filter(notice => notice.until === undefined || notice.until > now)
    .reduce<Notice | undefined>((newest, notice) => (newest && newest.id > notice.id ? newest : notice), undefined);
}

/** Its lines, the last of them for the footer: two where a table has a line to spare for the note of a row. None without a message. */
export function noticeLines(state: State): readonly Span[] {
  const notice = newestNotice(state);
  if (!notice) return [];
  const whole = text`${signOf(notice.tone)} ${notice.text}`;
  const hasSpareLine = currentScreen(state).type === 'table' && noteRows(state.size) > 0 && !coveringDialog(state);
  const lines = hasSpareLine ? wrapped(whole, state.size.columns - 2) : [whole];
  return lines.slice(0, 2).map(line => ({text: line, tone: notice.tone, isBold: true}));
}
