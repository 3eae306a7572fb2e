// The last line: the newest notice, or what is being typed into the filter, or the keys that matter on this screen.

import type {AnyCommand} from '../../commands/command.ts';
import type {Action} from '../../src/domain/keys.ts';
import {type SafeText, text} from '../../src/domain/safe-text.ts';
import type {LogScreen} from '../../store/log-screen.ts';
import type {State, TableScreen} from '../../store/state.ts';
import {currentScreen, type ViewContext} from '../context.ts';
import {runInFront, usefulActions} from '../fleet/run-head.ts';
import {keyName} from '../key-names.ts';
import {gap, joined, type PaintedLine, paintApart, type Span, widthOf} from '../paint.ts';
import {noticeLines} from './notice.ts';

/** The line; `position` (where in a longer content the screen is) stands at its right. */
export function footerLine(context: ViewContext, state: State, position: SafeText | undefined): PaintedLine {
  const {columns} = state.size;
  const right = position === undefined ? [] : [{text: position, tone: 'quiet'} as const];
  const room = columns - widthOf(context.theme, right) - 3;
  return paintApart(context.theme, columns - 1, [gap(1), ...leftSpans(context, state, room)], right);
}

function leftSpans(context: ViewContext, state: State, room: number): readonly Span[] {
  const {dialog} = state;
  const screen = currentScreen(state);
  if (dialog?.type === 'filter' && screen.type === 'table')
    return filterInput(context, screen, context.projector(state, screen).filterProblem);
  if (dialog?.type === 'filter' && screen.type === 'logs') return logFilterInput(context, screen.view.filter);
  const notice = noticeLines(state).at(-1);
  if (notice) return [notice];
  if (dialog) return [];
  switch (screen.type) {
    case 'table':
      return fitting(context, tableKeys(context, state, screen), lastKeys(context, ['palette', 'filter', 'help']), room);
    case 'details':
    case 'raw': {
      const reveal = screen.revealsSecrets ? text`mask secrets` : text`show secrets`;
      const lines = context.resourceOf(screen.kind).logs === undefined ? [] : actionKeys(context, 'logs', text`logs`);
      const keys = [
        keySpans(context, 'escape', text`back`),
        ...lines,
        ...actionKeys(context, 'revealSecrets', reveal),
        ...actionKeys(context, 'openEditor', text`editor`),
      ];
      return fitting(context, keys, lastKeys(context, ['copy', 'palette', 'help']), room);
    }
    case 'logs':
      return fitting(context, logKeys(context, screen), lastKeys(context, ['filterLines', 'help']), room);
    case 'help':
      return fitting(context, [keySpans(context, 'escape', text`back`)], lastKeys(context, ['palette']), room);
  }
}

function filterInput({theme}: ViewContext, {filter}: TableScreen, problem: SafeText | undefined): readonly Span[] {
  const help: Span = {text: text`   ${keyName(theme, 'enter')} keep  Esc as before  regex, !not, column:value`, tone: 'quiet'};
  return [
    {text: text`/${filter}`, isBold: true},
    {text: theme.glyphs.caret, tone: 'busy'},
    problem === undefined ? help : {text: text`   ✗ ${problem}`, tone: 'bad'},
  ];
}

/** The links of the table, then its commands (grey while nothing may be changed), then the details; last what is wanted seldom. */
function tableKeys(context: ViewContext, state: State, screen: TableScreen): readonly (readonly Span[])[] {
  const {kind} = screen;
  const {links, logs} = context.resourceOf(kind);
  const isReadOnly = state.connection.mode === 'read-only';
  const enter = links.filter(link => link.key === 'enter');
  const others = links.filter(link => link.key !== 'enter');
  const link = ({key, title}: {readonly key: string; readonly title: string}) => keySpans(context, key, text`${title}`);
  const command = ({key, title}: AnyCommand) => keySpans(context, key, text`${title.toLowerCase()}`, isReadOnly);
  const onRow = context.commands.filter(({target}) => target === kind);
  const commands = onRow.filter(({isSeldom}) => !isSeldom).map(command);
  const seldom = onRow.filter(({isSeldom}) => isSeldom).map(command);
  const run = runInFront(state, screen);
  const hosts = context.bindings
    .filter(({action, on}) => on?.kinds.includes(kind) && (run === undefined || usefulActions(run).includes(action)))
    .map(({keys, on}) => keySpans(context, keys[0] ?? '', text`${on?.short ?? ''}`, isReadOnly && on?.isChange === true));
  const lines = logs === undefined ? [] : actionKeys(context, 'logs', text`logs`);
  const details = actionKeys(context, 'details', text`details`);
  return enter.length > 0
    ? [...enter.map(link), ...lines, ...commands, ...hosts, ...details, ...others.map(link), ...seldom]
    : [...details, ...lines, ...commands, ...hosts, ...others.map(link), ...seldom];
}

