// The real views and store on 20,000 tasks, with ten store updates a second: what the keys bench drives in a pseudo-terminal.
// Only AWS and the poller are left out, so that the load is the one that is stated and not the one that happens to be.

import {render} from 'ink';
import {commands} from '../../commands/registry.ts';
import {keyBindings} from '../../src/domain/keys.ts';
import type {Task} from '../../src/domain/task.ts';
import {createProjector} from '../../src/resources/projection.ts';
import {resourceOf} from '../../src/resources/registry.ts';
import {initialState} from '../../store/initial-state.ts';
import {bodyRows} from '../../store/layout.ts';
import {freshTableScreen, rowSelected, shownScreen} from '../../store/screens.ts';
import {topShowing} from '../../store/selection.ts';
import {type State, tableKey} from '../../store/state.ts';
import {createDeckStore} from '../../store/store.ts';
import {tableUpdated} from '../../store/tables.ts';
import {App} from '../../views/app.tsx';
import {createTheme} from '../../views/theme.ts';

const taskCount = 20_000;
const updatesPerSecond = 10;
/** As many rows as one DescribeTasks answers. */
const rowsPerUpdate = 100;

const account = 'arn:aws:ecs:ap-southeast-1:111122223333';
const clusterArn = `${account}:cluster/large`;
const address = {kind: 'task', scope: {cluster: clusterArn}} as const;

/** The index in a task's ARN: the first 8 of the id's 32 digits. */
function indexOf(arn: string): number {
  return Number.parseInt(arn.slice(-32, -24), 16);
}

function task(index: number, version: number, now: number): Task {
  const id = index.toString(16).padStart(8, '0').padEnd(32, '0');
  return {
    arn: `${account}:task/large/${id}`,
    id,
    clusterArn,
    group: `service:svc-${String(index % 2_000).padStart(4, '0')}`,
    taskDefinitionArn: `${account}:task-definition/svc-${index % 2_000}:7`,
    lastStatus: (index + version) % 50 === 0 ? 'PENDING' : 'RUNNING',
    desiredStatus: 'RUNNING',
    health: (index + version) % 97 === 0 ? 'UNHEALTHY' : 'HEALTHY',
    launchType: 'EC2',
    zone: `ap-southeast-1${'abc'[index % 3]}`,
    createdAt: now - index * 1_000,
    startedAt: now - index * 1_000,
    cpu: 256,
    memory: 512,
    containers: [],
    allowsExec: false,
    version,
    tags: {},
  };
}

const now = Date.now();
const {initialSort} = resourceOf('task');
const store = createDeckStore(
  initialState({
    connection: {source: 'demo', profile: undefined, region: 'ap-southeast-1', mode: 'read-only'},
    size: {columns: process.stdout.columns, rows: process.stdout.rows},
    now,
    screens: [freshTableScreen('task', address.scope, {...initialSort})],
  }),
);
const tasks = Array.from({length: taskCount}, (_, index) => task(index, 1, now));
const ids = new Set(tasks.map(({arn}) => arn));
const rows = tasks.map(row => ({id: row.arn, row}));
store.apply(tableUpdated, {
  address,
  updates: [
    {type: 'pageListed', ids: [...ids], rows, at: now},
    {type: 'listingCompleted', ids, at: now, remembersGone: false},
  ],
});

const context = {
  theme: createTheme({hasColour: true, isUnicode: true}),
  resourceOf,
  commands,
  bindings: keyBindings,
  projector: createProjector({resourceOf, keyOf: tableKey}),
};

function move(by: number): void {
  const state = store.getState();
  const screen = shownScreen(state);
  if (screen?.type !== 'table') return;
  const order = context.projector(state, screen).ids;
  const body = bodyRows(state.size);
  const from = screen.cursor === undefined ? -1 : order.indexOf(screen.cursor);
  const index = Math.max(0, Math.min(order.length - 1, from + by));
  store.apply(rowSelected, {cursor: order[index], top: topShowing(index, screen.top, order.length, body)});
}

move(1);

// Rows that are in sight first, as the poller reads them: each update changes lines of the screen.
let version = 1;
setInterval(() => {
  version += 1;
  const state = store.getState();
  const screen = shownScreen(state);
  if (screen?.type !== 'table') return;
  const order = context.projector(state, screen).ids;
  const first = Math.max(0, Math.min(order.length - rowsPerUpdate, screen.top));
  const changed = order.slice(first, first + rowsPerUpdate).map(id => ({id, row: task(indexOf(id), version, now)}));
  store.apply(tableUpdated, {address, updates: [{type: 'rowsDescribed', rows: changed, at: Date.now()}]});
}, 1_000 / updatesPerSecond);

const onKey = (input: string) => {
  if (input === 'q') process.exit(0);
  // A held key arrives as one event.
  move([...input].filter(key => key === 'j').length);
};
const onResize = (size: State['size']) => store.setState({...store.getState(), size});

render(<App store={store} context={context} onKey={onKey} onResize={onResize} />, {
  alternateScreen: true,
  incrementalRendering: true,
  maxFps: 120,
});
