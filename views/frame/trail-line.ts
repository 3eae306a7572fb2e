// The second line: the way that led here with the count of rows, and at the right what narrows and orders them.

import {type SafeText, text} from '../../src/domain/safe-text.ts';
import type {State, Table, TableScreen} from '../../store/state.ts';
import {currentScreen, tableOf, type ViewContext} from '../context.ts';
import {gap, joined, type PaintedLine, paintApart, type Span, widthOf} from '../paint.ts';
import {shown, type Theme} from '../theme.ts';
import {cut} from '../width.ts';
import {scopeNames, shownName} from './place.ts';

/** The share of the line that words about a trouble may take. */
const mostTrouble = 0.6;

/** The line. When it gets short, the order goes first, then the beginning of the trail. */
export function trailLine(context: ViewContext, state: State): PaintedLine {
  const {theme} = context;
  const {columns} = state.size;
  const screen = currentScreen(state);
  const counts = screen.type === 'table' ? countSpans(context, state, screen) : [];
  const narrowing =
    screen.type === 'table' ? joined([unmeasuredSpans(context, state, screen), narrowingSpans(context, state, screen)], gap(3)) : [];
  const order = screen.type === 'table' ? orderSpans(context, screen) : [];
  const names = trailNames(context, state);
  const whole = [gap(1), ...trailSpans(theme, names, false), ...counts];
  for (const right of [joined([narrowing, order], gap(3)), narrowing]) {
    if (widthOf(theme, [...whole, ...right]) + 3 <= columns) return paintApart(theme, columns - 1, whole, right);
  }
  const room = columns - (narrowing.length > 0 ? 4 : 2) - widthOf(theme, [...counts, ...narrowing]);
  const isFitting = (from: number) => widthOf(theme, trailSpans(theme, names.slice(from), from > 0)) <= room;
  const from = [...names.keys()].find(isFitting) ?? names.length - 1;
  return paintApart(theme, columns - 1, [gap(1), ...trailSpans(theme, names.slice(from), from > 0), ...counts], narrowing);
}

function trailSpans({glyphs}: Theme, names: readonly SafeText[], isShortened: boolean): readonly Span[] {
  const way = [...(isShortened ? [glyphs.ellipsis] : []), ...names.slice(0, -1)];
  return [
    ...way.map(name => ({text: text`${name} ${glyphs.trail} `, tone: 'quiet'}) as const),
    {text: names.at(-1) ?? text``, isBold: true},
  ];
}

/** The names along the trail: each screen adds the parts of its scope that are new, and its own title. */
function trailNames(context: ViewContext, state: State): readonly SafeText[] {
  const {screens} = state;
  return screens.flatMap((screen, index) => {
    if (screen.type === 'help') return [text`help`];
    const before = screens.slice(0, index).findLast(one => one.type === 'table');
    const narrowed = scopeNames(context, state, screen.scope, before?.scope);
    if (screen.type === 'table') return [...narrowed, text`${context.resourceOf(screen.kind).title}`];
    if (screen.type === 'logs') return [text`${screen.title} logs`];
    return [shownName(context, state, screen.kind, screen.id), screen.type === 'raw' ? text`JSON` : text`details`];
  });
}

function countSpans(context: ViewContext, state: State, screen: TableScreen): readonly Span[] {
  const table = tableOf(state, screen);
  if (!table) return [];
  const {total, shown: left} = context.projector(state, screen);
  const count = left === total ? text`${total}` : text`${left} of ${total}`;
  const isEmpty = total === 0 && table.listing.state !== 'complete';
  const marked =
    screen.marks.size > 0 ? [gap(2), {text: text`${context.theme.glyphs.mark} ${screen.marks.size} marked`, tone: 'busy'} as const] : [];
  return [...(isEmpty ? [] : [gap(1), {text: count}]), ...progressSpans(table), ...marked];
}

function progressSpans({listing, problem}: Table): readonly Span[] {
  if (listing.state !== 'loading' || problem !== undefined) return [];
  return [gap(2), {text: text`loading page ${listing.pages + 1}, ${listing.listed} so far`, tone: 'busy'}];
}

/** What could not be measured: it costs nothing but the figures, and so it does not stand among the problems below. */
function unmeasuredSpans({theme}: ViewContext, state: State, screen: TableScreen): readonly Span[] {
  const [first] = tableOf(state, screen)?.unmeasured ?? [];
  if (first === undefined) return [];
  return [{text: cut(shown(theme, text`! ${first}`), Math.floor(state.size.columns * mostTrouble), theme.glyphs.ellipsis), tone: 'warn'}];
}

function narrowingSpans({theme, projector}: ViewContext, state: State, screen: TableScreen): readonly Span[] {
  const {filter, showsProblemsOnly} = screen;
  const problems: readonly Span[] = showsProblemsOnly ? [{text: text`! problems only`, tone: 'warn'}] : [];
  if (filter === '') return problems;
  const isTaken = projector(state, screen).filterProblem === undefined;
  const typed = cut(shown(theme, text`/${filter}`), Math.floor(state.size.columns / 3), theme.glyphs.ellipsis);
  return joined([problems, [{text: typed, isBold: true, tone: isTaken ? 'plain' : 'bad'}]], gap(3));
}

function orderSpans({theme}: ViewContext, {sort}: TableScreen): readonly Span[] {
  const arrow = sort.isDescending ? theme.glyphs.descending : theme.glyphs.ascending;
  return [{text: text`sort ${sort.column} ${arrow}`, tone: 'quiet'}];
}
