// A file that only its owner can read, for as long as something needs it.

import {chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {UserError} from '../domain/errors.ts';

/** A file in a folder of its own. */
export interface PrivateFile {
  readonly path: string;
  /** What it holds now; undefined when it cannot be read. */
  content(): string | undefined;
}

/** Does work with a new file, and removes its folder with all that is in it afterwards, also when the process exits meanwhile. Throws UserError. */
export async function withPrivateFile<Result>(
  name: string,
  content: string,
  work: (file: PrivateFile) => Promise<Result>,
): Promise<Result> {
  let folder: string | undefined;
  const remove = () => {
    if (folder !== undefined) rmSync(folder, {recursive: true, force: true});
  };
  process.once('exit', remove);
  try {
    folder = newFolder();
    const path = join(folder, name);
    write(path, content);
    return await work({path, content: () => read(path)});
  } finally {
    process.off('exit', remove);
    remove();
  }
}

function newFolder(): string {
  try {
    const folder = mkdtempSync(join(tmpdir(), 'ecsdeck-'));
    // Node makes it so already; a file with secrets does not depend on that.
    chmodSync(folder, 0o700);
    return folder;
  } catch (error) {
    throw cannotWrite(error);
  }
}

function write(path: string, content: string): void {
  try {
    writeFileSync(path, content, {flag: 'wx', mode: 0o600});
  } catch (error) {
    throw cannotWrite(error);
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined; // Moved or removed by the editor: there is nothing to compare.
  }
}

function cannotWrite(error: unknown): UserError {
  const reason = error instanceof Error ? error.message : String(error);
  return new UserError(`the file for the editor cannot be written (${reason})`, 'Make room there, or name another folder by TMPDIR.', {
    cause: error,
  });
}