function logFilterInput({theme}: ViewContext, filter: string): readonly Span[] {
  return [
    {text: text`/${filter}`, isBold: true},
    {text: theme.glyphs.caret, tone: 'busy'},
    {text: text`   ${keyName(theme, 'enter')} keep  Esc as before  words, regex, !not, task:id`, tone: 'quiet'},
  ];
}

function logKeys(context: ViewContext, {view}: LogScreen): readonly (readonly Span[])[] {
  const hasFilter = view.filter !== '';
  return [
    keySpans(context, 'escape', view.showsPatterns ? text`lines` : hasFilter ? text`clear` : text`back`),
    ...actionKeys(context, 'follow', view.isFollowing ? text`stop` : text`follow`),
    ...(hasFilter ? [...actionKeys(context, 'nextMatch', text`next`), ...actionKeys(context, 'onlyMatches', text`only/all`)] : []),
    ...actionKeys(context, 'wrap', text`wrap`),
    ...actionKeys(context, 'logColumns', text`columns`),
    ...actionKeys(context, 'jsonFields', text`JSON`),
    ...rangeKeys(context),
    ...actionKeys(context, 'jumpToTime', text`time`),
    ...actionKeys(context, 'patterns', text`patterns`),
    ...actionKeys(context, 'saveLines', text`save`),
    ...actionKeys(context, 'markLine', text`mark`),
    ...actionKeys(context, 'maskSecrets', view.masksSecrets ? text`unmask` : text`mask secrets`),
    ...actionKeys(context, 'openEditor', text`editor`),
    ...actionKeys(context, 'copy', text`copy`),
  ];
}

const shortTitles: Partial<Record<Action, SafeText>> = {
  palette: text`go`,
  filter: text`filter`,
  filterLines: text`filter`,
  help: text`help`,
  copy: text`copy ARN`,
};

/** `1–6 range` */
function rangeKeys({theme, bindings}: ViewContext): readonly (readonly Span[])[] {
  const keyOf = (action: Action) => keyName(theme, bindings.find(binding => binding.action === action)?.keys[0] ?? '');
  return [
    [
      {text: text`${keyOf('lastMinute')}–${keyOf('last6Hours')}`, isBold: true},
      {text: text` range`, tone: 'quiet'},
    ],
  ];
}

function lastKeys(context: ViewContext, actions: readonly Action[]): readonly (readonly Span[])[] {
  return actions.flatMap(action => actionKeys(context, action, shortTitles[action] ?? text`${action}`));
}

function actionKeys(context: ViewContext, action: Action, title: SafeText): readonly (readonly Span[])[] {
  const key = context.bindings.find(binding => binding.action === action)?.keys[0];
  return key === undefined ? [] : [keySpans(context, key, title)];
}

function keySpans({theme}: ViewContext, key: string, title: SafeText, isGrey = false): readonly Span[] {
  return [
    {text: keyName(theme, key), ...(isGrey ? {tone: 'quiet'} : {isBold: true})},
    {text: text` ${title}`, tone: 'quiet'},
  ];
}

/** Those of the first that fit before the last, which always stay: where one is too long, a shorter one after it may take its place. */
function fitting(
  {theme}: ViewContext,
  first: readonly (readonly Span[])[],
  last: readonly (readonly Span[])[],
  room: number,
): readonly Span[] {
  const shown: (readonly Span[])[] = [];
  for (const spans of first) {
    if (widthOf(theme, joined([...shown, spans, ...last], gap(2))) <= room) shown.push(spans);
  }
  return joined([...shown, ...last], gap(2));
}
