// How the files of the bundle are called inside the single executable.

/** The file that runs first. */
export const entryName = 'entry.cjs';

/** The file of all files of the bundle, on Node. */
export const bundleName = 'program.bundle';

/** Where the compiled form of a file lies. */
export function compiledAsset(name: string): string {
  return `${name}.compiled`;
}

/** On this channel of Node's diagnostics the program says that it has started: most of what a start needs has run. */
export const startedChannel = 'ecsdeck:started';
