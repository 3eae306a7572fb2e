// The first file to run, kept small: it understands the arguments, paints at once, and loads the rest.

import {mkdirSync} from 'node:fs';
import {enableCompileCache} from 'node:module';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {setFlagsFromString} from 'node:v8';
import {UserError} from './domain/errors.ts';
import {parseArguments} from './headless/arguments.ts';
import {exitCodeOf} from './headless/exit-codes.ts';
import type {Request} from './headless/request.ts';
import {paintSkeleton} from './skeleton.ts';
import {terminalProblem} from './terminal-problem.ts';
import {version} from './version.ts';

// Young garbage is collected in small steps: 40 to 100 MB less memory, at no cost that could be measured.
setFlagsFromString('--semi-space-growth-factor=1');
keepCompiledCode();
process.exitCode = await run(parseArguments(process.argv.slice(2)));

async function run(request: Request): Promise<number> {
  switch (request.type) {
    case 'version':
      process.stdout.write(`ecsdeck ${version}\n`);
      return 0;
    case 'help':
      process.stdout.write(`${request.text}\n`);
      return 0;
    case 'usage':
      process.stderr.write(`ecsdeck: ${request.message}\n`);
      return 2;
    case 'dashboard':
      return dashboard(request);
    default: {
      const {runWithoutScreen} = await import('./without-screen.ts');
      return runWithoutScreen(request);
    }
  }
}

async function dashboard(request: Extract<Request, {type: 'dashboard'}>): Promise<number> {
  const problem = terminalProblem(process.stdin, process.stdout, process.env);
  if (problem !== undefined) {
    process.stderr.write(`ecsdeck: ${problem}\n`);
    return 1;
  }
  const skeleton = paintSkeleton(process.stdout);
  try {
    const {runDashboard} = await import('./with-screen.ts');
    return await runDashboard(request, skeleton);
  } catch (error) {
    skeleton.remove();
    if (error instanceof UserError) {
      process.stderr.write(`ecsdeck: ${error.message}. ${error.advice}\n`);
      return exitCodeOf(error);
    }
    process.stderr.write(`ecsdeck met a fault of its own, please report it: ${error instanceof Error ? error.stack : error}\n`);
    return 1;
  }
}

/** Compiled code is kept in a folder of the user's own: one that others can write could make the program run their code. */
function keepCompiledCode(): void {
  const folder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'ecsdeck');
  try {
    mkdirSync(folder, {recursive: true, mode: 0o700});
    enableCompileCache(folder);
  } catch {
    // A read-only home costs some milliseconds at each start and nothing else.
  }
}
