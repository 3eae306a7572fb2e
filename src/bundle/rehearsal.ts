// Run by the build and never by a person: runs the bundle in this file's folder with the arguments given, and at the end keeps
// there what V8 has compiled by then, so that the single executable need not compile it again.

import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {setFlagsFromString} from 'node:v8';
import {usualMemoryFlags} from '../small-memory.ts';
import {BundledProgram} from './bundled-program.ts';
import {compiledAsset, entryName} from './names.ts';

const inFolder = (name: string) => join(import.meta.dirname, name);

const program = new BundledProgram(name => (existsSync(inFolder(name)) ? {source: readFileSync(inFolder(name), 'utf8')} : undefined));
// What has been compiled is kept until it is written, however much garbage is collected.
setFlagsFromString('--no-flush-bytecode');
process.once('exit', () => {
  // V8 takes compiled code only from a V8 with the same flags: what was set here and after the start goes back to its default.
  for (const flag of ['--flush-bytecode', ...usualMemoryFlags]) setFlagsFromString(flag);
  for (const [name, script] of program.scripts) {
    const path = inFolder(compiledAsset(name));
    // The first rehearsal is the one whose start shall be quick.
    if (!existsSync(path)) writeFileSync(path, script.createCachedData());
  }
});
program.require(`./${entryName}`);
