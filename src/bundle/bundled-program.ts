// Runs the bundled program from memory: the files of the bundle require each other by name, and none of them is on a disk.
// Apart from the loader, because the build runs a program the same way to learn what its start compiles.

import {Script} from 'node:vm';

/** One file of the bundle. */
export interface BundledFile {
  /** CommonJS, as the bundler wrote it. */
  readonly source: string;
  /** What V8 made of the source, from `Script.createCachedData`; a V8 that cannot use it compiles anew. */
  readonly compiled?: Uint8Array;
}

interface LoadedModule {
  exports: unknown;
}

type Require = (id: string) => unknown;
type ModuleFunction = (exports: unknown, require: Require, module: LoadedModule) => void;

/** The files of one bundle, loaded when they are required. */
export class BundledProgram {
  readonly #read: (name: string) => BundledFile | undefined;
  readonly #scripts = new Map<string, Script>();
  readonly #modules = new Map<string, LoadedModule>();

  /** `read` answers with the file of a name such as `main-Bulkd6kz.cjs`, and undefined where the bundle has none. */
  constructor(read: (name: string) => BundledFile | undefined) {
    this.#read = read;
  }

  /** The scripts that have been loaded so far, by the name of their file. */
  get scripts(): ReadonlyMap<string, Script> {
    return this.#scripts;
  }

  /** What a file exports, or one of Node's own modules. Throws an Error for anything else. */
  readonly require: Require = id => {
    const name = id.slice(id.lastIndexOf('/') + 1);
    const loaded = this.#modules.get(name);
    if (loaded) return loaded.exports;
    const file = id.startsWith('.') ? this.#read(name) : undefined;
    if (file) return this.#load(name, file);
    const builtin = process.getBuiltinModule(id);
    if (builtin === undefined) throw new Error(`the bundle has no file ${id}`);
    return builtin;
  };

  #load(name: string, file: BundledFile): unknown {
    const script = scriptOf(name, file);
    this.#scripts.set(name, script);
    const module: LoadedModule = {exports: {}};
    // Known before it runs, since files may require each other in a circle.
    this.#modules.set(name, module);
    const run: ModuleFunction = script.runInThisContext();
    run(module.exports, this.require, module);
    return module.exports;
  }
}

/** A file as V8 takes it; `cachedDataRejected` of it is true when what was compiled did not fit. */
export function scriptOf(name: string, {source, compiled}: BundledFile): Script {
  const wrapped = `(function (exports, require, module) {${source}\n})`;
  return new Script(wrapped, {filename: `ecsdeck/${name}`, ...(compiled && {cachedData: compiled})});
}
