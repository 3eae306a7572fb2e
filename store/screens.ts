// Where the person is and has been, and how each screen is looked at.

import type {Kind, Scope} from '../src/domain/kind.ts';
import type {SafeText} from '../src/domain/safe-text.ts';
import type {Selection} from './selection.ts';
import type {DetailsScreen, Problem, RawScreen, Screen, State, TableScreen} from './state.ts';

/** A table as it is when it is opened. */
export function freshTableScreen(kind: Kind, scope: Scope, sort: TableScreen['sort'], filter = ''): TableScreen {
  return {
    type: 'table',
    kind,
    scope,
    cursor: undefined,
    top: 0,
    marks: new Set(),
    filter,
    sort,
    chosenColumn: undefined,
    showsProblemsOnly: false,
  };
}

/** The screen that is shown. */
export function shownScreen(state: State): Screen | undefined {
  return state.screens.at(-1);
}

/** One step further in. */
export function screenOpened(state: State, {screen}: {readonly screen: Screen}): State {
  return {...state, screens: [...state.screens, screen]};
}

/** To another place altogether; `-` leads back to this trail. */
export function trailEntered(state: State, {screens}: {readonly screens: readonly Screen[]}): State {
  return screens.length === 0 ? state : {...state, screens, previousScreens: state.screens};
}

/** `Esc`: the parent as it was. The first screen stays. `-` leads to the one that was left, unless it was help. */
export function wentBack(state: State): State {
  if (state.screens.length < 2) return state;
  const previous = shownScreen(state)?.type === 'help' ? state.previousScreens : state.screens;
  return {...state, screens: state.screens.slice(0, -1), previousScreens: previous};
}

/** `-`: this trail and the one before change places. */
export function wentToPrevious(state: State): State {
  return state.previousScreens ? {...state, screens: state.previousScreens, previousScreens: state.screens} : state;
}

/** The cursor is on another row because a person wanted it. */
export function rowSelected(state: State, {cursor, top}: Selection): State {
  return onTable(state, screen => ({...screen, cursor, top, hasMoved: true}));
}

/** The rows are others: cursor and top follow them. Marks of rows that no longer exist go. */
export function selectionSettled(state: State, {cursor, top, exists}: Selection & {readonly exists: (id: string) => boolean}): State {
  return onTable(state, screen => {
    const lostMarks = [...screen.marks].some(id => !exists(id));
    if (screen.cursor === cursor && screen.top === top && !lostMarks) return screen;
    return {...screen, cursor, top, marks: lostMarks ? new Set([...screen.marks].filter(exists)) : screen.marks};
  });
}

/** `Space`, `*`: marks these rows; when all of them are marked already, unmarks them. */
export function marksToggled(state: State, {ids}: {readonly ids: readonly string[]}): State {
  return onTable(state, screen => {
    const given = new Set(ids);
    const marks = given.isSubsetOf(screen.marks) ? screen.marks.difference(given) : screen.marks.union(given);
    return {...screen, marks};
  });
}

/** The filter is another. */
export function filterTyped(state: State, {filter}: {readonly filter: string}): State {
  return onShown(state, screen => {
    if (screen.type === 'logs') return {...screen, view: {...screen.view, filter}};
    return screen.type === 'table' ? {...screen, filter} : screen;
  });
}

/** `<` `>` */
export function columnChosen(state: State, {column}: {readonly column: string}): State {
  return onTable(state, screen => ({...screen, chosenColumn: column}));
}

/** `o`: sorted by a column; by the same one again, the other way round. */
export function sortedBy(state: State, {column}: {readonly column: string}): State {
  return onTable(state, screen => ({
    ...screen,
    sort: {column, isDescending: screen.sort.column === column ? !screen.sort.isDescending : false},
  }));
}

/** `!` */
export function problemsOnlyToggled(state: State): State {
  return onTable(state, screen => ({...screen, showsProblemsOnly: !screen.showsProblemsOnly}));
}

/** Details, JSON or help are scrolled to this line. */
export function scrolledTo(state: State, {scroll}: {readonly scroll: number}): State {
  return onShown(state, screen => (screen.type === 'table' || screen.type === 'logs' ? screen : {...screen, scroll}));
}

/** `v`: secret values of this screen are shown, or masked again. */
export function secretsToggled(state: State): State {
  return onShown(state, screen =>
    screen.type === 'details' || screen.type === 'raw' ? {...screen, revealsSecrets: !screen.revealsSecrets} : screen,
  );
}

/** The details of a row were read; those of another row are no longer wanted. */
export function detailsRead(
  state: State,
  {of, sections, at}: {readonly of: DetailsScreen; readonly sections: readonly unknown[]; readonly at: number},
): State {
  return onSame(state, of, screen => (screen.type === 'details' ? {...screen, sections, readAt: at, problem: undefined} : screen));
}

/** The JSON of a row was read, or is drawn anew. */
export function rawRead(
  state: State,
  {of, lines, at}: {readonly of: RawScreen; readonly lines: readonly SafeText[]; readonly at: number},
): State {
  return onSame(state, of, screen => (screen.type === 'raw' ? {...screen, lines, readAt: at, problem: undefined} : screen));
}

/** Details or JSON could not be read; what was read before stays. */
export function screenFailed(state: State, {of, problem}: {readonly of: DetailsScreen | RawScreen; readonly problem: Problem}): State {
  return onSame(state, of, screen => ({...screen, problem}));
}

/** True for two states of the same screen. */
export function isSameScreen(one: Screen | undefined, other: Screen | undefined): boolean {
  if (one === undefined || other === undefined || one.type !== other.type) return false;
  if (one.type === 'help' || other.type === 'help') return true;
  if (one.type === 'logs' || other.type === 'logs') return one.type === 'logs' && other.type === 'logs' && one.number === other.number;
  const isSameRow = one.type === 'table' || other.type === 'table' || one.id === other.id;
  return isSameRow && one.kind === other.kind && isSameScope(one.scope, other.scope);
}

function isSameScope(one: Scope, other: Scope): boolean {
  return (['cluster', 'service', 'task', 'instance', 'family', 'zone', 'run', 'playbook'] as const).every(
    part => one[part] === other[part],
  );
}

function onShown(state: State, change: (screen: Screen) => Screen): State {
  const screen = shownScreen(state);
  if (!screen) return state;
  const changed = change(screen);
  return changed === screen ? state : {...state, screens: [...state.screens.slice(0, -1), changed]};
}

function onTable(state: State, change: (screen: TableScreen) => TableScreen): State {
  return onShown(state, screen => (screen.type === 'table' ? change(screen) : screen));
}

function onSame<Shown extends DetailsScreen | RawScreen>(
  state: State,
  of: Shown,
  change: (screen: DetailsScreen | RawScreen) => DetailsScreen | RawScreen,
): State {
  let isChanged = false;
  const screens = state.screens.map(screen => {
    if (screen.type !== of.type || !isSameScreen(screen, of)) return screen;
    isChanged = true;
    return screen.type === 'details' || screen.type === 'raw' ? change(screen) : screen;
  });
  return isChanged ? {...state, screens} : state;
}
