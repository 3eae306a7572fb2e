import fc from 'fast-check';
import {expect, test} from 'vitest';
import {safeText} from '../../src/domain/safe-text.ts';
import type {ProjectedEntry} from '../../src/resources/ordered-rows.ts';
import {createProjector, type ProjectedScreen, type ProjectedTable, project} from '../../src/resources/projection.ts';
import type {AnyResource} from '../../src/resources/resource.ts';
import {service} from '../../src/resources/service.ts';
import {tableKey} from '../../store/state.ts';

interface ThinRow {
  readonly running: number;
  readonly isBad?: boolean;
}

/** Rows of a few figures stand in for services: the projection looks at columns and verdicts only. */
const thin: AnyResource = {
  ...service,
  columns: [
    {title: 'NAME', width: 'fill', priority: 0, text: (_row, finding) => safeText(String(finding ?? ''))},
    {
      title: 'TASKS',
      width: 5,
      priority: 1,
      text: row => safeText(`${figures(row).running} running`),
      sort: row => figures(row).running,
    },
  ],
  name: id => safeText(id),
  verdict: row => ({tone: figures(row).isBad ? 'bad' : 'ok', note: safeText('')}),
};

function figures(row: unknown): ThinRow {
  const {running, isBad} = row as ThinRow;
  return {running, ...(isBad !== undefined && {isBad})};
}

type Entries = ReadonlyMap<string, ReturnType<typeof entry>>;

function entry(id: string, running?: number, isBad = false) {
  const row = running === undefined ? undefined : {running, isBad};
  return {id, row, finding: id, presence: row ? ('described' as const) : ('listed' as const)};
}

function entries(...all: readonly ReturnType<typeof entry>[]): Entries {
  return new Map(all.map(one => [one.id, one]));
}

const screen: ProjectedScreen = {
  kind: 'service',
  scope: {cluster: 'erp'},
  filter: '',
  sort: {column: 'NAME', isDescending: false},
  showsProblemsOnly: false,
};
const byTasks = {...screen, sort: {column: 'TASKS', isDescending: false}};

function ids(all: ProjectedTable['entries'], view: ProjectedScreen = screen): readonly string[] {
  return project(thin, all, view, 0).ids;
}

test('names are sorted as a person counts', () => {
  expect(ids(entries(entry('srv10', 1), entry('Srv9', 1), entry('srv1', 1)))).toEqual(['srv1', 'Srv9', 'srv10']);
});

test('rows not described yet stay listed: by name among the others, else last whichever way it is sorted', () => {
  const all = entries(entry('b'), entry('c', 1), entry('a'), entry('d', 5));
  expect(ids(all)).toEqual(['a', 'b', 'c', 'd']);
  expect(ids(all, byTasks)).toEqual(['c', 'd', 'a', 'b']);
  expect(ids(all, {...byTasks, sort: {column: 'TASKS', isDescending: true}})).toEqual(['d', 'c', 'a', 'b']);
});

test('equal values are in the order of the names, always', () => {
  const all = entries(entry('c', 1), entry('a', 1), entry('b', 1));
  expect(ids(all, byTasks)).toEqual(['a', 'b', 'c']);
  expect(ids(all, {...byTasks, sort: {column: 'TASKS', isDescending: true}})).toEqual(['a', 'b', 'c']);
});

test('problems only keeps what is bad and what AWS calls missing', () => {
  const all = entries(entry('ok', 1), entry('bad', 1, true), entry('unread'));
  const missing: ProjectedTable['entries'] = new Map<string, ProjectedEntry>([...all, ['lost', {...entry('lost'), presence: 'missing'}]]);
  expect(ids(missing, {...screen, showsProblemsOnly: true})).toEqual(['bad', 'lost']);
});

test('a filter says how many of how many are left, and what was wrong with it', () => {
  const all = entries(entry('web', 1), entry('api', 2));
  expect(project(thin, all, {...screen, filter: 'web'}, 0)).toEqual({ids: ['web'], total: 2, shown: 1, filterProblem: undefined});
  expect(project(thin, all, {...screen, filter: 'we('}, 0).filterProblem).toBeDefined();
});

test('a row not described yet is found by its name', () => {
  expect(ids(entries(entry('web'), entry('api')), {...screen, filter: 'name:we'})).toEqual(['web']);
});

function projecting() {
  const projector = createProjector({resourceOf: () => thin, keyOf: tableKey});
  return (all: ProjectedTable['entries'], view: ProjectedScreen = screen) =>
    projector({tables: {[tableKey('service', {cluster: 'erp'})]: {entries: all, version: 1}}, now: 0}, view);
}

test('asking again for the same costs nothing, whatever else of the screen has changed', () => {
  const at = projecting();
  const all = entries(entry('a', 1), entry('b', 2));
  const moved = {...screen, cursor: 'b', top: 1};
  expect(at(all, moved)).toBe(at(all));
});

test('rows that changed without changing places keep the same array of ids', () => {
  const at = projecting();
  const before = at(entries(entry('a', 1), entry('b', 2)));
  expect(at(entries(entry('a', 7), entry('b', 8))).ids).toBe(before.ids);
});

test('a table that is not there has no rows', () => {
  const projector = createProjector({resourceOf: () => thin, keyOf: tableKey});
  expect(projector({tables: {}, now: 0}, screen).ids).toEqual([]);
});

test('taking over changes step by step gives what projecting anew gives', () => {
  const id = fc.nat({max: 15}).map(number => `srv${number}`);
  const step = fc.record({
    rows: fc.array(fc.record({id, running: fc.option(fc.nat({max: 4}), {nil: undefined}), isBad: fc.boolean()}), {maxLength: 8}),
    lost: fc.array(id, {maxLength: 4}),
    filter: fc.constantFrom('', '1', '!1', 'tasks:2', 'srv'),
    column: fc.constantFrom('NAME', 'TASKS'),
    isDescending: fc.boolean(),
    showsProblemsOnly: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, {maxLength: 8}), steps => {
      const at = projecting();
      let all = new Map<string, ReturnType<typeof entry>>();
      for (const {rows, lost, filter, column, isDescending, showsProblemsOnly} of steps) {
        all = new Map(all);
        for (const row of rows) all.set(row.id, entry(row.id, row.running, row.isBad));
        for (const gone of lost) all.delete(gone);
        const view = {...screen, filter, showsProblemsOnly, sort: {column, isDescending}};
        expect(at(all, view).ids).toEqual(ids(all, view));
      }
    }),
  );
});
