// Keys on tables: what they act on after a refresh, in which order, and what is ignored.

import {expect, test} from 'vitest';
import {text} from '../../../src/domain/safe-text.ts';
import {askOpened, confirmOpened} from '../../../store/dialogs.ts';
import {noticeShown} from '../../../store/notices.ts';
import {columnChosen, shownScreen} from '../../../store/screens.ts';
import {clusterId, serviceId, serviceRow, stage} from './dispatch-stage.ts';

const erp = {cluster: clusterId('erp')};

test('a command takes the row that the cursor stood on, also after rows were added above it', () => {
  const deck = stage();
  deck.openServices();
  deck.press('j');
  const names = ['aaa', 'aab', 'api', 'batch', 'web'];
  deck.list(
    'service',
    erp,
    names.map(name => serviceId(name)),
    names.map(name => ({id: serviceId(name), row: serviceRow(name)})),
  );
  deck.press('s');
  expect(deck.calls).toEqual(['start service.scale batch']);
});

test('when the row under the cursor has gone, no other takes its place as the target', () => {
  const deck = stage();
  deck.openServices();
  deck.list('service', erp, [serviceId('web')]);
  deck.press('s');
  expect(deck.calls).toEqual([]);
  expect(deck.notices()[0]).toContain('no row is selected');
});

test('marked rows are taken instead of the row under the cursor, in the order of the screen', () => {
  const deck = stage();
  deck.openServices();
  deck.press('G', ' ', 'g', ' ', 'j', 'r');
  expect(deck.calls).toEqual(['start service.redeploy api,web']);
});

test('* marks all that match, and again none', () => {
  const deck = stage();
  deck.openServices();
  deck.press('/', 'a', 'p', 'enter', '*');
  expect([...deck.table().marks]).toEqual([serviceId('api')]);
  deck.press('*');
  expect(deck.table().marks.size).toBe(0);
});

test('keys that arrive as one event move one by one; a command among them ends the event', () => {
  const deck = stage();
  deck.openServices();
  deck.press('jj');
  expect(deck.cursor()).toBe('web');
  deck.press('kry');
  expect(deck.calls).toEqual(['start service.redeploy batch']);
  expect(deck.trail().at(-1)).toBe('table service');
});

test('typing ahead into the filter reaches it', () => {
  const deck = stage();
  deck.openServices();
  deck.press('/batch');
  expect(deck.table().filter).toBe('batch');
  expect(deck.cursor()).toBe('batch');
});

test('an Enter that arrives with the keys before it, as over a slow line, is pressed after them', () => {
  const deck = stage();
  deck.openServices();
  deck.press('/b\r');
  expect([deck.table().filter, deck.dialog()]).toEqual(['b', undefined]);
  deck.press('escape', 'j\rj\r');
  expect(deck.notices()[0]).toContain('pasted text was ignored');
  deck.press('j\r');
  expect(deck.trail().at(-1)).toBe('table task');
});

test('pasted text acts as no keys, and goes into text fields without line breaks', () => {
  const deck = stage();
  deck.openServices();
  deck.press('srsrsrsrsr');
  deck.press('r\n');
  expect(deck.calls).toEqual([]);
  expect(deck.notices()[0]).toContain('pasted text was ignored');
  deck.press('/', 'w\ne\rb');
  expect(deck.table().filter).toBe('web');
  expect(deck.dialog()?.type).toBe('filter');
  deck.press('escape', ':services erp\r');
  expect(deck.dialog()).toMatchObject({type: 'palette', input: 'services erp'});
});

test('the filter: Esc restores it, Enter keeps it, Esc clears it before it goes back', () => {
  const deck = stage();
  deck.openServices();
  deck.press('/', 'w', 'enter', '/', 'x', 'escape');
  expect(deck.table().filter).toBe('w');
  deck.press('escape');
  expect(deck.table().filter).toBe('');
  expect(deck.trail()).toHaveLength(2);
  deck.press('escape', 'escape', 'escape');
  expect(deck.trail()).toEqual(['table cluster']);
  expect(deck.calls).toEqual([]);
});

test('arrows move through the rows while the filter is typed', () => {
  const deck = stage();
  deck.openServices();
  deck.press('/', 'a', 'down');
  expect(deck.cursor()).toBe('batch');
  deck.press('ctrl+u');
  expect(deck.table().filter).toBe('');
});

test('a confirmation gets every event whole, and never the name of a key as text', () => {
  const deck = stage();
  deck.openServices();
  const dialog = {
    commandId: 'service.redeploy',
    title: text`Redeploy`,
    effect: 'change',
    phase: 'ready',
    items: [],
    confirmation: {type: 'key'},
    typed: '',
    problem: undefined,
  } as const;
  deck.store.apply(confirmOpened, {dialog});
  deck.press('yy', 'y', 'enter', ' ', 'up', 'enter'.slice(0, 2));
  deck.press('space');
  expect(deck.calls).toEqual(['confirm "yy"', 'confirm "y"', 'confirm "enter"', 'confirm "space"', 'confirm "en"']);
  deck.press('ctrl+z', 'escape', 'ctrl+c');
  expect(deck.calls.slice(-3)).toEqual(['suspend', 'cancel', 'quit']);
});

const reading = {
  commandId: 'service.redeploy',
  title: text`Redeploy`,
  effect: 'destroy',
  phase: 'ready',
  items: [],
  confirmation: {type: 'phrase', phrase: 'erp'},
  typed: '',
  problem: undefined,
} as const;

