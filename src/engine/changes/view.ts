// Ties the runner to the store: what it reads of the table on the screen, and the events by which it changes the state.

import {changeProgressed, changeSent} from '../../../store/changes.ts';
import {askOpened, confirmOpened, dialogClosed} from '../../../store/dialogs.ts';
import {noticeShown} from '../../../store/notices.ts';
import {shownScreen} from '../../../store/screens.ts';
import type {DeckStore} from '../../../store/store.ts';
import {tableOf} from '../../../store/tables.ts';
import type {Clock} from '../../domain/clock.ts';
import {UserError} from '../../domain/errors.ts';
import type {RunnerSurroundings} from '../ports.ts';
import type {Place} from './place.ts';
import type {RunnerView} from './ports.ts';

/** How long a notice about a change stays, milliseconds; a warning waits for a key. */
const noticeMilliseconds = 8000;

/** The store as the runner sees it. */
export function createRunnerView(store: DeckStore, clock: Clock, surroundings: RunnerSurroundings): RunnerView {
  const shown = () => shownScreen(store.getState());
  return {
    scope: () => {
      const screen = shown();
      return screen === undefined || screen.type === 'help' ? {} : screen.scope;
    },
    readRows: ids => {
      const screen = shown();
      const entries = screen === undefined || screen.type === 'help' ? undefined : tableOf(store.getState(), screen)?.entries;
      return ids.map(id => ({id, row: entries?.get(id)?.row}));
    },
    dialogShown: dialog => {
      if (dialog.type === 'ask') store.apply(askOpened, {dialog});
      else store.apply(confirmOpened, {dialog});
    },
    dialogClosed: () => store.apply(dialogClosed),
    notice: (tone, text) => {
      const isLasting = tone === 'warn' || tone === 'bad';
      store.apply(noticeShown, {tone, text, ...(isLasting ? {} : {until: clock.now() + noticeMilliseconds})});
    },
    changeRecorded: change => store.apply(changeSent, {change}),
    changeProgressed: (number, step) => store.apply(changeProgressed, {number, ...step}),
    refreshWanted: () => surroundings.refresh(),
  };
}

/** Where a change would be made at this moment. Throws UserError while nothing is connected. */
export function currentPlace(store: DeckStore, surroundings: RunnerSurroundings): Place {
  const live = surroundings.connection();
  if (live === undefined) throw new UserError('there is no connection yet', 'Try again once the table shows rows.');
  const {source, mode, identity, isProduction} = store.getState().connection;
  // As long as STS has not said whose account it is, it may be a production account.
  return {
    region: live.region,
    changes: live.changes,
    isDemo: source === 'demo',
    mode,
    isProduction: isProduction || identity === undefined,
  };
}
