// Text that a person reads in their own editor, as the ports hand it on.

/** What is opened. */
export interface EditorText {
  /** The file's name, without a folder; by its ending an editor knows the syntax. */
  readonly name: string;
  /** Safe to be shown by any program on a terminal. */
  readonly content: string;
}

/** How it ended. */
export interface EditorEnd {
  /** The editor, as the person calls it. */
  readonly program: string;
  /** It has left another text in the file. That is discarded with it. */
  readonly isChanged: boolean;
  /** How long it ran. */
  readonly milliseconds: number;
}

/** What can show a text: the terminal, with the help of an editor. */
export interface EditorHost {
  /** Rejects with Refused when there is no editor; asked before the terminal is given away. */
  check(): Promise<void>;
  /** Resolves when the person has left the editor, and the file is removed. Rejects with UserError. */
  read(text: EditorText): Promise<EditorEnd>;
}