test('arrows and page keys read a preview, no further than it is long, and are no answer to it', () => {
  const deck = stage();
  deck.openServices();
  const scroll = () => deck.dialog();
  deck.store.apply(confirmOpened, {dialog: reading});
  deck.press('down', 'pagedown');
  expect(scroll()).toMatchObject({scroll: 9});
  deck.press('pagedown', 'pagedown', 'pagedown');
  expect(scroll()).toMatchObject({scroll: 20});
  deck.press('up', 'pageup');
  expect(scroll()).toMatchObject({scroll: 11});
  deck.press('pageup', 'pageup', 'up');
  expect(scroll()).toMatchObject({scroll: 0, typed: ''});
  expect(deck.calls).toEqual([]);
});

test('a preview is counted from what is seen of it, keeps its place at a hint, and rests while a phrase is typed', () => {
  const deck = stage();
  deck.openServices();
  deck.store.apply(confirmOpened, {dialog: {...reading, scroll: 500}});
  deck.press('up');
  expect(deck.dialog()).toMatchObject({scroll: 19});
  deck.store.apply(confirmOpened, {dialog: {...reading, problem: {message: text`type erp`, advice: text``}}});
  expect(deck.dialog()).toMatchObject({scroll: 19, problem: {message: 'type erp'}});
  deck.press('j', 'k', 'up');
  expect(deck.dialog()).toMatchObject({scroll: 19, typed: 'jk'});
  deck.store.apply(confirmOpened, {dialog: {...reading, phase: 'refused'}});
  expect(deck.dialog()).not.toHaveProperty('scroll');
});

test('< and > step over the columns that are drawn, also from one that is not', () => {
  const deck = stage({shownColumns: ['NAME', 'TASKS', 'AGE']});
  deck.openServices();
  const after = (...keys: readonly string[]) => {
    deck.press(...keys);
    return deck.table().chosenColumn;
  };
  expect(after('>', '>')).toBe('AGE');
  expect(after('>')).toBe('AGE');
  expect(after('<', '<', '<')).toBe('NAME');
  deck.store.apply(columnChosen, {column: 'STATUS'});
  deck.press('o');
  expect(deck.table().sort.column).toBe('NAME');
  expect(deck.notices().join()).toContain('STATUS is not drawn at this width');
  expect(after('>')).toBe('AGE');
  deck.store.apply(columnChosen, {column: 'STATUS'});
  expect(after('<')).toBe('TASKS');
  deck.store.apply(columnChosen, {column: 'NOTE'});
  expect(after('>'), 'none is to that side').toBe('NOTE');
});

test('Enter opens a row of which only the id is known where that is enough, other links wait', () => {
  const deck = stage();
  deck.list('cluster', {}, [clusterId('erp')]);
  deck.press('g', 'i');
  expect(deck.notices()).toEqual(['still loading erp']);
  deck.press('enter');
  expect(deck.notices()).toEqual([]);
  expect(deck.table()).toMatchObject({kind: 'service', scope: {cluster: clusterId('erp')}});
});

test('a key clears the notices that wait for one and still acts', () => {
  const deck = stage();
  deck.openServices();
  deck.store.apply(noticeShown, {tone: 'warn', text: text`look`});
  deck.press('j');
  expect(deck.notices()).toEqual([]);
  expect(deck.cursor()).toBe('batch');
});

test('commands of other tables do nothing; on an empty table the key is answered', () => {
  const deck = stage();
  deck.press('s', 'K');
  expect(deck.calls).toEqual([]);
  deck.openServices([]);
  deck.press('s');
  expect(deck.notices()[0]).toContain('the table is empty');
});

test('help and details scroll no further than they are long', () => {
  const deck = stage();
  deck.openServices();
  deck.press('?', 'G', 'j');
  expect(shownScreen(deck.store.getState())).toMatchObject({type: 'help', scroll: 7});
  deck.press('k', '?', 'd', 'jjj', 'v');
  expect(shownScreen(deck.store.getState())).toMatchObject({type: 'details', scroll: 3, revealsSecrets: true, id: serviceId('api')});
  deck.press('escape');
  expect(deck.cursor()).toBe('api');
});

test('copy, undo, refresh, sort and the previous screen', () => {
  const deck = stage();
  deck.openServices();
  deck.press('c', 'u', 'ctrl+r', '>', 'o', 'escape', '-');
  expect(deck.calls).toEqual([`copy "${serviceId('api')}"`, 'undo', 'refresh']);
  expect(deck.table().kind).toBe('service');
  expect(deck.table().sort.column).toBe('TASKS');
});

test('what is typed takes the place of a proposed answer; editing keys edit it', () => {
  const ask = {
    commandId: 'service.scale',
    title: text`Scale`,
    targets: [],
    label: text`Desired count`,
    input: '24',
    isProposed: true,
    problem: undefined,
  };
  const deck = stage();
  deck.openServices();
  deck.store.apply(askOpened, {dialog: ask});
  deck.press('5', '0');
  expect(deck.dialog()).toMatchObject({input: '50', isProposed: false});
  deck.store.apply(askOpened, {dialog: ask});
  deck.press('backspace', '6', 'enter');
  expect(deck.calls).toEqual(['answer "26"']);
});
