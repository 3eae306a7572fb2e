// Understands the arguments and runs what they ask for; resolves with the exit code.

import {UserError} from './domain/errors.ts';
import {explained} from './domain/explained.ts';
import {parseArguments} from './headless/arguments.ts';
import {exitCodeOf} from './headless/exit-codes.ts';
import type {Request} from './headless/request.ts';
import {paintSkeleton} from './skeleton.ts';
import type {TerminalSession} from './terminal/session.ts';
import {terminalProblem} from './terminal-problem.ts';
import {version} from './version.ts';

/** Runs the program. `painted` is the terminal where the skeleton is on it already. */
export async function run(argv: readonly string[], painted: TerminalSession | undefined): Promise<number> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosedPipe);
  const request = parseArguments(argv);
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
      return dashboard(request, painted);
    default:
      try {
        const {runWithoutScreen} = await import('./without-screen.ts');
        return await runWithoutScreen(request);
      } catch (error) {
        return told(error);
      }
  }
}

async function dashboard(request: Extract<Request, {type: 'dashboard'}>, painted: TerminalSession | undefined): Promise<number> {
  const problem = terminalProblem(process.stdin, process.stdout, process.env);
  if (problem !== undefined) {
    process.stderr.write(`ecsdeck: ${problem}\n`);
    return 1;
  }
  const session = painted ?? paintSkeleton();
  try {
    const {runDashboard} = await import('./with-screen.ts');
    return await runDashboard(request, session);
  } catch (error) {
    session.leave();
    return told(error);
  }
}

/** Says on stderr what ended the program, and answers with the exit code. */
async function told(error: unknown): Promise<number> {
  if (error instanceof UserError) {
    process.stderr.write(`ecsdeck: ${explained(error)}\n`);
    return exitCodeOf(error);
  }
  // What a library puts into an error is not known: it goes into bug reports without what looks like a secret.
  const {maskSecretText} = await import('./domain/mask-text.ts');
  const where = maskSecretText(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.stderr.write(`ecsdeck met a fault of its own, please report it: ${where}\n`);
  return 1;
}

/** `| head` has seen enough: that is no failure. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
