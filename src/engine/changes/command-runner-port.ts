// What the key dispatcher asks of the command runner. Apart, so that keys and runner know only this of each other.

/** Carries a command from the key to its outcome. It opens, fills and closes the ask and confirm dialogs in the store by itself. */
export interface CommandRunner {
  /** Begins a command on rows of the table on the screen. */
  start(commandId: string, ids: readonly string[]): void;
  /** The text of the ask dialog, at Enter. */
  answer(text: string): void;
  /** `y`, or at Enter the phrase as it was typed. */
  confirm(input: string): void;
  /** Leaves the dialog; what was not sent will not be. */
  cancel(): void;
  /** `u` */
  undoLast(): void;
  /** Resolves when nothing is on its way to AWS or to the audit log any more. */
  idle(): Promise<void>;
  /** Follows nothing any more; what was sent stays sent. */
  dispose(): void;
}
