// Keeps a details or JSON screen fresh while it is in front. Secrets stay masked in the JSON until they are asked for.

import {detailsRead, isSameScreen, rawRead, screenFailed} from '../../../store/screens.ts';
import type {DetailsScreen, RawScreen} from '../../../store/state.ts';
import type {DeckStore} from '../../../store/store.ts';
import {tableOf, tableUpdated} from '../../../store/tables.ts';
import type {Clock} from '../../domain/clock.ts';
import {Gone, UserError} from '../../domain/errors.ts';
import type {Kind} from '../../domain/kind.ts';
import {safeText} from '../../domain/safe-text.ts';
import {maskSecrets} from '../../domain/secret.ts';
import type {AnyResource, Section} from '../../resources/resource.ts';
import type {LiveConnection} from '../ports.ts';
import {problemOf} from '../problem.ts';
import {readRow, rowOf} from './schedule.ts';

/** The details are read again this often, milliseconds. */
const detailsInterval = 10_000;

/** What a watch of a screen is handed. */
export interface ScreenWatchPorts {
  readonly store: DeckStore;
  readonly clock: Clock;
  readonly resourceOf: (kind: Kind) => AnyResource;
  readonly connection: () => LiveConnection;
  readonly onBug: (error: unknown) => void;
}

/** A screen that is kept fresh. */
export interface ScreenWatch {
  readonly screen: DetailsScreen | RawScreen;
  tick(): void;
  refresh(): void;
  stop(): void;
}

/** Begins to watch the details or the JSON of a row. */
export function watchScreen(ports: ScreenWatchPorts, screen: DetailsScreen | RawScreen): ScreenWatch {
  const {store, clock} = ports;
  const controller = new AbortController();
  const {signal} = controller;
  const read = screen.type === 'details' ? detailsReader(ports, screen, signal) : rawReader(ports, screen, signal);
  let isUnderWay = false;
  let readAt = Number.NEGATIVE_INFINITY;

  async function run(): Promise<void> {
    isUnderWay = true;
    try {
      await read.now();
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof UserError) store.apply(screenFailed, {of: screen, problem: problemOf(error)});
      else ports.onBug(error);
    } finally {
      isUnderWay = false;
      readAt = clock.now();
    }
  }

  function tick(isForced: boolean): void {
    read.drawn();
    if (isUnderWay || signal.aborted) return;
    const isDue = clock.now() - readAt >= read.interval && !store.getState().isPaused;
    if (isForced || isDue) void run();
  }

  return {screen, tick: () => tick(false), refresh: () => tick(true), stop: () => controller.abort(new Error('the screen was left'))};
}

interface Reader {
  /** Milliseconds between two readings. */
  readonly interval: number;
  now(): Promise<void>;
  /** Draws what was read anew where only the way of showing it has changed. */
  drawn(): void;
}

function detailsReader({store, clock, resourceOf, connection}: ScreenWatchPorts, screen: DetailsScreen, signal: AbortSignal): Reader {
  const resource = resourceOf(screen.kind);
  const entry = () => tableOf(store.getState(), screen)?.entries.get(screen.id);
  let hasShown = false;

  async function show(): Promise<void> {
    const known = entry();
    if (known?.row === undefined) return;
    let newest: readonly Section[] | undefined;
    for await (const sections of resource.details(connection().region, rowOf(known), known.finding, signal, clock.now())) {
      if (signal.aborted) return;
      newest = sections;
      // The first time each part shows as it comes; later the whole is replaced at once, so that nothing jumps.
      if (!hasShown) store.apply(detailsRead, {of: screen, sections, at: known.readAt});
    }
    if (newest !== undefined) store.apply(detailsRead, {of: screen, sections: newest, at: known.readAt});
    hasShown = true;
  }

  async function readAnew(): Promise<void> {
    const {rows, failures} = await resource.describe(connection().region, screen.scope, [screen.id], signal);
    if (signal.aborted) return;
    const row = rows.find(one => resource.id(one) === screen.id);
    if (row === undefined) {
      const reason = failures.find(({arn}) => arn === screen.id)?.reason ?? 'MISSING';
      throw new Gone(
        `${resource.singular} ${resource.name(screen.id)} cannot be read any more (${reason})`,
        'What is shown is what was last known of it.',
      );
    }
    store.apply(tableUpdated, {address: screen, updates: [{type: 'rowsDescribed', rows: [readRow(resource, row)], at: clock.now()}]});
  }

  let isFirst = true;
  return {
    interval: detailsInterval,
    drawn() {},
    async now() {
      // What is known already shows at once; the second reading begins with the row as it is now.
      if (!isFirst || entry()?.row === undefined) await readAnew();
      isFirst = false;
      await show();
    },
  };
}

function rawReader({store, clock, resourceOf, connection}: ScreenWatchPorts, screen: RawScreen, signal: AbortSignal): Reader {
  const resource = resourceOf(screen.kind);
  let json: unknown;
  let readAt = 0;
  let isDrawnRevealed: boolean | undefined;

  function draw(): void {
    const shown = store.getState().screens.findLast(one => isSameScreen(one, screen));
    if (json === undefined || shown?.type !== 'raw' || shown.revealsSecrets === isDrawnRevealed) return;
    isDrawnRevealed = shown.revealsSecrets;
    const text = JSON.stringify(shown.revealsSecrets ? json : maskSecrets(json), null, 2);
    store.apply(rawRead, {of: screen, lines: text.split('\n').map(line => safeText(line)), at: readAt});
  }

  return {
    interval: Number.POSITIVE_INFINITY,
    drawn: draw,
    async now() {
      json = await resource.raw(connection().region, screen.scope, screen.id, signal);
      if (signal.aborted) return;
      readAt = clock.now();
      isDrawnRevealed = undefined;
      draw();
    },
  };
}
