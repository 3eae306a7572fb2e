// The keys that work on the rows of the table in front: commands, links, details, marks, columns.

import type {AnyCommand} from '../../../commands/command.ts';
import {
  columnChosen,
  filterTyped,
  freshTableScreen,
  marksToggled,
  problemsOnlyToggled,
  screenOpened,
  shownScreen,
  sortedBy,
} from '../../../store/screens.ts';
import type {Entry, State, TableScreen} from '../../../store/state.ts';
import {tableOf} from '../../../store/tables.ts';
import type {Action} from '../../domain/keys.ts';
import type {Kind, Scope} from '../../domain/kind.ts';
import {text} from '../../domain/safe-text.ts';
import {type AnyResource, type Link, resourceIn} from '../../resources/resource.ts';
import {type KeyPorts, mention, say} from './key-ports.ts';
import {keepingCursor, shownIds} from './moving.ts';

/** A row as declarations take it: the store keeps rows without their type, and a table holds rows of its own kind only. */
type Row = Parameters<AnyResource['id']>[0];
type AnyLink = Link<Row>;

/** The part of the scope that an id of a kind fills. */
export const partOf: Partial<Record<Kind, keyof Scope>> = {
  cluster: 'cluster',
  service: 'service',
  task: 'task',
  'stopped-task': 'task',
  'container-instance': 'instance',
  'task-definition-family': 'family',
};

/** The row under the cursor; undefined when none is, or when the filter hides it. */
export function rowUnderCursor(ports: KeyPorts, state: State): Entry | undefined {
  const screen = shownScreen(state);
  if (screen?.type !== 'table' || screen.cursor === undefined) return undefined;
  return shownIds(ports, state).includes(screen.cursor) ? tableOf(state, screen)?.entries.get(screen.cursor) : undefined;
}

/** The ids that a command takes: the marked rows in the order of the screen, hidden ones last; else the row under the cursor. */
export function selectedIds(ports: KeyPorts, state: State): readonly string[] {
  const screen = shownScreen(state);
  if (screen?.type !== 'table') return [];
  const {marks} = screen;
  if (marks.size > 0) return [...new Set([...shownIds(ports, state).filter(id => marks.has(id)), ...marks])];
  const entry = rowUnderCursor(ports, state);
  return entry ? [entry.id] : [];
}

/** Begins a command on the selected rows. */
export function startCommand(ports: KeyPorts, {id}: AnyCommand): void {
  const ids = selectedIds(ports, ports.store.getState());
  if (ids.length === 0) sayNoRow(ports);
  else ports.runner.start(id, ids);
}

/** Opens what a link leads to from the row under the cursor. */
export function followLink(ports: KeyPorts, link: AnyLink): void {
  const state = ports.store.getState();
  const screen = shownScreen(state);
  const entry = rowUnderCursor(ports, state);
  if (screen?.type !== 'table') return;
  if (!entry) {
    sayNoRow(ports);
    return;
  }
  const scope = entry.row === undefined ? scopeOfId(ports, screen, link, entry.id) : link.scope(entry.row as Row, screen.scope);
  if (!scope) {
    sayNotRead(ports, screen, entry);
    return;
  }
  const {initialSort} = ports.resourceOf(link.kind);
  ports.store.apply(screenOpened, {screen: freshTableScreen(link.kind, scope, initialSort)});
}

/** Where ⏎ leads from a row of which only the id is known, when that is enough. */
function scopeOfId({resourceOf}: KeyPorts, {kind, scope}: TableScreen, link: AnyLink, id: string): Scope | undefined {
  const part = partOf[kind];
  if (link.key !== 'enter' || part === undefined) return undefined;
  const isOutsideClusters = part === 'cluster' || part === 'family';
  const derived: Scope = {...(!isOutsideClusters && scope.cluster !== undefined && {cluster: scope.cluster}), [part]: id};
  return resourceOf(link.kind).needsScope.every(needed => derived[needed] !== undefined) ? derived : undefined;
}

function sayNoRow(ports: KeyPorts): void {
  const state = ports.store.getState();
  const screen = shownScreen(state);
  const total = screen?.type === 'table' ? (tableOf(state, screen)?.entries.size ?? 0) : 0;
  say(ports, 'warn', total === 0 ? text`the table is empty: there is no row to act on` : text`no row is selected: move to one first`);
}

