// Keeps what V8 compiled of the bundle for the next start. Node's own cache keeps the code of a file as it is before the file
// has run, which is without most of its functions.

import {mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Script} from 'node:vm';

/** A V8 of another version or machine has files of its own. */
const suffix = `.${process.versions.v8}-${process.arch}`;

/** A folder of compiled code. */
export class KeptCode {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** What was kept of a file; undefined when nothing was. */
  read(name: string): Buffer | undefined {
    try {
      return readFileSync(this.#path(name));
    } catch {
      // The first start of this build, or a home that cannot be read: it is compiled then.
      return undefined;
    }
  }

  /** Keeps the code of those that had none or none that fits. `isBundled` tells of a name whether the bundle has it: others go. */
  keep(scripts: ReadonlyMap<string, Script>, isBundled: (name: string) => boolean): void {
    const missing = [...scripts].filter(([, {cachedDataRejected}]) => cachedDataRejected !== false);
    if (missing.length === 0) return;
    try {
      // A folder that others can write could make the program run their code.
      mkdirSync(this.#folder, {recursive: true, mode: 0o700});
      for (const [name, script] of missing) this.#write(name, script.createCachedData());
      for (const file of readdirSync(this.#folder)) {
        if (!isBundled(file.slice(0, file.indexOf('.cjs') + '.cjs'.length))) rmSync(join(this.#folder, file), {force: true});
      }
    } catch {
      // A home that is read-only costs some milliseconds at each start and nothing else.
    }
  }

  /** Whole or not at all: another start may be reading. */
  #write(name: string, code: Buffer): void {
    const part = `${this.#path(name)}.${process.pid}`;
    writeFileSync(part, code, {mode: 0o600});
    renameSync(part, this.#path(name));
  }

  #path(name: string): string {
    return join(this.#folder, `${name}${suffix}`);
  }
}
