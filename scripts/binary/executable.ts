// Makes one executable: the bundle, what V8 compiled of it, and a Node without symbols, put together by that Node's own
// `--build-sea`.

import {execFileSync} from 'node:child_process';
import {chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {compiledAsset} from '../../src/bundle/names.ts';
import {bundleProgram, bundleStarter, root} from '../bundle.ts';
import {type Architecture, nodePackage} from './node-package.ts';
import {rehearse} from './rehearse.ts';
import {withoutSymbols} from './without-symbols.ts';

/** What is to be made. */
export interface ExecutableOptions {
  readonly architecture: Architecture;
  readonly output: string;
  /** False leaves out what V8 compiled: the start is slower, and two builds are the same to the byte. */
  readonly isCompiled: boolean;
}

/** An executable that was made. */
export interface Executable {
  /** The paths of all modules in it. */
  readonly modules: readonly string[];
  /** False when it compiles itself at each start, because that was asked for or nothing here can run one of its kind. */
  readonly isCompiled: boolean;
}

/** Makes it. */
export async function makeExecutable({architecture, output, isCompiled}: ExecutableOptions): Promise<Executable> {
  const folder = join(root, '.cache/binary', architecture);
  rmSync(folder, {recursive: true, force: true});
  const modules = await bundleProgram(folder);
  const files = readdirSync(folder);
  await bundleStarter('in-executable.ts', join(folder, 'start.cjs'));
  await bundleStarter('rehearsal.ts', join(folder, 'rehearsal.cjs'));
  const node = nodePackage(architecture).executable;
  const runner = isCompiled ? runnerOf(architecture, node) : undefined;
  if (runner) await rehearse(runner, folder);
  const short = join(folder, 'node');
  writeFileSync(short, withoutSymbols(readFileSync(node)), {mode: 0o755});
  const assets = [...files, ...files.map(compiledAsset)].filter(name => existsSync(join(folder, name)));
  const settings = {
    main: join(folder, 'start.cjs'),
    executable: short,
    output,
    disableExperimentalSEAWarning: true,
    // What NODE_OPTIONS of the host asks for is meant for other programs.
    execArgvExtension: 'none',
    assets: Object.fromEntries(assets.map(name => [name, join(folder, name)])),
  };
  writeFileSync(join(folder, 'sea.json'), JSON.stringify(settings));
  execFileSync(process.execPath, ['--build-sea', join(folder, 'sea.json')], {stdio: ['ignore', 'ignore', 'inherit']});
  chmodSync(output, 0o755);
  return {modules, isCompiled: runner !== undefined};
}

/** The command that runs this Node here: itself, or Debian's emulator with the libraries it needs; undefined when there is none. */
function runnerOf(architecture: Architecture, node: string): readonly [string, ...string[]] | undefined {
  // V8 hashes names with a random number, and writes the hashes.
  const seed = '--random-seed=1';
  if (architecture === process.arch) return [node, seed];
  const emulator = emulatorOf(architecture);
  return emulator && [...emulator, node, seed];
}

/** What runs a program of this other architecture here, from Debian's qemu-user-static and libatomic1-arm64-cross; undefined where they are not. */
export function emulatorOf(architecture: Architecture): readonly [string, ...string[]] | undefined {
  const [program, libraries] = ['/usr/bin/qemu-aarch64-static', '/usr/aarch64-linux-gnu'];
  const isThere = architecture === 'arm64' && existsSync(program) && existsSync(join(libraries, 'lib/libatomic.so.1'));
  return isThere ? [program, '-L', libraries] : undefined;
}
