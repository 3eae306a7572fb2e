// The help of a screen: every key that does something there, from the declarations, and why a command cannot be used now.

import type {AnyCommand} from '../commands/command.ts';
import type {KeyBinding} from '../src/domain/keys.ts';
import {noText, type SafeText, safeText, text} from '../src/domain/safe-text.ts';
import type {Screen, State, TableScreen} from '../store/state.ts';
import {tableOf, type ViewContext} from './context.ts';
import {keyName} from './key-names.ts';
import {emptyLine, gap, type PaintedLine, paint, type Span} from './paint.ts';
import type {Theme} from './theme.ts';
import {displayWidth, pad} from './width.ts';

interface HelpEntry {
  readonly keys: SafeText;
  readonly title: SafeText;
  /** Why it cannot be used now. */
  readonly reason: SafeText | undefined;
}

interface HelpGroup {
  readonly title: SafeText;
  readonly entries: readonly HelpEntry[];
}

/** All lines of the help for the screen below it. */
export function helpLines(context: ViewContext, state: State): readonly PaintedLine[] {
  const {theme} = context;
  const below = state.screens.findLast(screen => screen.type !== 'help');
  const groups = groupsOf(context, state, below).filter(({entries}) => entries.length > 0);
  const keysWidth = Math.max(...groups.flatMap(({entries}) => entries.map(({keys}) => displayWidth(keys))));
  return groups.flatMap((group, index) => [
    ...(index === 0 ? [] : [emptyLine]),
    paint(theme, state.size.columns, [gap(1), {text: group.title, tone: 'busy', isBold: true}]),
    ...group.entries.map(entry => entryLine(theme, state.size.columns, entry, keysWidth)),
  ]);
}

function entryLine(theme: Theme, width: number, {keys, title, reason}: HelpEntry, keysWidth: number): PaintedLine {
  const why: readonly Span[] = reason === undefined ? [] : [{text: text`  not now: ${reason}`, tone: 'warn'}];
  return paint(theme, width, [
    gap(3),
    {text: pad(keys, keysWidth), isBold: reason === undefined, ...(reason !== undefined && {tone: 'quiet'})},
    gap(2),
    {text: title, ...(reason !== undefined && {tone: 'quiet'})},
    ...why,
  ]);
}

function groupsOf(context: ViewContext, state: State, below: Screen | undefined): readonly HelpGroup[] {
  const {theme, bindings} = context;
  const general = (places: readonly KeyBinding['where'][], title: SafeText): HelpGroup => ({
    title,
    entries: bindings.filter(({where, on}) => places.includes(where) && on === undefined).map(binding => bindingEntry(theme, binding)),
  });
  const everywhere = general(['everywhere'], text`Everywhere`);
  if (!below || below.type === 'help') return [everywhere];
  if (below.type === 'logs') return [general(['logs', 'text'], text`In the logs`), everywhere];
  if (below.type !== 'table') return [general(['row', 'details', 'text'], text`In these details`), everywhere];
  return [...tableGroups(context, state, below), general(['row', 'table'], text`In every table`), everywhere];
}

function tableGroups(context: ViewContext, state: State, screen: TableScreen): readonly HelpGroup[] {
  const {theme} = context;
  const {title, links} = context.resourceOf(screen.kind);
  const open = links.map(link => ({keys: keyName(theme, link.key), title: text`${link.title}`, reason: undefined}));
  const changes = context.commands
    .filter(command => command.target === screen.kind)
    .map(command => ({
      keys: keyName(theme, command.key),
      title: text`${command.title}`,
      reason: whyNot(command, state, screen),
    }));
  const isReadOnly = state.connection.mode === 'read-only';
  const hosts = context.bindings
    .filter(({on}) => on?.kinds.includes(screen.kind))
    .map(binding => ({...bindingEntry(theme, binding), ...(isReadOnly && binding.on?.isChange && {reason: readOnly})}));
  return [
    {title: text`From a row of ${title}`, entries: open},
    {title: text`Change ${title}`, entries: changes},
    {title: text`On hosts, by Systems Manager`, entries: hosts},
  ];
}

const readOnly = text`read-only, start with --write to allow changes`;

function whyNot(command: AnyCommand, state: State, screen: TableScreen): SafeText | undefined {
  if (state.connection.mode === 'read-only') return readOnly;
  const row = screen.cursor === undefined ? undefined : tableOf(state, screen)?.entries.get(screen.cursor)?.row;
  if (row === undefined) return text`no row is selected`;
  // The store keeps rows without their type; the command's target is this table's kind.
  return command.disabled?.(row as Parameters<AnyCommand['describe']>[0]);
}

function bindingEntry(theme: Theme, {keys, title}: KeyBinding): HelpEntry {
  const names = keys.map(key => keyName(theme, key)).join(' ');
  return {keys: names === '' ? noText : safeText(names), title: safeText(title), reason: undefined};
}
