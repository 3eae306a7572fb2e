// How the files of the bundle are called inside the single executable.

/** The file that runs first. */
export const entryName = 'entry.cjs';

/** Where the compiled form of a file lies. */
export function compiledAsset(name: string): string {
  return `${name}.compiled`;
}

/** On this channel of Node's diagnostics the program says that it has started: most of what a start needs has run. */
export const startedChannel = 'ecsdeck:started';
