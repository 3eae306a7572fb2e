import {expect, test} from 'vitest';
import {
  detailsRead,
  filterTyped,
  freshTableScreen,
  marksToggled,
  rowSelected,
  screenOpened,
  selectionSettled,
  sortedBy,
  trailEntered,
  wentBack,
  wentToPrevious,
} from '../../store/screens.ts';
import type {DetailsScreen, State} from '../../store/state.ts';
import {stateWith, tableScreen} from './states.ts';

const tasks = freshTableScreen('task', {cluster: 'erp'}, {column: 'ID', isDescending: false});

function details(id: string): DetailsScreen {
  return {
    type: 'details',
    kind: 'service',
    scope: {cluster: 'erp'},
    id,
    sections: undefined,
    readAt: undefined,
    problem: undefined,
    scroll: 0,
    revealsSecrets: false,
  };
}

function titles(state: State): readonly string[] {
  return state.screens.map(screen => (screen.type === 'help' ? 'help' : screen.kind));
}

test('going back finds the table as it was left', () => {
  let state = rowSelected(stateWith(), {cursor: 'web', top: 7});
  state = sortedBy(filterTyped(state, {filter: 'w'}), {column: 'TASKS'});
  const left = tableScreen(state);
  expect(tableScreen(wentBack(screenOpened(state, {screen: tasks})))).toBe(left);
});

test('going back never leaves the first screen', () => {
  const state = stateWith();
  expect(wentBack(state)).toBe(state);
});

test('the previous trail comes back whole, and again', () => {
  const elsewhere = trailEntered(screenOpened(stateWith(), {screen: tasks}), {screens: [tasks]});
  expect(titles(elsewhere)).toEqual(['task']);
  const before = wentToPrevious(elsewhere);
  expect(titles(before)).toEqual(['service', 'task']);
  expect(titles(wentToPrevious(before))).toEqual(['task']);
  expect(wentToPrevious(stateWith())).toEqual(stateWith());
});

test('leaving the help is no going back that the previous screen would return to', () => {
  const state = wentBack(screenOpened(stateWith(), {screen: {type: 'help', scroll: 0}}));
  expect(state.previousScreens).toBeUndefined();
});

test('sorting by the same column turns the order', () => {
  const once = sortedBy(stateWith(), {column: 'TASKS'});
  expect(tableScreen(once).sort).toEqual({column: 'TASKS', isDescending: false});
  expect(tableScreen(sortedBy(once, {column: 'TASKS'})).sort.isDescending).toBe(true);
});

test('marking all marks those that are not marked yet, or none', () => {
  const some = marksToggled(stateWith(), {ids: ['a']});
  const all = marksToggled(some, {ids: ['a', 'b']});
  expect([...tableScreen(all).marks]).toEqual(['a', 'b']);
  expect([...tableScreen(marksToggled(all, {ids: ['a', 'b']})).marks]).toEqual([]);
});

test('marks of rows that are gone go with them', () => {
  const marked = marksToggled(stateWith(), {ids: ['a', 'b']});
  const settled = selectionSettled(marked, {cursor: 'b', top: 0, exists: id => id === 'b'});
  expect([...tableScreen(settled).marks]).toEqual(['b']);
});

test('late details of another row are dropped', () => {
  const state = screenOpened(stateWith(), {screen: details('api')});
  expect(detailsRead(state, {of: details('web'), sections: ['web'], at: 5})).toBe(state);
  const read = detailsRead(state, {of: details('api'), sections: ['api'], at: 5});
  expect(read.screens.at(-1)).toMatchObject({sections: ['api'], readAt: 5});
});

test('details that are still being read do not undo the scrolling meanwhile', () => {
  const opened = details('api');
  const state = screenOpened(stateWith(), {screen: {...opened, scroll: 12}});
  expect(detailsRead(state, {of: opened, sections: [], at: 5}).screens.at(-1)).toMatchObject({scroll: 12});
});
