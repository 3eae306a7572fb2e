// Bundles the program, for Node and for the single executable alike: one small entry that can paint at once, and scripts that
// are loaded when they are needed.

import {mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {rolldown} from 'rolldown';
import {bundleName} from '../src/bundle/names.ts';
import {packed} from '../src/bundle/packed-bundle.ts';
import {bundlePlugins, productionDefines} from './bundle-plugins.ts';

/** The folder of package.json. */
export const root = join(import.meta.dirname, '..');

/** package.json's version. */
export async function packageVersion(): Promise<string> {
  const {version}: {version: string} = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  return version;
}

const groups = [
  // Each file to read delays the first frame, and whatever two parts share would be one: 70 files, and so they are 40.
  {name: 'first', test: /src[\\/](skeleton|end-signals|terminal-problem|terminal[\\/](session|tty-device))\.ts$/, priority: 2},
  {name: 'sdk', test: /node_modules[\\/]@(smithy|aws-sdk|aws)[\\/]/, minShareCount: 3, priority: 1},
  {name: 'shared', test: /^(?!.*node_modules).*\.tsx?$/, minShareCount: 2},
];

/** One file of the bundle. */
export interface BundledChunk {
  readonly file: string;
  /** The files that are loaded with it. */
  readonly imports: readonly string[];
  /** What is left of each module in it, by the module's path. */
  readonly modules: ReadonlyMap<string, string>;
}

/** Bundles the program into the folder and answers with the paths of all modules that are in it. */
export async function bundleProgram(folder: string): Promise<readonly string[]> {
  return modulesOf(await bundleChunks(folder));
}

function modulesOf(chunks: readonly BundledChunk[]): readonly string[] {
  return chunks.flatMap(({modules}) => [...modules.keys()]).toSorted();
}

/** The same, and answers with the files of the bundle. */
export async function bundleChunks(folder: string): Promise<readonly BundledChunk[]> {
  const bundle = await rolldown({
    input: {entry: join(root, 'src/entry.ts')},
    platform: 'node',
    cwd: root,
    plugins: [...bundlePlugins],
    // The SDK's CommonJS build, which is the default for Node, cannot be tree-shaken: EC2 alone would be 700 kB.
    resolve: {mainFields: ['module', 'main']},
    transform: {
      define: {...productionDefines, __ECSDECK_VERSION__: JSON.stringify(await packageVersion())},
    },
    onLog(level, log, handler) {
      if (log.code !== 'EVAL') handler(level, log);
    },
  });
  const {output} = await bundle.write({
    dir: folder,
    minify: true,
    sourcemap: false,
    codeSplitting: {groups},
    // Scripts and not modules: Node has a dozen of them running 15 ms earlier, and the single executable can hold nothing else.
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name]-[hash].cjs',
  });
  await bundle.close();
  const chunks = output.filter(file => file.type === 'chunk');
  for (const {code, fileName} of chunks) {
    // There is no folder to import from in the single executable.
    if (/\bimport\(/.test(code)) throw new Error(`${fileName} still imports while it runs`);
  }
  return chunks.map(({fileName, imports, modules}) => ({
    file: fileName,
    imports,
    modules: new Map(Object.entries(modules).map(([path, {code}]) => [path, code ?? ''])),
  }));
}

/** Bundles what runs the bundle, one source file with what it imports, as one script. */
export async function bundleStarter(source: string, file: string): Promise<void> {
  const bundle = await rolldown({input: join(root, 'src/bundle', source), platform: 'node', cwd: root});
  await bundle.write({file, format: 'cjs', minify: true});
  await bundle.close();
}

/** Bundles the program for Node: `start.cjs` is the file to run, all others are packed into one beside it. */
export async function bundleForNode(folder: string): Promise<readonly string[]> {
  const unpacked = await mkdtemp(join(tmpdir(), 'ecsdeck-bundle-'));
  try {
    const chunks = await bundleChunks(unpacked);
    const names = chunks.map(({file}) => file).toSorted();
    const files = await Promise.all(names.map(async name => [name, await readFile(join(unpacked, name), 'utf8')] as const));
    await mkdir(folder, {recursive: true});
    await writeFile(join(folder, bundleName), packed(new Map(files)));
    await bundleStarter('on-node.ts', join(folder, 'start.cjs'));
    return modulesOf(chunks);
  } finally {
    await rm(unpacked, {recursive: true, force: true});
  }
}
