import {expect, test} from 'vitest';
import {noText, text} from '../../src/domain/safe-text.ts';
import {
  confirmChanged,
  confirmOpened,
  dialogClosed,
  filterAbandoned,
  filterOpened,
  paletteOpened,
  suggestionChosen,
} from '../../store/dialogs.ts';
import {noticeShown, noticesExpired, noticesSeen} from '../../store/notices.ts';
import {filterTyped} from '../../store/screens.ts';
import {stateWith, tableScreen} from './states.ts';

test('Esc in the filter restores what was there', () => {
  const typed = filterTyped(filterOpened(filterTyped(stateWith(), {filter: 'web'})), {filter: 'webx'});
  const left = filterAbandoned(typed);
  expect(tableScreen(left).filter).toBe('web');
  expect(left.dialog).toBeUndefined();
});

test('the choice of a suggestion goes round', () => {
  const suggestions = ['a', 'b', 'c'].map(completion => ({completion, title: noText, hint: noText}));
  const opened = paletteOpened(stateWith(), {input: '', suggestions});
  expect(suggestionChosen(opened, {by: -1}).dialog).toMatchObject({selected: 2});
  expect(suggestionChosen(paletteOpened(stateWith(), {input: '', suggestions: []}), {by: 1}).dialog).toMatchObject({selected: 0});
});

test('a preview that comes after the dialog was left opens nothing', () => {
  const confirm = confirmOpened(stateWith(), {
    dialog: {
      commandId: 'service.scale',
      title: noText,
      effect: 'change',
      phase: 'reading',
      items: [],
      confirmation: {type: 'key'},
      typed: '',
      problem: undefined,
    },
  });
  const left = dialogClosed(confirm);
  expect(confirmChanged(left, {phase: 'ready'})).toBe(left);
  expect(confirmChanged(confirm, {phase: 'ready'}).dialog).toMatchObject({phase: 'ready'});
});

test('notices go when their time is over, or at a key when they have none', () => {
  let state = noticeShown(stateWith(), {tone: 'ok', text: text`copied`, until: 2_000});
  state = noticeShown(state, {tone: 'bad', text: text`denied`});
  expect(noticesExpired(state, {now: 1_999})).toBe(state);
  expect(noticesExpired(state, {now: 2_000}).notices.map(notice => notice.text)).toEqual(['denied']);
  expect(noticesSeen(state).notices.map(notice => notice.text)).toEqual(['copied']);
});

test('the same words are not told twice at once', () => {
  const once = noticeShown(stateWith(), {tone: 'ok', text: text`copied`});
  expect(noticeShown(once, {tone: 'ok', text: text`copied`}).notices).toHaveLength(1);
});
