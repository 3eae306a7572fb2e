// Watches where the person is and keeps that fresh: a table, the details or the JSON of a row. No hook and no view: it
// hears of the store, and of the clock once a second.

import {isSameScreen, shownScreen} from '../../../store/screens.ts';
import type {Screen} from '../../../store/state.ts';
import {watchScreen} from './screen-watch.ts';
import {watchTable} from './table-watch.ts';
import type {WatchPorts} from './watch-context.ts';

/** The poller. */
export interface Poller {
  /** A second has passed. */
  tick(): void;
  /** `^r`, or a change that was made: what is visible is read now. */
  refresh(): void;
  /** Forgets what it watched, and looks at the screen anew: another Region is connected. */
  restart(): void;
  stop(): void;
}

interface Watch {
  tick(): void;
  refresh(): void;
  stop(): void;
}

/** Begins to poll for the screen in front. */
export function startPoller(ports: WatchPorts): Poller {
  const {store} = ports;
  let screen: Screen | undefined;
  let watch: Watch | undefined;
  let isStopped = false;
  let isPlanned = false;

  function begin(shown: Screen): Watch | undefined {
    switch (shown.type) {
      case 'table':
        return watchTable(ports, shown);
      case 'details':
      case 'raw':
        return watchScreen(ports, shown);
      case 'logs':
      case 'help':
        return undefined;
    }
  }

  function look(): void {
    isPlanned = false;
    if (isStopped) return;
    const shown = shownScreen(store.getState());
    if (shown !== undefined && !isSameScreen(shown, screen)) {
      watch?.stop();
      screen = shown;
      watch = begin(shown);
    }
    watch?.tick();
  }

  /** Many changes of the store in one turn are one look. */
  function lookSoon(): void {
    if (isPlanned || isStopped) return;
    isPlanned = true;
    queueMicrotask(look);
  }

  const unsubscribe = store.subscribe((after, before) => {
    const isElsewhere = after.screens !== before.screens || after.size !== before.size || after.isPaused !== before.isPaused;
    if (isElsewhere || after.tables !== before.tables) lookSoon();
  });
  look();

  return {
    tick: look,
    refresh: () => watch?.refresh(),
    restart() {
      watch?.stop();
      watch = undefined;
      screen = undefined;
      look();
    },
    stop() {
      isStopped = true;
      unsubscribe();
      watch?.stop();
    },
  };
}
