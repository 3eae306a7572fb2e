// The first file of the program on Node: runs the bundle that lies beside it, with what was compiled at an earlier start.

import {subscribe} from 'node:diagnostics_channel';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {BundledProgram} from './bundled-program.ts';
import {KeptCode} from './kept-code.ts';
import {bundleName, entryName, startedChannel} from './names.ts';
import {PackedBundle} from './packed-bundle.ts';

const bundle = new PackedBundle(join(import.meta.dirname, bundleName));
const [, , first = ''] = process.argv;
/** Each way to use the program compiles other parts of it. */
const use = /^[a-z]/.test(first) ? first.replaceAll(/[^a-z-]/g, '') : 'dashboard';
const kept = keptCode();

const program = new BundledProgram(name => {
  const source = bundle.read(name);
  if (source === undefined) return undefined;
  // V8 compares no more than the length of a source. The names of the others change with their content.
  const compiled = name === entryName ? undefined : kept?.read(name);
  return {source, ...(compiled && {compiled})};
});
const keep = () => kept?.keep(new Map([...program.scripts].filter(([name]) => name !== entryName)), name => bundle.has(name));
subscribe(startedChannel, keep);
process.once('exit', code => {
  // What ended early or badly has not used what it will use another time.
  if (code === 0 && use !== 'dashboard' && !process.argv.includes('--help') && !process.argv.includes('-h')) keep();
});
program.require(`./${entryName}`);

function keptCode(): KeptCode | undefined {
  try {
    return new KeptCode(join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'ecsdeck', use));
  } catch {
    return undefined; // A user without a home.
  }
}
