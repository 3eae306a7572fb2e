// The table screen as lines: titles, then the visible rows or one sentence. Only what is on the screen is computed.

import type {Projection} from '../../src/resources/projection.ts';
import {resourceIn} from '../../src/resources/resource.ts';
import type {State, TableScreen} from '../../store/state.ts';
import {tableKey} from '../../store/state.ts';
import {currentScreen, tableOf, type ViewContext} from '../context.ts';
import {runHeadLines} from '../fleet/run-head.ts';
import {freshness} from '../freshness.ts';
import {emptyLine, gap, type PaintedLine, paint} from '../paint.ts';
import {annotation, changesByTarget} from './annotation.ts';
import {emptyWords} from './empty.ts';
import {headerLine} from './header.ts';
import {gutterWidth, layOut} from './layout.ts';
import {rowLine} from './row.ts';
import {topShowing} from './window.ts';

/** The table in `height` lines at most. */
export function tableLines(context: ViewContext, state: State, screen: TableScreen, height: number): readonly PaintedLine[] {
  const {theme} = context;
  const {columns: width} = state.size;
  const resource = resourceIn(context.resourceOf(screen.kind), screen.scope);
  const layout = layOut(resource.columns, width);
  const projection = context.projector(state, screen);
  const head = runHeadLines(context, state, screen);
  const titles = headerLine(theme, width, layout, screen);
  const table = tableOf(state, screen);
  if (!table || projection.ids.length === 0) {
    const words = emptyWords(context, state, screen, table, projection);
    return [...head, titles, emptyLine, paint(theme, width, [gap(gutterWidth), {text: words, tone: 'quiet'}])].slice(0, height);
  }
  const {first, count} = visibleRows(projection, screen, height - head.length);
  const {isStale} = freshness(state);
  const changes = changesByTarget(state.changes, tableKey(screen.kind, screen.scope));
  const rows = projection.ids.slice(first, first + count).map(id => {
    const entry = table.entries.get(id);
    if (!entry) return emptyLine;
    const row = {
      entry,
      isUnderCursor: id === screen.cursor,
      isMarked: screen.marks.has(id),
      isDim: isStale || (entry.presence === 'gone' && !resource.remembersGone),
      annotation: annotation(theme, entry, changes.get(id), resource.remembersGone === true),
    };
    return rowLine(theme, width, resource, layout, row, state.now);
  });
  return [...head, titles, ...rows].slice(0, height);
}

/** The titles of the columns that the table in front has at this width, in their order; none without a table. */
export function shownColumns(context: ViewContext, state: State): readonly string[] {
  const screen = currentScreen(state);
  if (screen.type !== 'table') return [];
  return layOut(resourceIn(context.resourceOf(screen.kind), screen.scope).columns, state.size.columns).map(({column}) => column.title);
}

/** The rows that a table of `height` lines (its titles among them) shows: the index of the first, and how many at most. */
export function visibleRows({ids}: Projection, screen: TableScreen, height: number): {readonly first: number; readonly count: number} {
  const count = Math.max(0, height - 1);
  const focus = screen.cursor === undefined ? -1 : ids.indexOf(screen.cursor);
  return {first: topShowing(screen.top, focus, count, ids.length), count};
}
