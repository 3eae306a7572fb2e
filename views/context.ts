// What every view is handed besides the state: the declarations it draws by, and the terminal's theme.

import type {AnyCommand} from '../commands/command.ts';
import {Bug} from '../src/domain/errors.ts';
import type {KeyBinding} from '../src/domain/keys.ts';
import type {Kind} from '../src/domain/kind.ts';
import type {Projector} from '../src/resources/projection.ts';
import type {AnyResource} from '../src/resources/resource.ts';
import type {Screen, State, Table, TableScreen} from '../store/state.ts';
import {tableKey} from '../store/state.ts';
import type {Theme} from './theme.ts';

/** The declarations, the projection of tables, and the theme. The same object for as long as the program runs. */
export interface ViewContext {
  readonly theme: Theme;
  readonly resourceOf: (kind: Kind) => AnyResource;
  readonly commands: readonly AnyCommand[];
  readonly bindings: readonly KeyBinding[];
  /** The same one that the poller asks: what is read first is what is seen. */
  readonly projector: Projector;
}

/** The screen in front. */
export function currentScreen(state: State): Screen {
  const screen = state.screens.at(-1);
  if (!screen) throw new Bug('the trail of screens is never empty');
  return screen;
}

/** The table screen in front, or the one that the details, JSON or help lie over. */
export function tableScreenBelow(state: State): TableScreen | undefined {
  return state.screens.findLast(screen => screen.type === 'table');
}

/** The rows of a table screen; undefined before it was first read. */
export function tableOf(state: State, screen: TableScreen): Table | undefined {
  return state.tables[tableKey(screen.kind, screen.scope)];
}
