// Figures that cost money, for the rows in sight: read when all else has been, as seldom as they change. What fails here is told
// beside the rows and holds nothing up: another service may be out of reach, or denied, where that of the rows is not.

import type {TableScreen} from '../../../store/state.ts';
import {UserError} from '../../domain/errors.ts';
import {safeText} from '../../domain/safe-text.ts';
import {forgetLeft, rowOf} from './schedule.ts';
import type {WatchContext} from './watch-context.ts';

/** The measuring of one table. */
export interface Measuring {
  tick(): void;
}

/** The least time between two readings, milliseconds: rows that a person only scrolls past are not paid for one by one. */
const betweenReadings = 3_000;

/** Measures a table's rows as they become due. */
export function createMeasuring(context: WatchContext): Measuring {
  const {resource, queue, signal, clock, connection, store, table, visible, projector, onBug} = context;
  const {measures} = resource;
  /** When each row was asked for last, with or without success. */
  const asked = new Map<string, number>();
  let isUnderWay = false;
  let begunAt = Number.NEGATIVE_INFINITY;

  async function read(ids: readonly string[]): Promise<void> {
    if (measures === undefined) return;
    const rows = ids.flatMap(id => {
      const entry = table()?.entries.get(id);
      return entry === undefined ? [] : [{row: rowOf(entry), before: entry.measured}];
    });
    const {measured, problems} = await measures.read(connection().background, rows, signal);
    const figures = [...measured].map(([id, one]) => ({id, measured: one}));
    queue.add({type: 'rowsMeasured', figures, problems: problems.map(problem => safeText(problem)), at: clock.now()});
  }

  async function begin(ids: readonly string[]): Promise<void> {
    isUnderWay = true;
    begunAt = clock.now();
    for (const id of ids) asked.set(id, begunAt);
    try {
      await read(ids);
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof UserError) queue.add({type: 'rowsMeasured', figures: [], problems: [safeText(error.message)], at: clock.now()});
      else onBug(error);
    } finally {
      isUnderWay = false;
    }
  }

  /** The rows in sight; where they are ordered by a figure, as many as one reading takes: the order needs them. */
  function wantedIds(): readonly string[] {
    const state = store.getState();
    const shown = state.screens.at(-1);
    const inSight = visible();
    if (measures === undefined || shown?.type !== 'table' || inSight.length === 0 || !isOrderedByFigure(shown)) return inSight;
    return [...new Set([...inSight, ...projector(state, shown).ids])].slice(0, measures.batch);
  }

  function isOrderedByFigure({sort}: TableScreen): boolean {
    return resource.columns.some(({title, isMeasured}) => title === sort.column && isMeasured);
  }

  function dueIds(): readonly string[] {
    const entries = table()?.entries;
    const now = clock.now();
    return wantedIds().filter(id => {
      const entry = entries?.get(id);
      if (measures === undefined || entry?.row === undefined || entry.presence !== 'described') return false;
      return now - Math.max(entry.measuredAt ?? 0, asked.get(id) ?? 0) >= measures.interval;
    });
  }

  return {
    tick() {
      if (measures === undefined || isUnderWay || signal.aborted || store.getState().isPaused) return;
      if (clock.now() - begunAt < betweenReadings) return;
      const entries = table()?.entries;
      // Looked through seldom: as many again have come.
      if (entries !== undefined && asked.size > 2 * entries.size) forgetLeft(asked, entries);
      const ids = dueIds().slice(0, measures.batch);
      if (ids.length > 0) void begin(ids);
    },
  };
}
