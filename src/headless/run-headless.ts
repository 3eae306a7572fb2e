// One call without a screen, from its request to its exit code. Nothing but rows goes to stdout, so that it can be piped.

import {UserError} from '../domain/errors.ts';
import {explained} from '../domain/explained.ts';
import {type ExitCode, exitCodeOf} from './exit-codes.ts';
import {resumeFleet, retryFleet, runFleet} from './fleet.ts';
import type {FleetRequest, RecordedRunRequest} from './fleet-request.ts';
import {get} from './get.ts';
import {runLogs} from './logs.ts';
import {type HeadlessPorts, written} from './ports.ts';
import type {GetRequest, LogsRequest, VerbRequest} from './request.ts';
import {runVerb} from './verb.ts';

function isBrokenPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED');
}

/** A call without a screen. */
export type HeadlessRequest = GetRequest | VerbRequest | LogsRequest | FleetRequest | RecordedRunRequest;

async function answered(request: HeadlessRequest, ports: HeadlessPorts): Promise<ExitCode> {
  const signal = ports.signal ?? new AbortController().signal;
  const place = await ports.place();
  try {
    switch (request.type) {
      case 'get':
        return await get(request, place.region, ports, signal);
      case 'logs':
        return await runLogs(request, place, ports, signal);
      case 'verb':
        return await runVerb(request, place, ports, signal);
      case 'fleet':
        return await runFleet(request, place, ports, signal);
      case 'resume':
        return await resumeFleet(request, place, ports, signal);
      case 'retry':
        return await retryFleet(request, place, ports, signal);
    }
  } finally {
    place.close();
  }
}

/** Does what was asked for; failures are one line on stderr. Rejects only for a fault of the program itself. */
export async function runHeadless(request: HeadlessRequest, ports: HeadlessPorts): Promise<ExitCode> {
  // `| head` closes the pipe: the write that fails tells of it, the event beside it must not end the program.
  const ignore = (): void => {};
  ports.stdout.on('error', ignore);
  ports.stderr.on('error', ignore);
  try {
    return await answered(request, ports);
  } catch (error) {
    if (isBrokenPipe(error)) return 0;
    if (!(error instanceof UserError)) throw error;
    await written(ports.stderr, `ecsdeck: ${explained(error)}\n`).catch(ignore);
    return exitCodeOf(error);
  }
}
