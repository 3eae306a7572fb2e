// A small world for the keys: real declarations, a real store, and a record of what the keys asked of the rest.

import {commands} from '../../../commands/registry.ts';
import {UserError} from '../../../src/domain/errors.ts';
import type {Kind, Scope} from '../../../src/domain/kind.ts';
import {text} from '../../../src/domain/safe-text.ts';
import {createDispatcher} from '../../../src/engine/keys/dispatch.ts';
import type {KeyPress} from '../../../src/engine/keys/key-names.ts';
import {createKeymap, type Remaps} from '../../../src/engine/keys/keymap.ts';
import {createProjector} from '../../../src/resources/projection.ts';
import {resourceOf} from '../../../src/resources/registry.ts';
import {initialState} from '../../../store/initial-state.ts';
import {freshTableScreen, screenOpened, shownScreen} from '../../../store/screens.ts';
import {type TableScreen, tableKey} from '../../../store/state.ts';
import {createDeckStore} from '../../../store/store.ts';
import {tableUpdated} from '../../../store/tables.ts';
import {aService, now} from '../../domain/fixtures.ts';
import {notingDesk} from '../no-fleet.ts';

const prefix = 'arn:aws:ecs:ap-southeast-1:111122223333';
export const clusterId = (name: string) => `${prefix}:cluster/${name}`;
export const serviceId = (name: string, cluster = 'erp') => `${prefix}:service/${cluster}/${name}`;
export const serviceRow = (name: string) => aService({arn: serviceId(name), name, clusterArn: clusterId('erp')});

const flags: Readonly<Record<string, KeyPress>> = {
  up: {upArrow: true},
  down: {downArrow: true},
  enter: {return: true},
  escape: {escape: true},
  tab: {tab: true},
  pageup: {pageUp: true},
  pagedown: {pageDown: true},
  backspace: {backspace: true},
};

export interface StageOptions {
  readonly remaps?: Remaps;
  readonly isDemo?: boolean;
  /** The columns that are drawn. */
  readonly shownColumns?: readonly string[];
}

/** A store on the table of clusters, with a dispatcher before it. */
export function stage({remaps = {}, isDemo = false, shownColumns = ['NAME', 'TASKS', 'AGE', 'NOTE']}: StageOptions = {}) {
  const store = createDeckStore(
    initialState({
      connection: {source: 'aws', profile: undefined, region: 'ap-southeast-1', mode: 'write'},
      size: {columns: 80, rows: 9},
      now,
      screens: [freshTableScreen('cluster', {}, resourceOf('cluster').initialSort)],
    }),
  );
  const calls: string[] = [];
  const called = (name: string) => (value?: unknown) => void calls.push(value === undefined ? name : `${name} ${JSON.stringify(value)}`);
  const dispatcher = createDispatcher({
    store,
    projector: createProjector({resourceOf, keyOf: tableKey}),
    keymap: createKeymap(remaps),
    resourceOf,
    commands,
    runner: {
      start: (id, ids) => void calls.push(`start ${id} ${ids.map(one => one.split('/').at(-1)).join(',')}`),
      answer: called('answer'),
      confirm: called('confirm'),
      cancel: called('cancel'),
      undoLast: called('undo'),
      idle: () => Promise.resolve(),
      dispose: called('dispose'),
    },
    logs: {of: () => undefined},
    fleet: notingDesk(what => calls.push(what)),
    scrollLimit: () => 7,
    previewWindow: ({dialog}) => ({first: Math.min(20, (dialog?.type === 'confirm' && dialog.scroll) || 0), count: 9, total: 29}),
    shownColumns: () => shownColumns,
    now: () => now,
    actions: {
      refresh: called('refresh'),
      copy: copied => {
        called('copy')(copied);
        return true;
      },
      redraw: called('redraw'),
      saveFile: name => Promise.resolve(`/${name}`),
      readInEditor: async ({name}) => {
        calls.push(`editor ${name}`);
        return undefined;
      },
      quit: called('quit'),
      suspend: called('suspend'),
      switchConnection: to => {
        if (to.region === 'nowhere') throw new UserError('nowhere is no Region', 'Type one such as eu-west-1.');
        called('switch')(to);
      },
      ...(isDemo && {
        setFaults: (specification: string) => {
          calls.push(`faults ${specification}`);
          return text`faults: ${specification}`;
        },
      }),
    },
  });
  /** Keys by name, or characters as one event. */
  const press = (...names: readonly string[]) => {
    for (const name of names) {
      const control = /^ctrl\+(.)$/.exec(name)?.[1];
      const flag = flags[name];
      if (flag) dispatcher.press('', flag);
      else if (control) dispatcher.press(control, {ctrl: true});
      else dispatcher.press(name, {});
    }
  };
  /** Lists ids completely, and describes those that have a row. */
  const list = (kind: Kind, scope: Scope, ids: readonly string[], rows: readonly {readonly id: string; readonly row: unknown}[] = []) => {
    store.apply(tableUpdated, {
      address: {kind, scope},
      updates: [
        {type: 'listingStarted'},
        {type: 'pageListed', ids, rows, at: now},
        {type: 'listingCompleted', ids: new Set(ids), at: now, remembersGone: false},
      ],
    });
  };
  const table = (): TableScreen => {
    const screen = shownScreen(store.getState());
    if (screen?.type !== 'table') throw new Error(`${screen?.type} is in front`);
    return screen;
  };
  return {
    store,
    calls,
    press,
    list,
    table,
    cursor: () => table().cursor?.split('/').at(-1),
    trail: () => store.getState().screens.map(screen => (screen.type === 'help' ? 'help' : `${screen.type} ${screen.kind}`)),
    notices: () => store.getState().notices.map(notice => notice.text),
    problem: () => {
      const {dialog} = store.getState();
      return dialog?.type === 'palette' ? dialog.problem : undefined;
    },
    dialog: () => store.getState().dialog,
    /** The services of erp in front, with the cursor on the first. */
    openServices(names: readonly string[] = ['api', 'batch', 'web']) {
      list('cluster', {}, [clusterId('erp'), clusterId('shop')]);
      list(
        'service',
        {cluster: clusterId('erp')},
        names.map(name => serviceId(name)),
        names.map(name => ({id: serviceId(name), row: serviceRow(name)})),
      );
      store.apply(screenOpened, {screen: freshTableScreen('service', {cluster: clusterId('erp')}, resourceOf('service').initialSort)});
      press('g');
    },
  };
}
