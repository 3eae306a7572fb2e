// The first file of the bundle, kept so small that it can paint at once: it loads the rest.

import {isatty} from 'node:tty';
import {paintSkeleton} from './skeleton.ts';
import {terminalProblem} from './terminal-problem.ts';

/** Arguments that ask for the dashboard alone, and that nothing can be wrong with, together or alone. */
const harmless = new Set(['--demo', '--ascii', '--no-color', '--read-only']);

const {env} = process;
const argv = process.argv.slice(2);
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
