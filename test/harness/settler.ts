// Knows when nothing more will happen unless time passes or a key is pressed. It counts turns of the event loop and never
// looks at a clock, so that a slow machine only takes longer.

import type {Dashboard} from '../../src/cli.tsx';
import type {EmulatedTerminal} from './terminal-emulator.ts';
import type {WatchedRegion} from './watched-region.ts';

/** So many turns without any event are rest. */
const restfulTurns = 3;

/** A dashboard that is not at rest after so many turns is drawing or calling without end. */
const mostTurns = 5_000;

/** What is listened to. */
export interface Watched {
  readonly dashboard: Pick<Dashboard, 'store' | 'drawn'>;
  readonly terminal: Pick<EmulatedTerminal, 'written' | 'flush'>;
  readonly watched: Pick<WatchedRegion, 'events' | 'handedOver'>;
}

/** A function that resolves once the screen, the state and the calls have come to rest; calls that hang count as rest. */
export function createSettler({dashboard, terminal, watched}: Watched): () => Promise<void> {
  let changes = 0;
  dashboard.store.subscribe(() => {
    changes += 1;
  });
  const seen = () => `${changes} ${watched.events()} ${terminal.written()}`;

  async function rest(): Promise<void> {
    let before = seen();
    for (let turns = 0, quiet = 0; quiet < restfulTurns; turns += 1) {
      if (turns > mostTurns) throw new Error('the dashboard does not come to rest');
      await new Promise(resolve => setImmediate(resolve));
      await watched.handedOver();
      const now = seen();
      quiet = now === before ? quiet + 1 : 0;
      before = now;
    }
  }

  return async () => {
    for (let before = ''; before !== seen(); ) {
      await rest();
      before = seen();
      await dashboard.drawn();
    }
    await terminal.flush();
  };
}