function sayNotRead(ports: KeyPorts, {kind}: TableScreen, {id, presence, reason}: Entry): void {
  const name = ports.resourceOf(kind).name(id);
  if (presence === 'missing') say(ports, 'warn', text`${name} cannot be read: ${reason ?? 'AWS gave no reason'}`);
  else say(ports, 'plain', text`still loading ${name}`);
}

/** Does what a key asks for on a table; false when it is not the table's to do. */
export function actOnTable(ports: KeyPorts, action: Action, screen: TableScreen): boolean {
  const {store} = ports;
  switch (action) {
    case 'open':
      open(ports, screen);
      return true;
    case 'details':
      openRow(ports, screen, 'details');
      return true;
    case 'raw':
      openRow(ports, screen, 'raw');
      return true;
    case 'mark':
      markRow(ports);
      return true;
    case 'markAll':
      store.apply(marksToggled, {ids: shownIds(ports, store.getState())});
      return true;
    case 'chooseColumnLeft':
      chooseColumn(ports, screen, -1);
      return true;
    case 'chooseColumnRight':
      chooseColumn(ports, screen, 1);
      return true;
    case 'sortByChosen':
      sortByChosen(ports, screen);
      return true;
    case 'problemsOnly':
      keepingCursor(ports, () => store.apply(problemsOnlyToggled));
      return true;
    case 'back':
      if (screen.filter === '') return false;
      keepingCursor(ports, () => store.apply(filterTyped, {filter: ''}));
      return true;
    default:
      return false;
  }
}

function open(ports: KeyPorts, screen: TableScreen): void {
  const link = ports.resourceOf(screen.kind).links.find(({key}) => key === 'enter');
  if (link) followLink(ports, link);
  else openRow(ports, screen, 'details');
}

function openRow(ports: KeyPorts, screen: TableScreen, type: 'details' | 'raw'): void {
  const entry = rowUnderCursor(ports, ports.store.getState());
  if (!entry) {
    sayNoRow(ports);
    return;
  }
  // The JSON is read by the id alone; the details begin with the row.
  if (type === 'details' && entry.row === undefined) {
    sayNotRead(ports, screen, entry);
    return;
  }
  const {kind, scope} = screen;
  const shared = {kind, scope, id: entry.id, readAt: undefined, problem: undefined, scroll: 0, revealsSecrets: false};
  ports.store.apply(screenOpened, {
    screen: type === 'details' ? {type, ...shared, sections: undefined} : {type, ...shared, lines: undefined},
  });
}

function markRow(ports: KeyPorts): void {
  const entry = rowUnderCursor(ports, ports.store.getState());
  if (entry) ports.store.apply(marksToggled, {ids: [entry.id]});
  else sayNoRow(ports);
}

/** The next column to that side among those that are drawn, also from one that is not: nobody chooses what they cannot see. */
function chooseColumn({store, resourceOf, shownColumns}: KeyPorts, screen: TableScreen, by: -1 | 1): void {
  const titles = resourceIn(resourceOf(screen.kind), screen.scope).columns.map(({title}) => title);
  const shown = shownColumns(store.getState());
  const at = titles.indexOf(screen.chosenColumn ?? screen.sort.column);
  const before = shown.findLast(title => titles.indexOf(title) < at);
  const after = shown.find(title => titles.indexOf(title) > at);
  const column = by < 0 ? before : after;
  if (column !== undefined) store.apply(columnChosen, {column});
}

/** The terminal may have become narrower since the column was chosen. */
function sortByChosen(ports: KeyPorts, screen: TableScreen): void {
  const column = screen.chosenColumn ?? screen.sort.column;
  if (ports.shownColumns(ports.store.getState()).includes(column)) keepingCursor(ports, () => ports.store.apply(sortedBy, {column}));
  else mention(ports, 'warn', text`${column} is not drawn at this width: choose another`);
}

/** `c`: the id of what is under the cursor or open, exactly as AWS wrote it. */
export function copyId(ports: KeyPorts): void {
  const state = ports.store.getState();
  const screen = shownScreen(state);
  if (!screen || screen.type === 'help' || screen.type === 'logs') return;
  const id = screen.type === 'table' ? rowUnderCursor(ports, state)?.id : screen.id;
  if (id === undefined) {
    sayNoRow(ports);
    return;
  }
  ports.actions.copy(id);
  mention(ports, 'ok', text`copied ${id}`);
}
