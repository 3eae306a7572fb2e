import {stripVTControlCharacters} from 'node:util';
import {render} from 'ink-testing-library';
import {expect, test, vi} from 'vitest';
import {createStore} from 'zustand/vanilla';
import {safeText, text} from '../../src/domain/safe-text.ts';
import type {Section} from '../../src/resources/resource.ts';
import type {DetailsScreen, RawScreen, State} from '../../store/state.ts';
import {App} from '../../views/app.tsx';
import {scrollLimit} from '../../views/body.ts';
import {cluster, contextWith, idOf, now, services, stateWith} from './fixture.ts';

function show(state: State) {
  const store = createStore<State>(() => state);
  const onKey = vi.fn();
  const onResize = vi.fn();
  const app = render(<App store={store} context={contextWith()} onKey={onKey} onResize={onResize} />);
  const lines = () => stripVTControlCharacters(app.lastFrame() ?? '').split('\n');
  return {store, onKey, onResize, app, lines, text: () => lines().join('\n')};
}

const size = {columns: 100, rows: 20};

const sections: readonly Section[] = [
  {type: 'fields', title: text`Overview`, fields: [{label: text`Name`, value: {text: text`srvapp2`}}]},
  {
    type: 'table',
    title: text`Environment`,
    columns: [text`NAME`, text`VALUE`],
    rows: [
      [{text: text`DB_PASSWORD`}, {text: text`hunter2`, isSecret: true}],
      [{text: text`日本`}, {text: text`wide`}],
    ],
  },
  {type: 'lines', title: text`Events`, lines: Array.from({length: 40}, (_, index) => ({text: text`event ${index}`}))},
];

function details(changes: Partial<DetailsScreen> = {}): DetailsScreen {
  const screen = {kind: 'service', scope: {cluster}, id: idOf('srvapp2'), readAt: now, problem: undefined, scroll: 0} as const;
  return {type: 'details', ...screen, sections, revealsSecrets: false, ...changes};
}

const onDetails = (changes: Partial<DetailsScreen> = {}) => stateWith({size, screens: [services, details(changes)]});

test('the frame, the rows and the keys fill the screen exactly', () => {
  const {lines, text} = show(stateWith({size}));
  expect(lines()).toHaveLength(20);
  expect(lines()[0]).toContain('111122223333 OnCall');
  expect(text()).toContain('▸ srvapp2');
  expect(lines()[19]).toContain('? help');
});

test('each key is handed on once, with nothing done to it', async () => {
  const {app, onKey} = show(stateWith({size}));
  await vi.waitFor(() => expect(app.stdin.listenerCount('readable')).toBeGreaterThan(0));
  app.stdin.write('j');
  expect(onKey).toHaveBeenCalledExactlyOnceWith('j', expect.objectContaining({ctrl: false}));
});

test('the terminal’s size is handed on', async () => {
  const {onResize} = show(stateWith({size}));
  await vi.waitFor(() => expect(onResize).toHaveBeenCalledWith(expect.objectContaining({columns: 100})));
});

test('the screen follows the store', async () => {
  const {store, text} = show(stateWith({size}));
  store.setState({screens: [{...services, cursor: idOf('srvweb')}]});
  await vi.waitFor(() => expect(text()).toContain('▸ srvweb'));
  expect(text()).not.toContain('▸ srvapp2');
});

test('a terminal that is too small says so', () => {
  expect(show(stateWith({size: {columns: 30, rows: 8}})).text()).toContain('too small: 30×8, needs 40×10');
});

test('details are drawn in sections, with small tables aligned and secrets masked until asked for', async () => {
  const {store, lines, text} = show(onDetails());
  const table = lines().slice(5, 9);
  expect(table[0]).toMatch(/^ Environment {2}v show secrets/);
  expect(table[1]).toMatch(/^ {3}NAME {9}VALUE/);
  expect(table[2]).toMatch(/^ {3}DB_PASSWORD {2}••••••/);
  expect(table[3]).toMatch(/^ {3}日本 {9}wide/);
  expect(text()).not.toContain('hunter2');
  store.setState({screens: [services, details({revealsSecrets: true})]});
  await vi.waitFor(() => expect(text()).toContain('hunter2'));
});

test('details scroll by lines, into the middle of a table too, and not past their end', () => {
  const middle = show(onDetails({scroll: 5})).lines();
  expect(middle[2]).toMatch(/^ {3}DB_PASSWORD/);
  expect(middle[3]).toMatch(/^ {3}日本/);
  expect(middle).toHaveLength(20);
  const state = onDetails({scroll: 999});
  expect(show(state).lines()[18]).toContain('event 39');
  expect(scrollLimit(contextWith(), state, 17)).toBe(3 + 4 + 1 + 1 + 40 - 17);
});

test('JSON is wrapped, so that all of it can be read', () => {
  const long = 'x'.repeat(150);
  const lines = JSON.stringify({a: 1, long}, undefined, 2)
    .split('\n')
    .map(line => safeText(line));
  const screen: RawScreen = {
    type: 'raw',
    kind: 'service',
    scope: {},
    id: idOf('srvapp2'),
    lines,
    readAt: now,
    problem: undefined,
    scroll: 0,
    revealsSecrets: false,
  };
  const drawn = show(stateWith({size, screens: [services, screen]})).text();
  expect(drawn).toContain('"a": 1');
  expect(drawn.replaceAll(/\s/g, '')).toContain(long);
});

test('help lists the keys of the screen below, and why a command cannot be used now', () => {
  const help = {type: 'help', scroll: 0} as const;
  const readOnly = show(stateWith({size, screens: [services, help]})).text();
  expect(readOnly).toMatch(/⏎ +tasks/);
  expect(readOnly).toMatch(/s +Scale {2}not now: read-only/);
  const connection = {...stateWith().connection, mode: 'write'} as const;
  expect(show(stateWith({size, connection, screens: [services, help]})).text()).toMatch(/s +Scale\n/);
  const onDaemon = {...services, cursor: idOf('nothing')};
  expect(show(stateWith({size, connection, screens: [onDaemon, help]})).text()).toContain('not now: no row is selected');
});

test('a dialog covers the body and leaves the frame', () => {
  const dialog = {type: 'palette', input: 'svc', suggestions: [], selected: 0, problem: undefined} as const;
  const {lines, text} = show(stateWith({size, dialog}));
  expect(lines()[0]).toContain('111122223333');
  expect(text()).toContain(':svc▁');
  expect(text()).not.toContain('srvweb');
});
