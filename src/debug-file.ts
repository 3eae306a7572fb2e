// The file of --debug: one JSON line for each call, for bug reports. Readable by its owner alone, and never through a link that
// someone else may have put there. What could hold a secret does not come here; faults of the program are masked.

import {closeSync, constants, fchmodSync, fstatSync, openSync, writeSync} from 'node:fs';
import {release} from 'node:os';
import {UsageError} from './domain/errors.ts';
import type {CallTrace} from './domain/traced-call.ts';
import {version} from './version.ts';

/** An open debug file. */
export interface DebugFile {
  readonly call: CallTrace;
}

/** Where it is wanted, if it is: the option rules over ECSDECK_DEBUG. */
export function debugFileOf(options: {readonly debug?: string}, env: Readonly<Record<string, string | undefined>>): string | undefined {
  return options.debug ?? (env.ECSDECK_DEBUG || undefined);
}

/** Opens the file and begins a session in it; undefined where none is wanted. Throws UsageError when it cannot be had safely. */
export function openDebugFile(path: string | undefined): DebugFile | undefined {
  if (path === undefined) return undefined;
  const file = openSafely(path);
  let isBroken = false;

  function write(line: object): void {
    if (isBroken) return;
    try {
      writeSync(file, `${JSON.stringify(line)}\n`);
    } catch {
      // A full disk must not end a dashboard in the middle of an incident: the trace ends instead.
      isBroken = true;
    }
  }

  const {version: node, platform, arch, pid} = process;
  write({time: new Date().toISOString(), event: 'start', version, node, platform, arch, release: release(), pid});
  return {call: ({at, ...call}) => write({time: new Date(at).toISOString(), event: 'call', ...call})};
}

function openSafely(path: string): number {
  const {O_WRONLY, O_CREAT, O_APPEND, O_NOFOLLOW, O_NONBLOCK} = constants;
  let file: number | undefined;
  try {
    // Without waiting: a pipe that nobody reads would hold up the start.
    file = openSync(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK, 0o600);
    if (!fstatSync(file).isFile()) throw new Error('it is no regular file');
    fchmodSync(file, 0o600); // The mode given to open counts only for a new file.
    return file;
  } catch (error) {
    if (file !== undefined) closeSync(file);
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const reason = code === 'ELOOP' ? 'it is a symbolic link' : error instanceof Error ? error.message : String(error);
    throw new UsageError(`the debug file ${path} cannot be written (${reason})`, 'Name a new file in a folder of your own.', {
      cause: error,
    });
  }
}
