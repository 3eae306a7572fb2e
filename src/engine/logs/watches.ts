// The log screens of the trail, each with its watch: begun when it is in front, kept under a help screen, ended when it is left.

import {shownScreen} from '../../../store/screens.ts';
import type {State} from '../../../store/state.ts';
import type {LogPort} from '../keys/log-port.ts';
import {LogWatch, type LogWatchPorts} from './watch.ts';

/** The watches of all log screens. */
export interface LogWatches extends LogPort {
  /** A second has passed. */
  tick(): void;
  stop(): void;
}

/** Begins to look after the log screens of the store. */
export function startLogWatches(ports: LogWatchPorts): LogWatches {
  const {store} = ports;
  const watches = new Map<number, LogWatch>();
  let isPlanned = false;

  function look(): void {
    isPlanned = false;
    const state = store.getState();
    const screens = state.screens.filter(screen => screen.type === 'logs');
    for (const [number, watch] of watches) {
      if (screens.some(screen => screen.number === number)) continue;
      watch.stop();
      watches.delete(number);
    }
    for (const screen of screens) watches.get(screen.number)?.changed(screen, state.size);
    const shown = shownScreen(state);
    if (shown?.type === 'logs' && !watches.has(shown.number)) watches.set(shown.number, new LogWatch(ports, shown));
  }

  const unsubscribe = store.subscribe((after, before) => {
    if (isPlanned || !isConcerned(after, before)) return;
    isPlanned = true;
    queueMicrotask(look);
  });

  return {
    of: number => watches.get(number),
    tick() {
      for (const watch of watches.values()) watch.tick();
    },
    stop() {
      unsubscribe();
      for (const watch of watches.values()) watch.stop();
    },
  };
}

function isConcerned(after: State, before: State): boolean {
  return after.screens !== before.screens || after.size !== before.size;
}
