// Builds dist-binary/: the program and a Node in one executable file, for hosts without Node. Run with `npm run build:binary`;
// `-- --architecture x64` builds only that one.

import {execFileSync} from 'node:child_process';
import {chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {parseArgs} from 'node:util';
import {rolldown} from 'rolldown';
import {compiledAsset} from '../src/binary/names.ts';
import {type Architecture, architectures, nodePackage, nodeVersion} from './binary/node-package.ts';
import {rehearse} from './binary/rehearse.ts';
import {withoutSymbols} from './binary/without-symbols.ts';
import {bundleProgram, root} from './bundle.ts';

const output = join(root, 'dist-binary');
const work = join(root, '.cache/binary');

const {values} = parseArgs({options: {architecture: {type: 'string'}}});
const wanted = architectures.filter(name => values.architecture === undefined || values.architecture === name);
if (wanted.length === 0) throw new Error(`there is no --architecture ${values.architecture}: there are ${architectures.join(', ')}`);
if (process.versions.node !== nodeVersion)
  throw new Error(`the executable is made by the Node it holds, ${nodeVersion}: use npm run build:binary`);

rmSync(output, {recursive: true, force: true});
mkdirSync(output, {recursive: true});
for (const architecture of wanted) await buildFor(architecture);

async function buildFor(architecture: Architecture): Promise<void> {
  const folder = join(work, architecture);
  rmSync(folder, {recursive: true, force: true});
  await bundleProgram({folder, isSingleFile: true});
  const files = readdirSync(folder);
  await bundleFile(join(root, 'src/binary/loader.ts'), join(folder, 'loader.cjs'));
  await bundleFile(join(root, 'src/binary/rehearsal.ts'), join(folder, 'rehearsal.cjs'));
  const node = nodePackage(architecture);
  const runner = runnerOf(architecture, node.executable);
  if (runner) await rehearse(runner, folder);
  const short = join(folder, 'node');
  writeFileSync(short, withoutSymbols(readFileSync(node.executable)), {mode: 0o755});
  const assets = [...files, ...files.map(compiledAsset)].filter(name => existsSync(join(folder, name)));
  const executable = join(output, `ecsdeck-linux-${architecture}`);
  const settings = {
    main: join(folder, 'loader.cjs'),
    executable: short,
    output: executable,
    disableExperimentalSEAWarning: true,
    // What NODE_OPTIONS of the host asks for is meant for other programs.
    execArgvExtension: 'none',
    assets: Object.fromEntries(assets.map(name => [name, join(folder, name)])),
  };
  writeFileSync(join(folder, 'sea.json'), JSON.stringify(settings));
  execFileSync(process.execPath, ['--build-sea', join(folder, 'sea.json')], {stdio: ['ignore', 'ignore', 'inherit']});
  chmodSync(executable, 0o755);
  const megabytes = (statSync(executable).size / 1e6).toFixed(0);
  const start = runner ? '' : '; it compiles itself at each start, since none of its kind can run here';
  process.stdout.write(`${basename(output)}/${basename(executable)}: ${megabytes} MB${start}\n`);
}

/** One source file with what it imports, as a script. */
async function bundleFile(input: string, file: string): Promise<void> {
  const bundle = await rolldown({input, platform: 'node', cwd: root});
  await bundle.write({file, format: 'cjs', minify: true});
  await bundle.close();
}

/** The command that runs this Node here: itself, or an emulator that Debian has; undefined when there is none. */
function runnerOf(architecture: Architecture, executable: string): readonly [string, ...string[]] | undefined {
  // V8 hashes names by a random number, and writes the hashes: with the same number two builds are the same.
  const seed = '--random-seed=1';
  if (architecture === process.arch) return [executable, seed];
  const [emulator, libraries] = ['/usr/bin/qemu-aarch64-static', '/usr/aarch64-linux-gnu'];
  const canEmulate = architecture === 'arm64' && existsSync(emulator) && existsSync(join(libraries, 'lib/libatomic.so.1'));
  return canEmulate ? [emulator, '-L', libraries, executable, seed] : undefined;
}
