// A small world for the views: one resource, one command, and a state that tests change where they need to.

import type {AnyCommand} from '../../commands/command.ts';
import {keyBindings} from '../../src/domain/keys.ts';
import type {Kind, RowOf} from '../../src/domain/kind.ts';
import {safeText, text} from '../../src/domain/safe-text.ts';
import type {Tone} from '../../src/domain/tone.ts';
import type {AnyResource, Column} from '../../src/resources/resource.ts';
import {type Entry, type State, type Table, type TableScreen, tableKey} from '../../store/state.ts';
import type {ViewContext} from '../../views/context.ts';
import {createTheme, type Theme} from '../../views/theme.ts';

type Row = RowOf[Kind];

/** What a row of the fixture holds; the columns read it from the row's tags, which every kind has. */
export interface Facts {
  readonly name: string;
  readonly tasks: string;
  readonly tone: Tone;
  readonly note: string;
}

export const now = Date.UTC(2026, 2, 1, 14, 0, 0);
export const cluster = 'arn:aws:ecs:ap-southeast-1:111122223333:cluster/erp';

export function idOf(name: string): string {
  return `arn:aws:ecs:ap-southeast-1:111122223333:service/erp/${name}`;
}

function tagOf(row: Row, name: keyof Facts): string {
  return 'tags' in row ? (row.tags[name] ?? '') : '';
}

function toneOf(row: Row): Tone {
  const tone = tagOf(row, 'tone');
  return tone === 'ok' || tone === 'warn' || tone === 'bad' || tone === 'busy' ? tone : 'plain';
}

export const columns: readonly Column<Row, unknown>[] = [
  {title: 'NAME', width: 16, most: 30, priority: 0, text: row => safeText(tagOf(row, 'name'))},
  {title: 'TASKS', width: 7, priority: 1, text: row => safeText(tagOf(row, 'tasks')), tone: toneOf},
  {title: 'AGE', width: 5, align: 'right', priority: 3, text: () => text`3d`},
  {title: 'ZONE', width: 10, priority: 9, isWide: true, text: () => text`1a`},
  {title: 'NOTE', width: 'fill', least: 20, priority: 2, text: row => safeText(tagOf(row, 'note')), tone: toneOf},
];

function resourceOf(kind: Kind): AnyResource {
  return {
    kind,
    title: `${kind}s`,
    singular: kind,
    aliases: [kind],
    needsScope: [],
    takesScope: [],
    reads: [],
    columns,
    initialSort: {column: 'NAME', isDescending: false},
    async *list() {},
    describe: async () => ({rows: [], failures: []}),
    describeBatch: 10,
    id: () => '',
    name: id => safeText(id.slice(id.lastIndexOf('/') + 1)),
    isSteady: () => true,
    verdict: row => ({tone: toneOf(row), note: safeText(tagOf(row, 'note'))}),
    links: kind === 'service' ? [{key: 'enter', title: 'tasks', kind: 'task', scope: (_, scope) => scope}] : [],
    async *details() {},
    raw: async () => ({}),
    json: row => row,
  };
}

const scale: AnyCommand = {
  id: 'service.scale',
  key: 's',
  title: 'Scale',
  verb: 'scale',
  target: 'service',
  effect: 'change',
  needs: [],
  disabled: row => (tagOf(row, 'name') === 'daemon' ? text`a DAEMON service has one task per instance` : undefined),
  describe: () => text`srvweb: 2 → 5 tasks`,
  preview: async () => [],
  confirm: () => ({type: 'key'}),
  fingerprint: () => ({}),
  run: async () => ({requestId: ''}),
  hasArrived: () => true,
  progress: () => ({isDone: true, note: text``}),
};

export const theme = createTheme({hasColour: false, isUnicode: true});

/** The declarations, with a projection that keeps every row in the order of the entries. */
export function contextWith(changed: Theme = theme): ViewContext {
  return {
    theme: changed,
    resourceOf,
    commands: [scale],
    bindings: keyBindings,
    projector: (state, screen) => {
      const ids = [...(state.tables[tableKey(screen.kind, screen.scope)]?.entries.keys() ?? [])];
      const matching = ids.filter(id => id.includes(screen.filter));
      const filterProblem = screen.filter === '[' ? text`[ is no regular expression` : undefined;
      return {ids: matching, total: ids.length, shown: matching.length, filterProblem};
    },
  };
}

/** A row of the table, described a second ago. */
export function entryOf(facts: Partial<Facts> & {readonly name: string}, changes: Partial<Entry> = {}): Entry {
  const tags = {tasks: '✓ 2/2', tone: 'ok', note: '', ...facts};
  return {id: idOf(facts.name), row: {tags}, finding: undefined, readAt: now, investigatedAt: 0, presence: 'described', ...changes};
}

/** A row of which only the id is known. */
export function listedEntry(name: string, changes: Partial<Entry> = {}): Entry {
  return {id: idOf(name), row: undefined, finding: undefined, readAt: 0, investigatedAt: 0, presence: 'listed', ...changes};
}

export function tableWith(entries: readonly Entry[], changes: Partial<Table> = {}): Table {
  return {
    kind: 'service',
    scope: {cluster},
    entries: new Map(entries.map(entry => [entry.id, entry])),
    version: 1,
    listing: {state: 'complete', at: now, listed: entries.length},
    readAt: now - 2000,
    problem: undefined,
    ...changes,
  };
}

export const services: TableScreen = {
  type: 'table',
  kind: 'service',
  scope: {cluster},
  cursor: idOf('srvapp2'),
  top: 0,
  marks: new Set(),
  filter: '',
  sort: {column: 'TASKS', isDescending: true},
  chosenColumn: undefined,
  showsProblemsOnly: false,
};

const clusters: TableScreen = {...services, kind: 'cluster', scope: {}, cursor: cluster, sort: {column: 'NAME', isDescending: false}};

export const threeServices: readonly Entry[] = [
  entryOf({name: 'srvapp2', tasks: '! 5/6', tone: 'warn', note: 'cannot place: 512 MiB needed'}),
  entryOf({name: 'srvapp1', tasks: '✗ 0/2', tone: 'bad', note: '3 tasks failed since 13:40: exit 137 OutOfMemory'}),
  entryOf({name: 'srvweb'}),
];

/** The services of one cluster on 80×24, read-only, healthy connection. */
export function stateWith(changes: Partial<State> = {}, entries: readonly Entry[] = threeServices, screen: TableScreen = services): State {
  return {
    connection: {
      source: 'aws',
      profile: undefined,
      region: 'ap-southeast-1',
      identity: {account: '111122223333', arn: 'arn:aws:sts::111122223333:assumed-role/OnCall/me', role: 'OnCall', partition: 'aws'},
      problem: undefined,
      mode: 'read-only',
      isProduction: false,
      callsPerMinute: 41,
      isThrottled: false,
    },
    size: {columns: 80, rows: 24},
    now,
    isPaused: false,
    screens: [clusters, screen],
    previousScreens: undefined,
    tables: {[tableKey('service', {cluster})]: tableWith(entries)},
    dialog: undefined,
    notices: [],
    changes: [],
    runs: [],
    ...changes,
  };
}
