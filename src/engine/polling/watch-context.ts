// What the parts of a table's watch share: the table, the ways to read it, and what becomes of answers and failures.

import type {Table} from '../../../store/state.ts';
import type {DeckStore} from '../../../store/store.ts';
import type {TableAddress} from '../../../store/tables.ts';
import type {Clock} from '../../domain/clock.ts';
import type {Projector} from '../../resources/projection.ts';
import type {AnyResource} from '../../resources/resource.ts';
import type {LiveConnection} from '../ports.ts';
import type {Ledger} from './ledger.ts';
import type {Trouble} from './trouble.ts';
import type {UpdateQueue} from './update-queue.ts';

/** What a watch is handed. */
export interface WatchPorts {
  readonly store: DeckStore;
  readonly clock: Clock;
  readonly random: () => number;
  readonly projector: Projector;
  readonly resourceOf: (kind: TableAddress['kind']) => AnyResource;
  readonly connection: () => LiveConnection;
  /** A fault of the program itself, in work that nobody waits for. */
  readonly onBug: (error: unknown) => void;
}

/** What the parts of a watch share. */
export interface WatchContext extends WatchPorts {
  readonly address: TableAddress;
  readonly resource: AnyResource;
  readonly signal: AbortSignal;
  readonly queue: UpdateQueue;
  readonly ledger: Ledger;
  readonly trouble: Trouble;
  /** The table as the store has it. */
  table(): Table | undefined;
  /** Visible ids, the one under the cursor first. */
  visible(): readonly string[];
}
