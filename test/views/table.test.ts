import {stripVTControlCharacters} from 'node:util';
import {expect, test} from 'vitest';
import {text} from '../../src/domain/safe-text.ts';
import type {ChangeInProgress, State, Table, TableScreen} from '../../store/state.ts';
import {tableKey} from '../../store/state.ts';
import {layOut} from '../../views/table/layout.ts';
import {tableLines} from '../../views/table/lines.ts';
import {topShowing} from '../../views/table/window.ts';
import {createTheme} from '../../views/theme.ts';
import {cluster, columns, contextWith, entryOf, idOf, listedEntry, now, services, stateWith, tableWith, threeServices} from './fixture.ts';

const key = tableKey('service', {cluster});

function drawn(state: State, screen: TableScreen = services, height = 20): readonly string[] {
  return tableLines(contextWith(), state, screen, height).map(line => stripVTControlCharacters(line));
}

function stateOf(table: Table, changes: Partial<State> = {}): State {
  return stateWith({tables: {[key]: table}, ...changes});
}

const titles = (width: number) => layOut(columns, width).map(({column}) => column.title);
const total = (width: number) => layOut(columns, width).reduce((sum, {width: cells}) => sum + cells + 2, -2);

test('columns go by priority as it gets narrow, the name never', () => {
  expect(titles(160)).toEqual(['NAME', 'TASKS', 'AGE', 'ZONE', 'NOTE']);
  expect(titles(80)).toEqual(['NAME', 'TASKS', 'AGE', 'NOTE']);
  expect(titles(54)).toEqual(['NAME', 'TASKS', 'NOTE']);
  expect(titles(40)).toEqual(['NAME', 'TASKS']);
  expect(titles(10)).toEqual(['NAME']);
});

test('the columns fill the width exactly where one of them fills', () => {
  for (const width of [60, 80, 81, 120, 160, 200]) expect(total(width)).toBe(width - 3);
});

test('cells stand under their titles, wide characters included', () => {
  const lines = drawn(stateWith({}, [entryOf({name: 'srvweb', note: 'here'}), entryOf({name: '日本語サービス', note: 'here'})]));
  const cellsBefore = (line: string | undefined, word: string) =>
    line?.slice(0, line.indexOf(word)).replaceAll(/[^\x00-\x7f✓]/gu, 'ww').length;
  expect(cellsBefore(lines[1], '✓')).toBe(lines[0]?.indexOf('TASKS'));
  expect(cellsBefore(lines[2], '✓')).toBe(lines[0]?.indexOf('TASKS'));
  expect(cellsBefore(lines[2], 'here')).toBe(lines[0]?.indexOf('NOTE'));
});

test('the cursor and the marks can be seen without colour', () => {
  const lines = drawn(stateWith(), {...services, marks: new Set([idOf('srvweb'), idOf('srvapp2')])});
  expect(lines[1]).toMatch(/^●▸ srvapp2/);
  expect(lines[2]).toMatch(/^ {3}srvapp1/);
  expect(lines[3]).toMatch(/^● {2}srvweb/);
});

test('only cells that mean something are coloured, and no spaces are sent at the end', () => {
  const context = contextWith(createTheme({hasColour: true, isUnicode: true}));
  const [, , line = ''] = tableLines(context, stateWith(), {...services, cursor: idOf('srvweb')}, 20);
  expect(line).toContain('\u001b[31m');
  expect(line.startsWith('   srvapp1')).toBe(true);
  for (const one of drawn(stateWith())) expect(one).toBe(one.trimEnd());
});

test('a hostile name is drawn inert', () => {
  const [, line = ''] = tableLines(
    contextWith(),
    stateWith({}, [entryOf({name: 'a\u001b[2J\u202eb'})]),
    {...services, cursor: undefined},
    20,
  );
  expect(line).toContain('a␛[2J<U+202E>b');
  expect(line.replaceAll(/\u001b\[[0-9;]*m/g, '')).not.toContain('\u001b');
});

test('a row that is only listed shows its name; missing and gone rows say so', () => {
  const lines = drawn(
    stateWith({}, [
      listedEntry('srvnew'),
      listedEntry('srvlost', {presence: 'missing', reason: 'MISSING'}),
      entryOf({name: 'srvold'}, {presence: 'gone'}),
    ]),
  );
  expect(lines[1]).toMatch(/^ {3}srvnew +· +· +·$/);
  expect(lines[2]).toMatch(/srvlost +! missing: MISSING$/);
  expect(lines[3]).toMatch(/srvold .*gone from the list$/);
});

test('a change in progress stands before the note, and at the end where the note was dropped', () => {
  const change: ChangeInProgress = {
    number: 1,
    commandId: 'service.scale',
    targetId: idOf('srvapp2'),
    tableKey: key,
    summary: text`srvapp2: 2 → 5 tasks`,
    at: now,
    state: 'progressing',
    done: 2,
    total: 5,
    note: text`replaced`,
    undo: undefined,
  };
  expect(drawn(stateWith({changes: [change]}))[1]).toMatch(/↻ 2\/5 replaced {2}cannot place/);
  expect(drawn(stateWith({changes: [change], size: {columns: 40, rows: 24}}))[1]).toContain('↻ 2/5 replaced');
  expect(drawn(stateWith({changes: [{...change, state: 'unknown'}]}))[1]).toContain('! outcome unknown');
  expect(drawn(stateWith({changes: [{...change, state: 'steady'}]}))[1]).not.toContain('2/5');
});

test('old data are grey, and so is everything while the connection is in trouble', () => {
  const grey = (state: State) => tableLines(contextWith(), state, services, 20)[3]?.startsWith('   \u001b[2m');
  const problem = {message: text`expired`, advice: text`log in`};
  expect(grey(stateWith())).toBe(false);
  expect(grey(stateOf(tableWith(threeServices, {readAt: now - 60_000})))).toBe(true);
  expect(grey(stateOf(tableWith(threeServices, {problem})))).toBe(true);
  expect(grey(stateWith({connection: {...stateWith().connection, problem}}))).toBe(true);
});

test('an empty table says why', () => {
  const empty = (table: Table, screen = services) => drawn(stateOf(table, {screens: [screen]}), screen)[2]?.trim();
  expect(empty(tableWith([]))).toBe('no services in erp');
  expect(empty(tableWith([], {listing: {state: 'waiting'}, readAt: undefined}))).toBe('waiting for the first page …');
  expect(empty(tableWith([], {listing: {state: 'loading', pages: 2, listed: 0}}))).toBe('no services so far, reading page 3 …');
  expect(empty(tableWith(threeServices), {...services, filter: 'zzz'})).toBe('nothing matches /zzz – Esc clears');
});

test('the sorted column has an arrow, and a title that is too long gives way to it', () => {
  expect(drawn(stateWith())[0]).toContain('TASKS▼');
  expect(drawn(stateWith(), {...services, sort: {column: 'AGE', isDescending: false}})[0]).toContain('AGE▲');
});

test('the cursor is always on the screen, and the window never passes the end', () => {
  expect(topShowing(0, 30, 10, 100)).toBe(21);
  expect(topShowing(50, 30, 10, 100)).toBe(30);
  expect(topShowing(95, 99, 10, 100)).toBe(90);
  expect(topShowing(5, -1, 10, 3)).toBe(0);
  const rows = Array.from({length: 50}, (_, index) => entryOf({name: `srv${index}`}));
  const lines = drawn(stateWith({}, rows), {...services, cursor: idOf('srv40'), top: 0}, 11);
  expect(lines).toHaveLength(11);
  expect(lines.at(-1)).toContain('▸ srv40');
});
