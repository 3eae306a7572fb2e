// The first file to run, kept so small that it can paint at once: it turns on the cache of compiled code, and loads the rest.

import {mkdirSync} from 'node:fs';
import {enableCompileCache} from 'node:module';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {isatty} from 'node:tty';
import {isSingleFile} from './single-file.ts';
import {paintSkeleton} from './skeleton.ts';
import {terminalProblem} from './terminal-problem.ts';

/** Arguments that ask for the dashboard alone, and that nothing can be wrong with, together or alone. */
const harmless = new Set(['--demo', '--ascii', '--no-color', '--read-only']);

const {env} = process;
const argv = process.argv.slice(2);
if (!isSingleFile) keepCompiledCode();
// To ask process.stdin and process.stdout themselves would make them first.
const isPossible = terminalProblem({isTTY: isatty(0)}, {isTTY: isatty(1)}, env) === undefined;
const session = isPossible && argv.every(argument => harmless.has(argument)) ? paintSkeleton() : undefined;
// No await here: it is bundled as a script.
import('./main.ts').then(({run}) => run(argv, session)).then(ends, fails);

function ends(exitCode: number): void {
  process.exitCode = exitCode;
}

/** Said here, because Node would print the line of the bundle it happened in, which is the whole file. */
function fails(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
}

/** Compiled code is kept in a folder of the user's own: one that others can write could make the program run their code. */
function keepCompiledCode(): void {
  const folder = join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'ecsdeck');
  try {
    mkdirSync(folder, {recursive: true, mode: 0o700});
    enableCompileCache(folder);
  } catch {
    // A read-only home costs some milliseconds at each start and nothing else.
  }
}
