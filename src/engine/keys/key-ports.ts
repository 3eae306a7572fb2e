// What the keys act on, and how they answer in words. Apart from the dispatcher, because each group of keys needs it.

import type {AnyCommand} from '../../../commands/command.ts';
import {noticeShown} from '../../../store/notices.ts';
import type {State} from '../../../store/state.ts';
import type {DeckStore} from '../../../store/store.ts';
import type {EditorEnd, EditorText} from '../../domain/editor.ts';
import type {Kind} from '../../domain/kind.ts';
import type {SafeText} from '../../domain/safe-text.ts';
import type {Tone} from '../../domain/tone.ts';
import type {Projector} from '../../resources/projection.ts';
import type {AnyResource} from '../../resources/resource.ts';
import type {CommandRunner} from '../changes/command-runner-port.ts';
import type {FleetDesk} from '../fleet/fleet-desk-port.ts';
import type {Keymap} from './keymap.ts';
import type {LogPort} from './log-port.ts';

/** What keys ask of the rest of the program. */
export interface KeyActions {
  /** Reads what is on the screen again, now. */
  refresh(): void;
  /** Puts text on the person's clipboard. False when it is too long for terminals to take. */
  copy(text: string): boolean;
  /** Draws the whole screen anew: another program has written on it. */
  redraw(): void;
  /** Writes a new file into the current folder, and answers with its path. */
  saveFile(name: string, content: string): Promise<string>;
  /** Shows a text in the person's editor; undefined when that failed, which was said then. */
  readInEditor(text: EditorText): Promise<EditorEnd | undefined>;
  quit(): void;
  /** Gives the terminal back to the shell until `fg`. */
  suspend(): void;
  /** May throw a UserError for a name that cannot be. */
  switchConnection(to: {readonly region?: string; readonly profile?: string}): void;
  /** Demo only: answers what to say. Throws UserError for a fault that it does not know. */
  setFaults?(specification: string): SafeText;
}

/** The lines of a preview that are seen: the index of the first, how many, and of how many. */
export interface PreviewWindow {
  readonly first: number;
  readonly count: number;
  readonly total: number;
}

/** Everything the keys are handed. */
export interface KeyPorts {
  readonly store: DeckStore;
  readonly projector: Projector;
  readonly keymap: Keymap;
  resourceOf(kind: Kind): AnyResource;
  readonly commands: readonly AnyCommand[];
  readonly runner: CommandRunner;
  readonly logs: LogPort;
  readonly fleet: FleetDesk;
  /** The greatest first line of the details, JSON or help in front, as the views draw them. */
  scrollLimit(state: State): number;
  /** Which lines of the preview in the confirm dialog are seen, as the views draw them. */
  previewWindow(state: State): PreviewWindow;
  /** The titles of the columns that the table in front has at this width, in their order; none without a table. */
  shownColumns(state: State): readonly string[];
  /** Milliseconds since 1970. */
  now(): number;
  readonly actions: KeyActions;
}

/** A confirmation of what is done stays for a moment, it needs no answer. */
const passingMilliseconds = 4000;

/** Tells something that stays until the next key. */
export function say({store}: KeyPorts, tone: Tone, text: SafeText): void {
  store.apply(noticeShown, {tone, text});
}

/** Tells something that goes by itself. */
export function mention({store, now}: KeyPorts, tone: Tone, text: SafeText): void {
  store.apply(noticeShown, {tone, text, until: now() + passingMilliseconds});
}
