// The real store on many tasks, without AWS and the poller: what the benches of drawing and of keys stand on.

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
import {createDeckStore, type DeckStore} from '../../store/store.ts';
import {tableUpdated} from '../../store/tables.ts';
import type {ViewContext} from '../../views/context.ts';
import {createTheme} from '../../views/theme.ts';

const account = 'arn:aws:ecs:ap-southeast-1:111122223333';
const clusterArn = `${account}:cluster/large`;
const address = {kind: 'task', scope: {cluster: clusterArn}} as const;

/** The index in a task's ARN: the first 8 of the id's 32 digits. */
function indexOf(arn: string): number {
  return Number.parseInt(arn.slice(-32, -24), 16);
}

function taskOf(index: number, now: number): Task {
  const id = index.toString(16).padStart(8, '0').padEnd(32, '0');
  return {
    arn: `${account}:task/large/${id}`,
    id,
    clusterArn,
    group: `service:svc-${String(index % 2_000).padStart(4, '0')}`,
    taskDefinitionArn: `${account}:task-definition/svc-${index % 2_000}:7`,
    lastStatus: 'RUNNING',
    desiredStatus: 'RUNNING',
    health: 'HEALTHY',
    launchType: 'EC2',
    zone: `ap-southeast-1${'abc'[index % 3]}`,
    createdAt: now - index * 1_000,
    startedAt: now - index * 1_000,
    cpu: 256,
    memory: 512,
    containers: [],
    allowsExec: false,
    version: 1,
    tags: {},
  };
}

/** A table of tasks on the screen, with the cursor on its first row. */
export interface TaskTable {
  readonly store: DeckStore;
  readonly context: ViewContext;
  /** Moves the cursor by so many rows. */
  move(by: number): void;
  /** Reads so many tasks anew, as one DescribeTasks does: those in sight and after them. */
  describe(count: number, change: (task: Task, index: number, place: number) => Task): void;
}

/** Makes one of so many tasks. */
export function createTaskTable(taskCount: number, size: State['size']): TaskTable {
  const now = Date.now();
  const {initialSort} = resourceOf('task');
  const store = createDeckStore(
    initialState({
      connection: {source: 'demo', profile: undefined, region: 'ap-southeast-1', mode: 'read-only'},
      size,
      now,
      screens: [freshTableScreen('task', address.scope, {...initialSort})],
    }),
  );
  const tasks = new Map(Array.from({length: taskCount}, (_, index) => taskOf(index, now)).map(row => [row.arn, row]));
  const ids = new Set(tasks.keys());
  store.apply(tableUpdated, {
    address,
    updates: [
      {type: 'pageListed', ids: [...ids], rows: [...tasks.values()].map(row => ({id: row.arn, row})), at: now},
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
  const move = (by: number) => {
    const state = store.getState();
    const screen = shownScreen(state);
    if (screen?.type !== 'table') return;
    const order = context.projector(state, screen).ids;
    const from = screen.cursor === undefined ? -1 : order.indexOf(screen.cursor);
    const index = Math.max(0, Math.min(order.length - 1, from + by));
    store.apply(rowSelected, {cursor: order[index], top: topShowing(index, screen.top, order.length, bodyRows(state.size))});
  };
  move(1);
  return {
    store,
    context,
    move,
    describe(count, change) {
      const state = store.getState();
      const screen = shownScreen(state);
      if (screen?.type !== 'table') return;
      const order = context.projector(state, screen).ids;
      const first = Math.max(0, Math.min(order.length - count, screen.top));
      const rows = order.slice(first, first + count).flatMap((id, place) => {
        const task = tasks.get(id);
        if (!task) return [];
        const row = change(task, indexOf(id), place);
        tasks.set(id, row);
        return [{id, row}];
      });
      store.apply(tableUpdated, {address, updates: [{type: 'rowsDescribed', rows, at: Date.now()}]});
    },
  };
}
