// Below a table: the whole note of the row under the cursor, which its column has to cut on a terminal of 80 columns.

import {text} from '../../src/domain/safe-text.ts';
import {noteRows} from '../../store/layout.ts';
import {type State, type TableScreen, tableKey} from '../../store/state.ts';
import {coveringDialog} from '../body.ts';
import {currentScreen, tableOf, type ViewContext} from '../context.ts';
import {gap, type PaintedLine, paint, type Span} from '../paint.ts';
import {annotation, changesByTarget} from '../table/annotation.ts';
import {noticeLines} from './notice.ts';

/** One line on tables, empty where there is nothing to say; none on other screens and on low terminals. */
export function noteLines(context: ViewContext, state: State): readonly PaintedLine[] {
  const screen = currentScreen(state);
  if (screen.type !== 'table' || noteRows(state.size) === 0) return [];
  const notice = noticeLines(state);
  // A long message begins here and goes on in the footer.
  const [begun] = notice.length > 1 ? notice : [];
  const spans = begun ? [gap(1), begun] : coveringDialog(state) ? [] : noteSpans(context, state, screen);
  return [paint(context.theme, state.size.columns, spans)];
}

function noteSpans({theme, resourceOf}: ViewContext, state: State, screen: TableScreen): readonly Span[] {
  const entry = screen.cursor === undefined ? undefined : tableOf(state, screen)?.entries.get(screen.cursor);
  if (entry === undefined) return [];
  const resource = resourceOf(screen.kind);
  const change = changesByTarget(state.changes, tableKey(screen.kind, screen.scope)).get(entry.id);
  const marked = annotation(theme, entry, change, resource.remembersGone === true);
  const row = entry.row as Parameters<typeof resource.verdict>[0] | undefined;
  const verdict = row === undefined ? undefined : resource.verdict(row, entry.finding, state.now, entry.measured);
  const notes: Span[] = [];
  if (marked) notes.push(marked);
  if (verdict && verdict.note !== '') notes.push({text: verdict.note, tone: verdict.tone});
  const [first, ...others] = notes;
  if (first === undefined) return [];
  return [gap(3), first, ...others.flatMap(note => [{text: text`; `, tone: 'quiet'} as const, note])];
}
