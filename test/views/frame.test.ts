import {stripVTControlCharacters} from 'node:util';
import stringWidth from 'string-width';
import {expect, test} from 'vitest';
import {text} from '../../src/domain/safe-text.ts';
import type {Connection, State, TableScreen} from '../../store/state.ts';
import {tableKey} from '../../store/state.ts';
import {linesAbove, linesBelow} from '../../views/frame/frame.ts';
import {createTheme} from '../../views/theme.ts';
import {cluster, contextWith, entryOf, now, services, stateWith, tableWith, threeServices} from './fixture.ts';

const context = contextWith();
const plain = (lines: readonly string[]) => lines.map(line => stripVTControlCharacters(line));
const above = (state: State) => plain(linesAbove(context, state));
/** Without the line of the row's note, which tables have above the rest. */
const below = (state: State) => plain(linesBelow(context, state)).slice(1);
const note = (state: State) => plain(linesBelow(context, state))[0];
const onConnection = (changes: Partial<Connection>, columns = 80) =>
  stateWith({connection: {...stateWith().connection, ...changes}, size: {columns, rows: 24}});
const onScreen = (changes: Partial<TableScreen>, columns = 80) =>
  stateWith({screens: [...stateWith().screens.slice(0, -1), {...services, ...changes}], size: {columns, rows: 24}});

test('who, where, the mode and the age of the data stand in the first line', () => {
  const [line] = above(onConnection({}, 100));
  expect(line).toMatch(/^ ecsdeck {2}111122223333 OnCall ap-southeast-1 {2}READ-ONLY .*data 2s {2}41 calls\/min$/);
});

test('production says PROD and is red in all its width, or inverse without colour', () => {
  const state = onConnection({isProduction: true, mode: 'write'});
  const [coloured = ''] = linesAbove(contextWith(createTheme({hasColour: true, isUnicode: true})), state);
  expect(coloured.startsWith('\u001b[7;31m ')).toBe(true);
  expect(stringWidth(coloured)).toBe(80);
  expect(linesAbove(context, state)[0]?.startsWith('\u001b[7m ')).toBe(true);
  expect(above(state)[0]).toMatch(/PROD .*WRITE/);
});

test('what a person must know stays at every width: account, mode, PROD, DEMO, and that data are old', () => {
  const problem = {message: text`expired`, advice: text`log in`};
  for (const columns of [40, 50, 60, 80, 120]) {
    const [line = ''] = above(onConnection({isProduction: true, mode: 'write', role: undefined} as Partial<Connection>, columns));
    expect(line).toMatch(/111122223333 .*PROD .*WRITE/);
    expect(stringWidth(line)).toBeLessThanOrEqual(columns);
    expect(above(onConnection({source: 'demo'}, columns))[0]).toMatch(/DEMO .*READ-ONLY/);
  }
  expect(above(onConnection({problem}, 60))[0]).toContain('! data 2s old');
});

test('a long role is cut before the throttling is left out', () => {
  const identity = {account: '111122223333', arn: '', role: 'AWSReservedSSO_OnCallEngineers_0123456789abcdef', partition: 'aws'};
  const [line] = above(onConnection({identity, isThrottled: true, mode: 'write'}));
  expect(line).toMatch(/AWSReser.*… ap-southeast-1 .*WRITE .*THROTTLED {2}data 2s$/);
});

test('the account is said to be unknown until STS has answered', () => {
  expect(above(onConnection({identity: undefined, profile: 'oncall'}))[0]).toContain('profile oncall, account unknown ap-southeast-1');
});

test('the trail has the names of the way, the count, and at its right what narrows and orders', () => {
  expect(above(stateWith())[1]).toMatch(/^ clusters › erp › services 3 +sort TASKS ▼$/);
  expect(above(onScreen({filter: 'web', showsProblemsOnly: true}))[1]).toMatch(
    /services 1 of 3 +! problems only {3}\/web {3}sort TASKS ▼$/,
  );
  expect(above(onScreen({filter: 'web'}, 44))[1]).toMatch(/^ clusters › erp › services 1 of 3 +\/web$/);
});

test('a trail that is too long loses its beginning, by whole names', () => {
  const task = {
    type: 'details',
    kind: 'task',
    scope: {cluster},
    id: 'x/0123456789abcdef',
    sections: [],
    readAt: now,
    problem: undefined,
  } as const;
  const state = stateWith({screens: [...stateWith().screens, {...task, scroll: 0, revealsSecrets: false}], size: {columns: 44, rows: 24}});
  expect(above(state)[1]).toBe(' … › services › 0123456789abcdef › details');
});

test('a list that is still being read says how far it has come', () => {
  const table = tableWith(threeServices, {listing: {state: 'loading', pages: 3, listed: 400}});
  expect(above(stateWith({tables: {[tableKey('service', {cluster})]: table}}))[1]).toContain('loading page 4, 400 so far');
});

test('the footer has the keys of the screen, and always the last ones', () => {
  expect(below(stateWith())).toEqual([' ⏎ tasks  s scale  d details  : go  / filter  ? help']);
  expect(below(stateWith({size: {columns: 40, rows: 24}}))[0]).toBe(' ⏎ tasks  : go  / filter  ? help');
});

test('the newest notice stands in the place of the keys until its time is over', () => {
  const notices = [
    {id: 1, tone: 'ok', text: text`first`, until: undefined},
    {id: 2, tone: 'warn', text: text`second`, until: now + 1000},
  ] as const;
  expect(below(stateWith({notices}))[0]).toBe(' ! second');
  expect(below(stateWith({notices, now: now + 2000}))[0]).toBe(' ✓ first');
});

test('what is typed into the filter is shown as it stands, made safe', () => {
  const state = {...onScreen({filter: 'we\u001bb'}), dialog: {type: 'filter', before: ''}} as const;
  expect(below(state)[0]).toContain('/we␛b▁');
});

test('a filter that cannot be taken says why', () => {
  const state = {...onScreen({filter: '['}), dialog: {type: 'filter', before: ''}} as const;
  expect(below(state)[0]).toBe(' /[▁   ✗ [ is no regular expression');
});

test('a problem says what happened and what to do, the command to type in full', () => {
  const advice = text`run: aws sso login --profile a-rather-long-profile-name-for-the-oncall`;
  const lines = below(onConnection({problem: {message: text`the SSO session has expired`, advice}}));
  expect(lines.slice(0, -1)).toEqual([' ✗ the SSO session has expired', `   ${advice}`]);
  expect(below(onConnection({problem: {message: text`throttled`, advice: text`wait`}})).slice(0, -1)).toEqual([' ✗ throttled – wait']);
});

test('the position stands at the right when there is more than the screen shows', () => {
  const rows = Array.from({length: 50}, (_, index) => entryOf({name: `srv${index}`}));
  expect(below(stateWith({}, rows))[0]).toMatch(/ 1–19\/50$/);
});

test('the whole note of the row under the cursor stands below the table, on the same line whether there is one or not', () => {
  const [first = entryOf({name: 'first'})] = threeServices;
  const cursorOn = (id: string) => stateWith({screens: [{...services, cursor: id}]});
  const notes = threeServices.map(entry => note(cursorOn(entry.id)));
  expect(notes).toHaveLength(3);
  expect(notes.some(line => line?.includes('cannot place'))).toBe(true);
  expect(linesBelow(context, cursorOn(first.id))).toHaveLength(2);
  expect(linesBelow(context, {...cursorOn(first.id), size: {columns: 80, rows: 12}})).toHaveLength(1);
});
