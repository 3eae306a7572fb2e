// What the desk for runs over hosts is handed.

import type {DeckStore} from '../../../store/store.ts';
import type {Clock} from '../../domain/clock.ts';
import type {PlaybookSettings} from '../../domain/fleet/playbook-settings.ts';
import type {Kind} from '../../domain/kind.ts';
import type {AnyResource} from '../../resources/resource.ts';
import type {LiveConnection} from '../ports.ts';

/** Everything the desk needs of the world. */
export interface DeskPorts {
  readonly store: DeckStore;
  readonly clock: Clock;
  readonly resourceOf: (kind: Kind) => AnyResource;
  readonly connection: () => LiveConnection;
  readonly settings: PlaybookSettings;
  readonly readFile: (path: string) => Promise<string>;
  /** Writes a new file into the current folder, and answers with its path. */
  readonly saveFile: (name: string, content: string) => Promise<string>;
  readonly onBug: (error: unknown) => void;
}
