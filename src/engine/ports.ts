// What the engine is handed by the composition root. With these replaced, all of it runs in a test.

import type {Connection} from '../../store/state.ts';
import type {Clock} from '../domain/clock.ts';
import type {EditorEnd, EditorText} from '../domain/editor.ts';
import type {PlaybookSettings} from '../domain/fleet/playbook-settings.ts';
import type {Identity} from '../domain/identity.ts';
import type {LogReads} from '../domain/log-ports.ts';
import type {EcsChanges, Region} from '../domain/ports.ts';
import type {RunCommandChanges, RunCommandReads} from '../domain/run-command.ts';
import type {SafeText} from '../domain/safe-text.ts';
import type {Fleet} from '../fleet/fleet.ts';
import type {CommandRunner} from './changes/command-runner-port.ts';
import type {KeyPorts} from './keys/key-ports.ts';

/** Where to connect; what is absent stays as it is configured. */
export interface ConnectionTarget {
  readonly profile?: string;
  readonly region?: string;
}

/** One account and Region that the program talks to. */
export interface LiveConnection {
  /** For what the person waits for. */
  readonly region: Region;
  /** The same Region, but its calls let those of `region` go first. */
  readonly background: Region;
  readonly changes: EcsChanges;
  readonly runCommand: RunCommandReads;
  readonly runCommandChanges: RunCommandChanges;
  readonly logs: LogReads;
  /** Runs over its hosts. */
  readonly fleet: Fleet;
  stats(): Pick<Connection, 'callsPerMinute' | 'isThrottled'>;
  /** Frees its sockets; calls that are under way fail. */
  close(): void;
}

/** What holds for one account. */
export type AccountRules = Pick<Connection, 'isProduction' | 'mode'>;

/** What the command runner learns from the engine. */
export interface RunnerSurroundings {
  /** The connection of this moment; undefined while there is none yet. */
  connection(): LiveConnection | undefined;
  /** Reads the table on the screen again, now. */
  refresh(): void;
}

/** Everything that the engine needs of the world. */
export interface EnginePorts
  extends Pick<KeyPorts, 'store' | 'projector' | 'keymap' | 'resourceOf' | 'commands' | 'scrollLimit' | 'previewWindow' | 'shownColumns'> {
  readonly clock: Clock;
  /** From 0 to below 1, as Math.random. */
  readonly random: () => number;
  /** Rejects with a UserError when it cannot be; whether AWS answers shows only later. */
  readonly connect: (target: ConnectionTarget) => Promise<LiveConnection>;
  readonly createRunner: (surroundings: RunnerSurroundings) => CommandRunner;
  /** What the configuration says of the account that STS named. */
  readonly rulesFor: (identity: Identity) => AccountRules;
  /** Puts text on the person's clipboard. False when it is too long for terminals to take. */
  readonly copy: (text: string) => boolean;
  /** Draws the whole screen anew. */
  readonly redraw: () => void;
  /** Writes a new file into the current folder, and answers with its path. */
  readonly saveFile: (name: string, content: string) => Promise<string>;
  /** What a file of the person's holds; rejects when it cannot be read. */
  readonly readFile: (path: string) => Promise<string>;
  readonly playbooks: PlaybookSettings;
  /** What the lines of one log screen may take in memory, bytes; 32 MiB when absent. */
  readonly mostLogBytes?: number | undefined;
  readonly quit: () => void;
  /** Ctrl-Z: gives the terminal back to the shell until `fg`. */
  readonly suspend: () => void;
  /** Shows a text in the person's editor, and resolves once it was left; undefined when the terminal could not be given away. */
  readonly readInEditor: (text: EditorText) => Promise<EditorEnd | undefined>;
  /** Switches the demo region's faults and answers what to say; absent at AWS. Throws UserError for what it does not know. */
  readonly setFaults?: (specification: string) => SafeText;
  /** A fault of the program itself, in work that nobody waits for. */
  readonly onBug: (error: unknown) => void;
}
