// Who else may have the terminal while the dashboard is open, one at a time: the shell around it, a shell in a container, an editor.

import type {EditorEnd, EditorHost, EditorText} from './domain/editor.ts';
import {Refused} from './domain/errors.ts';
import type {ShellHost, ShellSession} from './domain/shell.ts';
import type {Stage} from './terminal/stage.ts';

/** A shell in a container on the terminal until it ends. */
export type ShellGuest = Pick<ShellHost, 'check'> & {readonly run: (session: ShellSession) => Promise<void>};

/** What Ink does around giving the terminal away. */
export type SuspendInk = (work: () => Promise<void>) => Promise<void>;

/** What guests are brought in by. */
export interface GuestPorts {
  readonly stage: Stage;
  readonly shells?: ShellGuest | undefined;
  readonly editor?: EditorHost | undefined;
  /** Told that a shell has ended well. */
  readonly shellEnded: () => void;
  /** Told how a shell failed; the change that has opened it is over by then. */
  readonly shellFailed: (error: unknown) => void;
}

/** The doors to the terminal. */
export class TerminalGuests {
  /** Set once Ink has begun. */
  suspendInk: SuspendInk | undefined;
  readonly #ports: GuestPorts;

  constructor(ports: GuestPorts) {
    this.#ports = ports;
  }

  /** Gives it away for the time of the work; nothing while another has it. */
  async giveAway(work: () => Promise<void>): Promise<void> {
    const {stage} = this.#ports;
    if (!stage.isAway) await this.suspendInk?.(() => stage.suspend(work));
  }

  /** Opens a shell, and resolves before it ends: how that goes is told by itself. */
  async attach(session: ShellSession): Promise<void> {
    const {shells, shellEnded, shellFailed} = this.#ports;
    this.giveAway(async () => shells?.run(session)).then(shellEnded, shellFailed);
  }

  /** Resolves when the editor was left; undefined when another had the terminal. Rejects with UserError. */
  async readInEditor(text: EditorText): Promise<EditorEnd | undefined> {
    const {editor} = this.#ports;
    if (editor === undefined) throw new Refused('an editor needs a terminal', 'Run ecsdeck in one.');
    await editor.check();
    let end: EditorEnd | undefined;
    await this.giveAway(async () => {
      end = await editor.read(text);
    });
    return end;
  }
}
